import CFFmpeg

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The reason why an encoder, a container or a file operation failed, as one sentence for the user.
package struct LibAVError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The attempted operation, to stand between "cannot" and the path: `open the file`, `write a frame to`.
  package let operation: String
  /// The file involved, by the user's name for it; `nil` if none is.
  package let path: String?
  /// FFmpeg's error code, always negative; for an error of the system the negated `errno`.
  package let code: Int32
  /// The reason in words: libav's text for `code`, or a more precise sentence if the library's is too vague.
  package let reason: String
  /// The message of libav, or the encoder behind it, if `reason` is vague: one line of printable characters, such as
  /// `libx264 says: malloc failed`.
  package let remark: String?

  /// The sentence, such as `cannot open the file film.mp4: No such file or directory`.
  package var description: String {
    let subject = path.map { " \($0)" } ?? ""
    return "cannot \(operation)\(subject): \(reason)" + (remark.map { " (\($0))" } ?? "")
  }

  /// The system's `errno` behind the failure, or `nil` where libav itself is the source.
  package var systemErrorNumber: Int32? {
    // libav's own codes are negated four-character tags, far above the largest errno.
    let largestErrno: Int32 = 4095
    return code >= -largestErrno ? -code : nil
  }

  /// Whether the disk or the user's share of it is full.
  package var isDiskFull: Bool {
    systemErrorNumber == ENOSPC || systemErrorNumber == EDQUOT
  }

  /// Whether a song could not be read.
  package var isOfSong: Bool { operation == SongDecoder.operation }

  /// Whether the system gives no more threads or memory.
  package var isSystemLimit: Bool {
    systemErrorNumber == EAGAIN || systemErrorNumber == ENOMEM
  }

  init(operation: String, path: String? = nil, code: Int32, reason: String? = nil, remark: String? = nil) {
    self.operation = operation
    self.path = path
    self.code = code
    self.reason = reason ?? Self.text(of: code)
    self.remark = remark
  }

  /// An error for a value that this library refuses before FFmpeg sees it.
  static func refused(_ operation: String, path: String? = nil, because reason: String) -> LibAVError {
    LibAVError(operation: operation, path: path, code: cffmpeg_error_from_errno(EINVAL), reason: reason)
  }

  private static func text(of code: Int32) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(AV_ERROR_MAX_STRING_SIZE)) { buffer in
      guard let start = buffer.baseAddress, av_strerror(code, start, buffer.count) == 0 else { return "error \(code)" }
      return String(cString: start)
    }
  }
}

/// Converts the result of a libav call to its value or a `LibAVError`: the only place that interprets negative codes.
///
/// Positive results are successes too: `av_write_trailer` may return them.
@discardableResult
func check(_ code: Int32, to operation: String, path: String? = nil) throws(LibAVError) -> Int32 {
  guard code < 0 else {
    LibAVLog.forget()
    return code
  }
  let remark = LibAVLog.takeRemark(on: operation)
  let error = LibAVError(operation: operation, path: path, code: code, remark: remark)
  // The system's errors are specific, except for "Invalid argument" and "Function not implemented".
  let saysEnough = error.systemErrorNumber.map { $0 != EINVAL && $0 != ENOSYS } ?? false
  throw saysEnough ? LibAVError(operation: operation, path: path, code: code) : error
}

/// Converts the null pointer of a failed allocation to a `LibAVError`.
func allocated<Pointer>(_ pointer: Pointer?, _ subject: String) throws(LibAVError) -> Pointer {
  guard let pointer else {
    throw LibAVError(operation: "allocate \(subject)", code: cffmpeg_error_from_errno(ENOMEM))
  }
  return pointer
}
