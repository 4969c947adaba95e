/// Where a value of a preset was written.
public enum DiagnosticOrigin: Hashable, Sendable {
  /// In the preset's document.
  case text(TextPosition)
  /// In a document that the preset extends: which one, and how many steps away, at least 1.
  case inherited(TextPosition, document: String, distance: Int)
  /// In an override, by its name for the user, such as `--set c.radius`.
  case override(String)

  /// Whether it was written in an override.
  public var isOverride: Bool { if case .override = self { true } else { false } }

  /// How many steps away the document is in which it was written; 0 for an override, too.
  var distance: Int { if case .inherited(_, _, let distance) = self { distance } else { 0 } }

  /// The precedence among alternative values: the higher one wins.
  var precedence: Int {
    switch self {
    case .inherited(_, _, let distance): -distance
    case .text: 0
    case .override: 1
    }
  }
}

/// One finding about a preset.
public struct Diagnostic: Hashable, Sendable {
  /// Which validator can find it.
  public enum Kind: String, Hashable, Sendable {
    /// The document's form is wrong: JSON Schema finds it too.
    case structural
    /// The form is valid, but the content is not.
    case semantic
  }

  /// The severity.
  public enum Severity: String, Hashable, Sendable {
    /// No film can be made.
    case error
    /// A film can be made, but hardly as intended.
    case warning
  }

  /// The value that is wrong.
  public let path: PresetPath
  /// Where it was written; for a missing value, where its container was.
  public let origin: DiagnosticOrigin
  /// Which validator can find it.
  public let kind: Kind
  /// The severity.
  public let severity: Severity
  /// What is wrong and what is allowed.
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

/// The reason why a document is not a preset.
public enum PresetError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It is not JSON; reading stopped there.
  case syntax(JSONSyntaxError, document: String)
  /// It is JSON with these errors, at least one, in the order of the document; those of overrides come last.
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
