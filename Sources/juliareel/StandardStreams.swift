import Foundation
import Production

/// The three standard streams, any of which the parent process may have closed.
enum StandardStreams {
  /// Opens a placeholder for each that is closed, so that no file opened later gets its number, and with it the
  /// program's output. Reading and writing still fail.
  static func fillClosed() {
    // The placeholder gets the lowest free number, which is the stream's own.
    for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", mode)
    }
  }
}

/// Where results go.
enum StandardOutput {
  /// Reports a file that is the result: on stderr if there is no standard output, which is not a failure.
  static func tell(_ line: String) throws {
    let mode = fcntl(STDOUT_FILENO, F_GETFL)
    if mode < 0 || mode & O_ACCMODE == O_RDONLY {
      StandardError.print(line)
    } else {
      try print(line)
    }
  }

  /// Writes `line` and a newline.
  ///
  /// - Throws: if it cannot be written (a closed pipe, a full disk): a lost result is a failure.
  static func print(_ line: String) throws { try write(line + "\n") }

  /// Writes `text` unchanged; throws as `print` does.
  static func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Writes `bytes`; throws as `print` does.
  static func write(_ bytes: [UInt8]) throws {
    guard StandardStream.write(bytes, to: STDOUT_FILENO) else {
      if errno == EPIPE { throw Failure(ProductionError.readerLeft) }
      throw Failure(.cannotWrite, "cannot write the standard output: \(SystemText.ofLastError)")
    }
  }
}

/// The stream for everything that is not a result.
enum StandardError {
  /// Writes `line` and a newline.
  static func print(_ line: String) { write(line + "\n") }

  /// Prints a message that is not an error, in place of a progress bar if there is one.
  static func notice(_ sentence: String) { print(Terminal.onCleanLine(sentence)) }

  /// Writes `text` unchanged. A closed stderr is ignored.
  static func write(_ text: String) {
    _ = StandardStream.write(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Writes `line` if that does not have to wait for the reader.
  static func printAtOnce(_ line: String) {
    var stream = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    if poll(&stream, 1, 0) == 1 && stream.revents & Int16(POLLOUT) != 0 { print(line) }
  }
}

/// The system's error messages.
enum SystemText {
  /// The reason why the last call failed.
  static var ofLastError: String { String(cString: strerror(errno)) }
}

private enum StandardStream {
  /// Writes all of `bytes`; on failure `errno` has the reason.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if written < 0 && errno != EINTR {
        return false
      }
    }
    return true
  }
}
