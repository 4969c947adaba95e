import CFFmpeg

/// Owns one `AVFormatContext` for writing, and the file it writes to.
///
/// Dies without a word: it closes what is open and writes no trailer, so an unfinished file can be told from a film.
// Proof of Sendable: the only reference is this noncopyable owner, and libavformat asks for one thread at a time,
// not for the same one.
struct OutputContextOwner: ~Copyable, @unchecked Sendable {
  /// Lent to C calls while the owner lives.
  let pointer: UnsafeMutablePointer<AVFormatContext>
  private let file: MuxFile

  init(format: String, file: consuming MuxFile) throws(LibAVError) {
    var context: UnsafeMutablePointer<AVFormatContext>?
    try check(avformat_alloc_output_context2(&context, nil, format, nil), to: "use the container \(format)")
    let pointer = try allocated(context, "a container")
    do throws(LibAVError) {
      try file.attach(to: pointer)
    } catch {
      avformat_free_context(pointer)
      throw error
    }
    self.pointer = pointer
    self.file = file
  }

  deinit {
    MuxFile.detach(from: pointer)
    avformat_free_context(pointer)
  }
}
