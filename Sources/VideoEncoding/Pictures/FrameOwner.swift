import CFFmpeg

/// Owns one `AVFrame` and with it a reference to the frame's buffers.
// Proof of Sendable: the only reference is this noncopyable owner, and an AVFrame belongs to no thread.
struct FrameOwner: ~Copyable, @unchecked Sendable {
  /// Lent to C calls while the owner lives.
  let pointer: UnsafeMutablePointer<AVFrame>

  init() throws(LibAVError) {
    pointer = try allocated(av_frame_alloc(), "a frame")
  }

  deinit {
    var frame: UnsafeMutablePointer<AVFrame>? = pointer
    av_frame_free(&frame)
  }
}
