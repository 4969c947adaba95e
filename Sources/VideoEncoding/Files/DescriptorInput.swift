import CFFmpeg

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Owns one `AVFormatContext` that reads a film or a song only from one open file: whatever the file says, no other file is
/// opened, nor any decoder.
// Proof of Sendable: the only references are this noncopyable owner's, and libavformat asks for one thread at a time, not for the
// same one.
struct DescriptorInput: ~Copyable, @unchecked Sendable {
  /// Lent to C calls while the owner lives.
  let pointer: UnsafeMutablePointer<AVFormatContext>
  private let source: UnsafeMutablePointer<Source>
  private let io: UnsafeMutablePointer<AVIOContext>

  /// What is read, and how much of it may be.
  private struct Source {
    let descriptor: Int32
    var bytesLeft: Int
  }

  /// The index of a film of 10 million frames is 200 MB; identifying a file never needs more than this.
  static let mostBytesOfHeader = 512 << 20
  private static let bufferSize = 1 << 15

  private init(
    pointer: UnsafeMutablePointer<AVFormatContext>, source: UnsafeMutablePointer<Source>,
    io: UnsafeMutablePointer<AVIOContext>
  ) {
    (self.pointer, self.source, self.io) = (pointer, source, io)
  }

  deinit {
    var context: UnsafeMutablePointer<AVFormatContext>? = pointer
    avformat_close_input(&context)
    Self.close(io, source)
  }

  /// Reads the header of the file behind `descriptor`, which must be at its beginning and stay open.
  ///
  /// - Parameters:
  ///   - demuxer: libavformat's name of the only format that is read.
  ///   - byteLimit: the most bytes that are read in all.
  static func open(
    _ descriptor: Int32, demuxer: String, displayName: String, operation: String,
    byteLimit: Int = mostBytesOfHeader
  ) throws(LibAVError) -> DescriptorInput {
    guard let format = av_find_input_format(demuxer) else {
      throw .refused(operation, path: displayName, because: "this build of FFmpeg cannot read \(demuxer)")
    }
    let source = UnsafeMutablePointer<Source>.allocate(capacity: 1)
    source.initialize(to: Source(descriptor: descriptor, bytesLeft: byteLimit))
    guard let io = ioContext(source) else {
      source.deallocate()
      throw LibAVError(operation: operation, path: displayName, code: cffmpeg_error_from_errno(ENOMEM))
    }
    var context = avformat_alloc_context()
    context?.pointee.pb = io
    context?.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
    // References to other files are not followed.
    context?.pointee.io_open = { _, _, _, _, _ in cffmpeg_error_from_errno(EACCES) }
    // On failure, the context is already freed.
    let code = context == nil ? cffmpeg_error_from_errno(ENOMEM) : avformat_open_input(&context, nil, format, nil)
    guard code >= 0, let context else {
      close(io, source)
      throw LibAVError(operation: operation, path: displayName, code: code)
    }
    return DescriptorInput(pointer: context, source: source, io: io)
  }

  private static func ioContext(_ source: UnsafeMutablePointer<Source>) -> UnsafeMutablePointer<AVIOContext>? {
    guard let buffer = av_malloc(bufferSize) else { return nil }
    let io = avio_alloc_context(
      buffer.assumingMemoryBound(to: UInt8.self), Int32(bufferSize), 0, source,
      { opaque, buffer, count in DescriptorInput.read(opaque, buffer, count) }, nil,
      { opaque, offset, origin in DescriptorInput.seek(opaque, offset, origin) })
    if io == nil { av_free(buffer) }
    return io
  }

  private static func close(_ io: UnsafeMutablePointer<AVIOContext>, _ source: UnsafeMutablePointer<Source>) {
    // libavformat may have replaced the buffer.
    av_free(io.pointee.buffer)
    var io: UnsafeMutablePointer<AVIOContext>? = io
    avio_context_free(&io)
    source.deallocate()
  }

  // Proof of safety: libavformat hands back the pointer that it was given, to a `Source` that outlives the context, on the thread
  // that is within one of its calls.
  private static func read(_ opaque: UnsafeMutableRawPointer?, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int32)
    -> Int32
  {
    guard let source = opaque?.assumingMemoryBound(to: Source.self) else { return CFFMPEG_ERROR_EOF }
    let count = min(Int(count), source.pointee.bytesLeft)
    guard count > 0 else { return CFFMPEG_ERROR_EOF }
    let taken = systemRead(source.pointee.descriptor, buffer, count)
    if taken < 0 { return cffmpeg_error_from_errno(errno) }
    source.pointee.bytesLeft -= taken
    return taken == 0 ? CFFMPEG_ERROR_EOF : Int32(taken)
  }

  private static func seek(_ opaque: UnsafeMutableRawPointer?, _ offset: Int64, _ origin: Int32) -> Int64 {
    guard let descriptor = opaque?.assumingMemoryBound(to: Source.self).pointee.descriptor else { return -1 }
    if origin & AVSEEK_SIZE == 0 {
      let place = lseek(descriptor, off_t(offset), origin & ~AVSEEK_FORCE)
      return place < 0 ? Int64(cffmpeg_error_from_errno(errno)) : Int64(place)
    }
    let here = lseek(descriptor, 0, SEEK_CUR)
    let size = lseek(descriptor, 0, SEEK_END)
    lseek(descriptor, here, SEEK_SET)
    return Int64(size)
  }
}

/// The system's call, which a method of the same name hides. If interrupted, it is repeated.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int {
  while true {
    let taken = read(descriptor, buffer, count)
    if taken >= 0 || errno != EINTR { return taken }
  }
}
