import CFFmpeg

/// Owns one `AVPacket`, filled by an encoder and emptied by a muxer again and again.
// Proof of Sendable: the only reference is this noncopyable owner, and an AVPacket belongs to no thread.
struct PacketOwner: ~Copyable, @unchecked Sendable {
  /// Lent to C calls while the owner lives.
  let pointer: UnsafeMutablePointer<AVPacket>

  init() throws(LibAVError) {
    pointer = try allocated(av_packet_alloc(), "a packet")
  }

  deinit {
    var packet: UnsafeMutablePointer<AVPacket>? = pointer
    av_packet_free(&packet)
  }
}
