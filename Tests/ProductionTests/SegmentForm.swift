import Production

/// The contents of a segment's file with any of its numbers changed, and a right hash: what a stranger may put into a folder.
struct SegmentForm {
  struct Packet {
    var frame: UInt32
    var flags: UInt32
    var bytes: [UInt8]
  }

  var form: UInt32
  var key: [UInt8]
  var codec: String
  var layout: String
  /// Width, height, the frame rate's two numbers, reorder depth, tag.
  var numbers: [UInt32]
  var header: [UInt8]
  /// As it is written; the number of `packets` unless something else is wanted.
  var packetCount: UInt32?
  var packets: [Packet]

  private static let magicByteCount = 8
  private let magic: [UInt8]

  /// The contents of `bytes`, the file of a segment.
  init(_ bytes: [UInt8]) {
    var rest = bytes.dropLast(ContentHash.byteCount)
    func take(_ count: Int) -> [UInt8] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    func number() -> UInt32 { take(4).reversed().reduce(0) { $0 << 8 | UInt32($1) } }
    func block() -> [UInt8] { take(Int(number())) }
    magic = take(Self.magicByteCount)
    form = number()
    key = take(ContentHash.byteCount)
    codec = String(decoding: block(), as: UTF8.self)
    layout = String(decoding: block(), as: UTF8.self)
    numbers = (0..<6).map { _ in number() }
    header = block()
    packets = (0..<number()).map { _ in Packet(frame: number(), flags: number(), bytes: block()) }
  }

  /// The file.
  var bytes: [UInt8] {
    var bytes = magic
    func append(_ number: UInt32) { bytes += (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    func append(block: [UInt8]) {
      append(UInt32(block.count))
      bytes += block
    }
    append(form)
    bytes += key
    append(block: Array(codec.utf8))
    append(block: Array(layout.utf8))
    for number in numbers { append(number) }
    append(block: header)
    append(packetCount ?? UInt32(packets.count))
    for packet in packets {
      append(packet.frame)
      append(packet.flags)
      append(block: packet.bytes)
    }
    return bytes + ContentHash(of: bytes).bytes
  }
}
