import CFFmpeg
import Synchronization

/// Owns one `AVCodecContext`, opened or not.
// Proof of Sendable: the only reference is this noncopyable owner, and libavcodec asks for one thread at a time,
// not for the same one.
struct CodecContextOwner: ~Copyable, @unchecked Sendable {
  /// Lent to C calls while the owner lives.
  let pointer: UnsafeMutablePointer<AVCodecContext>

  /// Held while an encoder of AV1 is opened or closed: SVT-AV1 (seen in 1.4.1) keeps what it has allocated in one list for the whole
  /// process, and crashes where two do that at once.
  private static let openingAndClosing = Mutex(())

  init(for codec: UnsafePointer<AVCodec>) throws(LibAVError) {
    pointer = try allocated(avcodec_alloc_context3(codec), "an encoder")
  }

  /// Opens the encoder, which takes what it knows out of `options`; libav's result.
  func open(_ codec: UnsafePointer<AVCodec>, options: inout OptionDictionary) -> Int32 {
    guard codec.pointee.id == AV_CODEC_ID_AV1 else { return avcodec_open2(pointer, codec, &options.pointer) }
    return Self.openingAndClosing.withLock { _ in avcodec_open2(pointer, codec, &options.pointer) }
  }

  deinit {
    var context: UnsafeMutablePointer<AVCodecContext>? = pointer
    if pointer.pointee.codec_id == AV_CODEC_ID_AV1 {
      Self.openingAndClosing.withLock { _ in avcodec_free_context(&context) }
    } else {
      avcodec_free_context(&context)
    }
  }
}
