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
