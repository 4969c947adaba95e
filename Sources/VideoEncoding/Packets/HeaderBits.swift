/// Reads the bits of a header, the highest of each byte first; beyond the end they are 0.
struct HeaderBits {
  private let bytes: ArraySlice<UInt8>
  private var position = 0

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// Whether more was read than there is.
  var isBeyondEnd: Bool { position > bytes.count * 8 }

  /// The next bit.
  mutating func bit() -> Bool { number(1) == 1 }

  /// The next `count` bits, at most 32, as a number.
  mutating func number(_ count: Int) -> Int {
    var value = 0
    for _ in 0..<count {
      let byte = position / 8 < bytes.count ? bytes[bytes.startIndex + position / 8] : 0
      value = value << 1 | Int(byte >> (7 - position % 8) & 1)
      position += 1
    }
    return value
  }

  /// The next number in the code that H.264 and HEVC call ue(v); `nil` where it has more than 32 bits.
  mutating func exponentialGolomb() -> Int? {
    var zeros = 0
    while !bit() {
      zeros += 1
      guard zeros <= 32, !isBeyondEnd else { return nil }
    }
    return (1 << zeros) - 1 + number(zeros)
  }
}
