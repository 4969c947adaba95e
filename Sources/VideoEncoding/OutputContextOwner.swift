import CFFmpeg

/// Owns one `AVFormatContext` for writing, and the file it writes to.
///
/// Dies without a word: it closes what is open and writes no trailer, so an unfinished file can be told from a film.
// Proof of Sendable: the only reference is this noncopyable owner, and libavformat asks for one thread at a time,
// not for the same one.
struct OutputContextOwner: ~Copyable, @unchecked Sendable {
  /// Lent to C calls while the owner lives.
  let pointer: UnsafeMutablePointer<AVFormatContext>

  init(format: String, url: String) throws(LibAVError) {
    var context: UnsafeMutablePointer<AVFormatContext>?
    try check(avformat_alloc_output_context2(&context, nil, format, url), to: "use the container \(format)")
    pointer = try allocated(context, "a container")
  }

  deinit {
    avio_closep(&pointer.pointee.pb)
    avformat_free_context(pointer)
  }
}
