import CFFmpeg

/// One frame, compressed.
package struct EncodedPacket: Hashable, Sendable {
  /// The compressed frame.
  package var bytes: [UInt8]
  /// The compressed picture of its opacities, where it is one beside the frame; otherwise empty.
  package var opacity: [UInt8] = []
  /// Which frame of its segment it shows, counted from 0.
  package var frame: Int
  /// libav's flags, of those in `allowedFlags`, whose values are the same in all of its versions.
  package var flags: Int32

  /// The flags that encoders set and films carry: whether decoding can begin at the frame, and whether no other frame
  /// needs it (x265 and SVT-AV1; MP4 passes it to players). Others are internal to libav: with
  /// `AV_PKT_FLAG_UNCODED_FRAME` the bytes are a pointer.
  package static let allowedFlags = AV_PKT_FLAG_KEY | AV_PKT_FLAG_DISPOSABLE
  /// The most bytes of a frame: libav counts them in a C int, and reads some beyond the end.
  package static let maximumByteCount = Int(Int32.max) - Int(AV_INPUT_BUFFER_PADDING_SIZE)

  /// A packet of these values.
  package init(bytes: [UInt8], opacity: [UInt8] = [], frame: Int, flags: Int32) {
    self.bytes = bytes
    self.opacity = opacity
    self.frame = frame
    self.flags = flags
  }

  /// Whether decoding can begin here.
  package var isKeyframe: Bool { flags & AV_PKT_FLAG_KEY != 0 }

  /// The reason why a film cannot hold the packet, to follow the packet's number; `nil` if it can.
  var problem: String? {
    guard (1...Self.maximumByteCount).contains(bytes.count) else { return "has \(bytes.count) bytes" }
    guard opacity.count <= Self.maximumByteCount else { return "has \(opacity.count) bytes of opacities" }
    // A frame that others need, such as a keyframe, is not disposable.
    guard flags & ~Self.allowedFlags == 0, flags != Self.allowedFlags else { return "has flags that no encoder sets" }
    return nil
  }

  /// A copy of the contents of `packet`, which an encoder has filled; its timestamp counts frames.
  init(_ packet: borrowing PacketOwner) {
    let raw = packet.pointer.pointee
    bytes = Array(UnsafeBufferPointer(start: raw.data, count: Int(raw.size)))
    frame = Int(raw.pts)
    flags = raw.flags & Self.allowedFlags
    opacity = Self.opacity(of: packet)
  }

  /// The number that says in Matroska that what stands beside a frame are its opacities (`BlockAddID`), 8 bytes before them, the
  /// highest first.
  private static let opacityMark: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 1]

  private static func opacity(of packet: borrowing PacketOwner) -> [UInt8] {
    var size = 0
    guard let data = av_packet_get_side_data(packet.pointer, AV_PKT_DATA_MATROSKA_BLOCKADDITIONAL, &size) else {
      return []
    }
    let bytes = UnsafeBufferPointer(start: data, count: size)
    return bytes.starts(with: opacityMark) ? Array(bytes.dropFirst(opacityMark.count)) : []
  }

  /// Copies the bytes and flags into `packet`, which is empty; its timestamps are left to the caller.
  func fill(_ packet: borrowing PacketOwner) throws(LibAVError) {
    try check(av_new_packet(packet.pointer, Int32(bytes.count)), to: "allocate a packet")
    UnsafeMutableRawPointer(packet.pointer.pointee.data).copyMemory(from: bytes, byteCount: bytes.count)
    packet.pointer.pointee.flags = flags
    guard !opacity.isEmpty else { return }
    let additional = Self.opacityMark + opacity
    let memory = try allocated(
      av_packet_new_side_data(packet.pointer, AV_PKT_DATA_MATROSKA_BLOCKADDITIONAL, additional.count),
      "the opacities of a frame")
    UnsafeMutableRawPointer(memory).copyMemory(from: additional, byteCount: additional.count)
  }
}
