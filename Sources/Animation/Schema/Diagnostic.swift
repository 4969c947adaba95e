/// Where a value of a preset was written.
public enum DiagnosticOrigin: Hashable, Sendable {
  /// In the preset's document.
  case text(TextPosition)
  /// In an override, which the user knows by this name, such as `--set c.radius`.
  case override(String)

  /// Whether it was written in an override.
  public var isOverride: Bool { if case .override = self { true } else { false } }
}

/// One thing that is wrong with a preset.
public struct Diagnostic: Hashable, Sendable {
  /// The value that is wrong.
  public let path: PresetPath
  /// Where it was written; of a missing value, where its container was.
  public let origin: DiagnosticOrigin
  /// What is wrong and what would be right.
  public let message: String

  /// One line for the user, like `film.json:12:7: c.radius: …` or `--size: output.width: …`.
  ///
  /// - Parameter document: the name of the preset's file.
  public func description(document: String) -> String {
    let name = path.description
    switch origin {
    case .text(let position):
      return "\(document):\(position): \(name.isEmpty ? "" : name + ": ")\(message)"
    case .override(let source):
      return name.isEmpty || source.hasSuffix(name) ? "\(source): \(message)" : "\(source): \(name): \(message)"
    }
  }
}
