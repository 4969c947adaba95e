/// Reads the output of `[UInt8].append(littleEndian:)` and similar, and never beyond the end.
struct LittleEndianReader {
  /// The bytes end early, or have an impossible value.
  struct Damage: Error {}

  /// The unread bytes.
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The next `count` bytes.
  mutating func bytes(_ count: Int) throws(Damage) -> ArraySlice<UInt8> {
    guard count <= rest.count else { throw Damage() }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// The next 32 bits, 0 or more: `Int` has 64 on all supported systems.
  mutating func number() throws(Damage) -> Int {
    Int(try bytes(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
  }

  /// A count, at least 1.
  mutating func count() throws(Damage) -> Int {
    let number = try number()
    guard number >= 1 else { throw Damage() }
    return number
  }

  /// Bytes preceded by their number.
  mutating func block() throws(Damage) -> ArraySlice<UInt8> { try bytes(number()) }

  /// A UTF-8 text preceded by its number of bytes, at most `byteLimit`.
  mutating func text(atMost byteLimit: Int) throws(Damage) -> String {
    let bytes = try block()
    guard bytes.count <= byteLimit else { throw Damage() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension [UInt8] {
  /// Appends the bytes of `number`, the lowest first.
  mutating func append(littleEndian number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }

  /// Appends `block`, preceded by the number of its bytes, in 32 bits.
  mutating func append(block: some Collection<UInt8>) {
    append(littleEndian: UInt32(block.count))
    append(contentsOf: block)
  }
}
