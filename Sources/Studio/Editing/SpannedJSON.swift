import Animation

/// A JSON value with the range of its bytes in the text.
struct SpannedJSON {
  /// The parts of the value.
  enum Parts {
    case scalar
    case elements([SpannedJSON])
    case members([Member])
  }

  /// A key with its value.
  struct Member {
    let key: String
    let keyRange: Range<Int>
    let value: SpannedJSON

    var range: Range<Int> { keyRange.lowerBound..<value.range.upperBound }
  }

  let range: Range<Int>
  let parts: Parts

  /// The value in `bytes`.
  ///
  /// - Throws: if they are not JSON, as read by `JSONParser`; everything after that only searches for the ends of
  ///   values.
  /// - Complexity: O(bytes).
  init(_ bytes: [UInt8]) throws(JSONSyntaxError) {
    _ = try JSONParser.parse(utf8: bytes)
    var reader = Reader(bytes: bytes)
    self = reader.value()
  }

  fileprivate init(range: Range<Int>, parts: Parts) {
    self.range = range
    self.parts = parts
  }

  /// The ranges of the parts: elements, or members including their keys.
  var partRanges: [Range<Int>] {
    switch parts {
    case .scalar: []
    case .elements(let elements): elements.map(\.range)
    case .members(let members): members.map(\.range)
    }
  }

  /// Scans text that is known to be JSON, with values nested at most 64 deep.
  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    mutating func value() -> SpannedJSON {
      skipBlanks()
      let start = place
      switch byte {
      case UInt8(ascii: "{"):
        let members = members()
        return SpannedJSON(range: start..<place, parts: .members(members))
      case UInt8(ascii: "["):
        let elements = elements()
        return SpannedJSON(range: start..<place, parts: .elements(elements))
      case UInt8(ascii: "\""):
        skipString()
      default:
        while let byte, !Self.endsWord(byte) { place += 1 }
      }
      return SpannedJSON(range: start..<place, parts: .scalar)
    }

    private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func members() -> [Member] {
      var members: [Member] = []
      place += 1
      while true {
        skipBlanks()
        guard byte == UInt8(ascii: "\"") else { break }
        let start = place
        skipString()
        let keyRange = start..<place
        skipBlanks()
        place += 1
        let value = value()
        members.append(Member(key: Self.string(bytes[keyRange]), keyRange: keyRange, value: value))
        skipBlanks()
        guard byte == UInt8(ascii: ",") else { break }
        place += 1
      }
      place += 1
      return members
    }

    private mutating func elements() -> [SpannedJSON] {
      var elements: [SpannedJSON] = []
      place += 1
      skipBlanks()
      while let byte, byte != UInt8(ascii: "]") {
        elements.append(value())
        skipBlanks()
        if self.byte == UInt8(ascii: ",") { place += 1 }
        skipBlanks()
      }
      place += 1
      return elements
    }

    private mutating func skipBlanks() {
      // A byte order mark may come first.
      if place == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
      while let byte, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { place += 1 }
    }

    private mutating func skipString() {
      place += 1
      while let byte, byte != UInt8(ascii: "\"") { place += byte == UInt8(ascii: "\\") ? 2 : 1 }
      place += 1
    }

    private static func endsWord(_ byte: UInt8) -> Bool { ",]} \n\r\t".utf8.contains(byte) }

    private static func string(_ quoted: ArraySlice<UInt8>) -> String {
      guard case .string(let text) = (try? JSONParser.parse(utf8: Array(quoted)))?.value else { return "" }
      return text
    }
  }
}
