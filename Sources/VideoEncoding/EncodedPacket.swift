import CFFmpeg

/// One frame, compressed.
package struct EncodedPacket: Hashable, Sendable {
  /// The compressed frame.
  package var bytes: [UInt8]
  /// Which frame of its segment it shows, counted from 0.
  package var frame: Int
  /// libav's flags (`AV_PKT_FLAG_KEY` and its like), whose values are the same in all of its versions.
  package var flags: Int32

  /// A packet of these values.
  package init(bytes: [UInt8], frame: Int, flags: Int32) {
    self.bytes = bytes
    self.frame = frame
    self.flags = flags
  }

  /// Whether decoding can begin here.
  package var isKeyframe: Bool { flags & AV_PKT_FLAG_KEY != 0 }

  /// A copy of what `packet` holds; its timestamp counts frames.
  init(_ packet: borrowing PacketOwner) {
    let raw = packet.pointer.pointee
    bytes = Array(UnsafeBufferPointer(start: raw.data, count: Int(raw.size)))
    frame = Int(raw.pts)
    flags = raw.flags
  }

  /// Copies the bytes and flags into `packet`, which is empty; its timestamps are left to the caller.
  func fill(_ packet: borrowing PacketOwner) throws(LibAVError) {
    try check(av_new_packet(packet.pointer, Int32(bytes.count)), to: "allocate a packet")
    UnsafeMutableRawPointer(packet.pointer.pointee.data).copyMemory(from: bytes, byteCount: bytes.count)
    packet.pointer.pointee.flags = flags
  }
}
