/// A text read from front to back, one Unicode scalar at a time, with the current position.
struct ScalarCursor {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private(set) var position = TextPosition(line: 1, column: 1)

  /// A cursor at the start of UTF-8 text; a byte order mark is skipped.
  init(utf8 bytes: [UInt8]) throws(JSONSyntaxError) {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(bytes.count)
    var decoder = UTF8()
    var rest = bytes.makeIterator()
    decoding: while true {
      switch decoder.decode(&rest) {
      case .scalarValue(let scalar):
        scalars.append(scalar)
      case .emptyInput:
        break decoding
      case .error:
        var valid = ScalarCursor(scalars: scalars)
        while valid.current != nil { valid.advance() }
        throw JSONSyntaxError(position: valid.position, message: "this is not UTF-8 text")
      }
    }
    self.init(scalars: scalars)
  }

  private init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars.first == "\u{FEFF}" ? Array(scalars.dropFirst()) : scalars
  }

  /// The scalar to be read next; `nil` at the end.
  var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  /// The scalar after the next one.
  private var following: Unicode.Scalar? { index + 1 < scalars.count ? scalars[index + 1] : nil }

  /// Reads the current scalar; at the end nothing happens.
  mutating func advance() {
    guard let current else { return }
    if current == "\n" || (current == "\r" && following != "\n") {
      position = TextPosition(line: position.line + 1, column: 1)
    } else {
      position.column += 1
    }
    index += 1
  }

  /// Reads `scalar` if it is the current one.
  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    advance()
    return true
  }

  /// Reads scalars as long as `belongs` holds for them, and returns them.
  mutating func take(while belongs: (Unicode.Scalar) -> Bool) -> String {
    var taken = String.UnicodeScalarView()
    while let scalar = current, belongs(scalar) {
      taken.append(scalar)
      advance()
    }
    return String(taken)
  }

  /// An error here that says what was expected and what was found.
  func unexpected(_ expectation: String) -> JSONSyntaxError {
    JSONSyntaxError(position: position, message: "\(expectation), found \(found)")
  }

  private var found: String {
    switch current {
    case nil: "the end of the text"
    case "\n", "\r": "the end of the line"
    case let scalar? where scalar.isUnprintable: Self.codePoint(scalar)
    case let scalar?: "“\(scalar)”"
    }
  }

  /// `U+0009` and the like, for scalars that cannot be shown.
  static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
