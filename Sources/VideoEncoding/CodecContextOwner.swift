import CFFmpeg

/// Owns one `AVCodecContext`, opened or not.
// Proof of Sendable: the only reference is this noncopyable owner, and libavcodec asks for one thread at a time,
// not for the same one.
struct CodecContextOwner: ~Copyable, @unchecked Sendable {
  /// Lent to C calls while the owner lives.
  let pointer: UnsafeMutablePointer<AVCodecContext>

  init(for codec: UnsafePointer<AVCodec>) throws(LibAVError) {
    pointer = try allocated(avcodec_alloc_context3(codec), "an encoder")
  }

  deinit {
    var context: UnsafeMutablePointer<AVCodecContext>? = pointer
    avcodec_free_context(&context)
  }
}
