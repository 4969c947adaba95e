/// Where a value of a preset was written.
public enum DiagnosticOrigin: Hashable, Sendable {
  /// In the preset's document.
  case text(TextPosition)
  /// In a document that the preset extends: in which, and so many steps away, 1 or more.
  case inherited(TextPosition, document: String, distance: Int)
  /// In an override, which the user knows by this name, such as `--set c.radius`.
  case override(String)

  /// Whether it was written in an override.
  public var isOverride: Bool { if case .override = self { true } else { false } }

  /// Which of two values wins that stand for the same thing: the one with more.
  var precedence: Int {
    switch self {
    case .inherited(_, _, let distance): -distance
    case .text: 0
    case .override: 1
    }
  }
}

/// One thing that is wrong with a preset.
public struct Diagnostic: Hashable, Sendable {
  /// What can know of it.
  public enum Kind: String, Hashable, Sendable {
    /// The document's form is wrong: JSON Schema says so, too.
    case structural
    /// The form is right, and what it says is not.
    case semantic
  }

  /// How bad it is.
  public enum Severity: String, Hashable, Sendable {
    /// There is no film.
    case error
    /// There is one, but hardly as it was meant.
    case warning
  }

  /// The value that is wrong.
  public let path: PresetPath
  /// Where it was written; of a missing value, where its container was.
  public let origin: DiagnosticOrigin
  /// What can know of it.
  public let kind: Kind
  /// How bad it is.
  public let severity: Severity
  /// What is wrong and what would be right.
  public let message: String

  init(
    path: PresetPath, origin: DiagnosticOrigin, kind: Kind, severity: Severity = .error, message: String
  ) {
    self.path = path
    self.origin = origin
    self.kind = kind
    self.severity = severity
    self.message = message
  }

  /// One line for the user, like `film.json:12:7: c.radius: …` or `--size: output.width: …`.
  ///
  /// - Parameter document: the name of the preset's file.
  public func description(document: String) -> String {
    let name = path.description
    let message = severity == .warning ? "warning: \(message)" : message
    switch origin {
    case .text(let position):
      return "\(document):\(position): \(name.isEmpty ? "" : name + ": ")\(message)"
    case .inherited(let position, let base, _):
      return "\(base):\(position): \(name.isEmpty ? "" : name + ": ")\(message)"
    case .override(let source):
      return name.isEmpty || source.hasSuffix(name) ? "\(source): \(message)" : "\(source): \(name): \(message)"
    }
  }
}

/// Why a document is not a preset.
public enum PresetError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It is not JSON; reading stopped there.
  case syntax(JSONSyntaxError, document: String)
  /// It is JSON with these errors, at least one, in the order in which they stand in the document; those of overrides
  /// come last.
  case invalid([Diagnostic], document: String)

  /// One line for each error, without a line break at the end.
  public var description: String {
    switch self {
    case .syntax(let error, let document):
      "\(document):\(error.position): \(error.message)"
    case .invalid(let diagnostics, let document):
      diagnostics.map { $0.description(document: document) }.joined(separator: "\n")
    }
  }
}
