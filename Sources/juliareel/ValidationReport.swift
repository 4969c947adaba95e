import Animation
import HostSystem

/// The findings of `validate --json` for one preset.
struct ValidationReport: Encodable {
  /// One finding.
  struct Finding: Encodable {
    /// `error` or `warning`.
    let severity: String
    /// `syntax`, `structural`, `semantic` or `unreadable`.
    let kind: String
    /// What is wrong and what is allowed.
    let message: String
    /// The value, written like `c.keyframes[1].value`; empty for the whole preset.
    var path: String?
    /// The document that contains it, which may be one that the preset extends.
    var document: String?
    /// Its line, from 1.
    var line: Int?
    /// Its column, from 1, in Unicode scalars.
    var column: Int?
    /// The override in which it was written.
    var override: String?
  }

  let document: String
  let isValid: Bool
  let synopsis: String?
  let diagnostics: [Finding]

  /// The report as one line of JSON, keys in alphabetical order.
  func line() throws -> String {
    String(decoding: try ProgramJSON.line(self), as: UTF8.self)
  }

  /// The findings for an error that kept a preset from being read.
  static func findings(_ error: any Error) -> [Finding] {
    switch error {
    case PresetError.syntax(let error, let document):
      [
        Finding(
          severity: "error", kind: "syntax", message: error.message, document: document, line: error.position.line,
          column: error.position.column)
      ]
    case PresetError.invalid(let diagnostics, let document):
      diagnostics.map { Finding($0, document: document) }
    default:
      [Finding(severity: "error", kind: "unreadable", message: Failure(error).message)]
    }
  }
}

extension ValidationReport.Finding {
  init(_ diagnostic: Diagnostic, document: String) {
    self.init(
      severity: diagnostic.severity.rawValue, kind: diagnostic.kind.rawValue, message: diagnostic.message,
      path: diagnostic.path.description)
    switch diagnostic.origin {
    case .text(let position): place(in: document, position)
    case .inherited(let position, let base, _): place(in: base, position)
    case .override(let name): override = name
    }
  }

  private mutating func place(in document: String, _ position: TextPosition) {
    self.document = document
    line = position.line
    column = position.column
  }
}
