/// The text of a palette file: its lines, with any line endings and encoding.
struct PaletteText {
  /// A non-empty line, and its number, counted from 1.
  struct Line {
    let number: Int
    /// Without surrounding white space.
    let text: Substring

    /// The words separated by white space.
    var words: [Substring] { text.parts { $0.isWhiteSpace } }
    /// The fields separated by white space, commas and semicolons.
    var fields: [Substring] {
      text.parts { $0.isWhiteSpace || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
    }
  }

  /// The name of the file in errors.
  let name: String
  let lines: [Line]
  /// The whole text in UTF-8, without a byte order mark.
  let utf8: [UInt8]

  /// The text in `bytes`: UTF-8, or if they are not valid, Latin-1, up to DOS's end of text.
  ///
  /// - Throws: if this is not text, or UTF-16.
  init(bytes: [UInt8], name: String) throws(PaletteFileError) {
    self.name = name
    let written = bytes[..<(bytes.firstIndex(of: 0x1A) ?? bytes.endIndex)]
    if let kind = BinaryKind(written) { throw PaletteFileError(document: name, line: nil, message: kind.refusal) }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = written.starts(with: mark) ? written[mark.count...] : written
    let text =
      String(validating: content, as: UTF8.self)
      ?? String(String.UnicodeScalarView(content.map { Unicode.Scalar($0) }))
    utf8 = Array(text.utf8)
    lines = Self.lines(of: text)
  }

  /// Lines end with LF, CR LF or CR.
  private static func lines(of text: String) -> [Line] {
    var lines: [Line] = []
    var number = 1
    var rest = text.utf8[...]
    while !rest.isEmpty {
      let end = rest.firstIndex { $0 == 10 || $0 == 13 } ?? rest.endIndex
      let trimmed = Substring(rest[..<end]).trimmingWhiteSpace
      if !trimmed.isEmpty { lines.append(Line(number: number, text: trimmed)) }
      let endsWithCR = end < rest.endIndex && rest[end] == 13
      rest = rest[end...].dropFirst()
      if endsWithCR && rest.first == 10 { rest = rest.dropFirst() }
      number += 1
    }
    return lines
  }

  /// An error at `line`, or if that is missing, at the end of the file.
  func error(at line: Line?, _ message: String) -> PaletteFileError {
    error(at: line?.number ?? lines.last?.number ?? 1, message)
  }

  /// An error at the line `number`.
  func error(at number: Int, _ message: String) -> PaletteFileError {
    PaletteFileError(document: name, line: number, message: message)
  }
}

/// Files that are not text.
private enum BinaryKind {
  case utf16, utf32, adobeSwatches, unknown

  init?(_ bytes: ArraySlice<UInt8>) {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      self = .utf32
    } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || Self.looksLikeUTF16(bytes) {
      self = .utf16
    } else if bytes.starts(with: Array("ASEF".utf8)) {
      self = .adobeSwatches
    } else if bytes.contains(0) {
      self = .unknown
    } else {
      return nil
    }
  }

  /// Whether every second one of the first bytes is zero, and no other is.
  private static func looksLikeUTF16(_ bytes: ArraySlice<UInt8>) -> Bool {
    let beginning = bytes.prefix(64)
    guard beginning.count >= 4, beginning.contains(0) else { return false }
    return [0, 1].contains { parity in
      beginning.indices.allSatisfy { (beginning[$0] == 0) == ($0 % 2 == parity) }
    }
  }

  var refusal: String {
    switch self {
    case .utf16: "the file is UTF-16; save it as UTF-8"
    case .utf32: "the file is UTF-32; save it as UTF-8"
    case .adobeSwatches: "an Adobe Swatch Exchange file, which is not read; export the colours as a list of #rrggbb"
    case .unknown: "neither text nor a supported picture (JPEG, PNG, WebP, BMP, GIF, TIFF)"
    }
  }
}

extension UInt8 {
  /// Whether this is the code of a white-space character.
  var isWhiteSpace: Bool { self == 32 || (9...13).contains(self) }
  /// Whether this is the code of a digit.
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

extension Substring {
  /// The text without surrounding white space.
  var trimmingWhiteSpace: Substring {
    guard let first = utf8.firstIndex(where: { !$0.isWhiteSpace }),
      let last = utf8.lastIndex(where: { !$0.isWhiteSpace })
    else { return "" }
    return Substring(utf8[first...last])
  }

  /// The parts between separator bytes.
  func parts(separatedBy isSeparator: (UInt8) -> Bool) -> [Substring] {
    utf8.split(whereSeparator: isSeparator).map { Substring($0) }
  }

  /// The finite number written as digits with a sign, a point and an exponent; `nil` for anything else.
  var decimal: Double? {
    let isPlain = utf8.allSatisfy { $0.isDigit || "+-.eE".utf8.contains($0) }
    guard isPlain, let value = Double(self), value.isFinite else { return nil }
    return value
  }

  /// The text as errors quote it.
  var quoted: String { "“\(String(self).printable)”" }
}
