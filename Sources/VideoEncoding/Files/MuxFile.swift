import CFFmpeg

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Owns the open file that a film is written to, and lets libavformat write to it, and read it back when it has to move
/// data (an index that belongs in front): always this file, even if its name now leads elsewhere.
struct MuxFile: ~Copyable {
  private let descriptor: Int32

  /// Another owner of the file that `descriptor` is open for, to write and to read.
  init(duplicating descriptor: Int32, displayName: String) throws(LibAVError) {
    self.descriptor = try Self.opened(fcntl(descriptor, F_DUPFD_CLOEXEC, 0), displayName)
  }

  /// Creates the file at `path`, or truncates an existing one.
  init(path: String, displayName: String) throws(LibAVError) {
    descriptor = try Self.opened(open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666), displayName)
  }

  deinit { close(descriptor) }

  /// Lets `context` write to the file, from its beginning on; ended by `detach`, before the file is closed.
  func attach(to context: UnsafeMutablePointer<AVFormatContext>) throws(LibAVError) {
    context.pointee.pb = try allocated(FilePosition.makeContext(descriptor, isWriting: true), "a buffer for a file")
    context.pointee.io_open = { format, opened, _, flags, _ in
      guard let opened, let written = format?.pointee.pb, flags & AVIO_FLAG_WRITE == 0 else {
        return cffmpeg_error_from_errno(EACCES)
      }
      opened.pointee = FilePosition.makeContext(FilePosition.of(written).pointee.descriptor, isWriting: false)
      return opened.pointee == nil ? cffmpeg_error_from_errno(ENOMEM) : 0
    }
    context.pointee.io_close2 = { _, opened in
      FilePosition.freeContext(opened)
      return 0
    }
  }

  /// Undoes `attach`; data in the buffer is lost.
  static func detach(from context: UnsafeMutablePointer<AVFormatContext>) {
    FilePosition.freeContext(context.pointee.pb)
    context.pointee.pb = nil
  }

  private static func opened(_ descriptor: Int32, _ displayName: String) throws(LibAVError) -> Int32 {
    guard descriptor >= 0 else {
      throw LibAVError(operation: "open the file", path: displayName, code: cffmpeg_error_from_errno(errno))
    }
    return descriptor
  }
}

/// The position of one of libavformat's contexts in a file; each has its own.
private struct FilePosition {
  let descriptor: Int32
  var offset: Int64 = 0

  /// The size that libavformat's own files use (libavformat/file.c).
  private static let bufferByteCount = 262_144

  /// A context with a buffer and a position; `nil` without memory.
  static func makeContext(_ descriptor: Int32, isWriting: Bool) -> UnsafeMutablePointer<AVIOContext>? {
    guard let buffer = av_malloc(bufferByteCount) else { return nil }
    let position = UnsafeMutablePointer<FilePosition>.allocate(capacity: 1)
    position.initialize(to: FilePosition(descriptor: descriptor))
    let context = avio_alloc_context(
      buffer.assumingMemoryBound(to: UInt8.self), Int32(bufferByteCount), isWriting ? 1 : 0, position,
      { position, bytes, count in FilePosition.of(position).pointee.read(bytes, count) },
      // Whether the bytes are mutable depends on the version of libavformat.
      { position, bytes, count in FilePosition.of(position).pointee.write(UnsafeRawPointer(bytes), count) },
      { position, offset, origin in FilePosition.of(position).pointee.seek(offset, origin) })
    guard let context else {
      av_free(buffer)
      position.deallocate()
      return nil
    }
    // Otherwise the buffer would be flushed with each packet.
    if isWriting { context.pointee.min_packet_size = Int32(bufferByteCount) }
    return context
  }

  /// Frees the result of `makeContext`.
  static func freeContext(_ context: UnsafeMutablePointer<AVIOContext>?) {
    guard let context else { return }
    of(context).deallocate()
    // libavformat may have replaced the buffer.
    av_free(context.pointee.buffer)
    var freed: UnsafeMutablePointer<AVIOContext>? = context
    avio_context_free(&freed)
  }

  static func of(_ context: UnsafeMutablePointer<AVIOContext>) -> UnsafeMutablePointer<FilePosition> {
    of(context.pointee.opaque)
  }

  private static func of(_ opaque: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<FilePosition> {
    guard let opaque else { preconditionFailure("a context of ours has a position") }
    return opaque.assumingMemoryBound(to: FilePosition.self)
  }

  private mutating func write(_ bytes: UnsafeRawPointer?, _ count: Int32) -> Int32 {
    guard let bytes else { return cffmpeg_error_from_errno(EINVAL) }
    var done = 0
    while done < Int(count) {
      let written = pwrite(descriptor, bytes + done, Int(count) - done, off_t(offset))
      if written < 0 {
        if errno == EINTR { continue }
        return cffmpeg_error_from_errno(errno)
      }
      done += written
      offset += Int64(written)
    }
    return count
  }

  private mutating func read(_ bytes: UnsafeMutablePointer<UInt8>?, _ count: Int32) -> Int32 {
    while true {
      let taken = pread(descriptor, bytes, Int(count), off_t(offset))
      if taken < 0 && errno == EINTR { continue }
      if taken < 0 { return cffmpeg_error_from_errno(errno) }
      offset += Int64(taken)
      return taken == 0 ? CFFMPEG_ERROR_EOF : Int32(taken)
    }
  }

  /// Seeks, or returns the file's size.
  private mutating func seek(_ target: Int64, _ origin: Int32) -> Int64 {
    let origin = origin & ~AVSEEK_FORCE
    guard origin == SEEK_SET || origin == SEEK_CUR else {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { return Int64(cffmpeg_error_from_errno(errno)) }
      if origin == AVSEEK_SIZE { return Int64(status.st_size) }
      offset = Int64(status.st_size) + target
      return offset
    }
    offset = origin == SEEK_SET ? target : offset + target
    return offset
  }
}
