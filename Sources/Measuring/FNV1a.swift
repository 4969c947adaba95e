/// The 64-bit checksum FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo; RFC 9923): enough to tell recipes and pictures apart where
/// nobody means harm.
package struct FNV1a: Hashable, Sendable {
  /// The checksum of what was added so far.
  package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The checksum of nothing.
  package init() {}

  /// Adds bytes.
  package mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  /// The checksum as sixteen hexadecimal digits.
  package var hexadecimal: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
