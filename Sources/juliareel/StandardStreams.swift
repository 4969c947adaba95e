import Foundation
import Production

/// The three streams that every program is given, unless whoever starts it has closed one.
enum StandardStreams {
  /// Puts something in the place of those that are closed, so that no file which is opened later gets their numbers, and with them what
  /// is printed. Reading from them and writing to them fails as before.
  static func fillClosed() {
    // A closed one gets the lowest number that is free, which is its own.
    for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", mode)
    }
  }
}

/// Where results go.
enum StandardOutput {
  /// Says that a file is there, which is the result: where there is no standard output, on stderr, and it is no failure.
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
  /// - Throws: where nobody takes it (a closed pipe, a full disk): a result that is lost is no success.
  static func print(_ line: String) throws { try write(line + "\n") }

  /// Writes `text` as it is; throws as `print` does.
  static func write(_ text: String) throws {
    guard StandardStream.write(text, to: STDOUT_FILENO) else {
      if errno == EPIPE { throw Failure(ProductionError.readerLeft) }
      throw Failure(.cannotWrite, "cannot write the standard output: \(SystemText.ofLastError)")
    }
  }
}

/// Everything that is not a result goes here.
enum StandardError {
  /// Writes `line` and a newline.
  static func print(_ line: String) { write(line + "\n") }

  /// Tells the user something that is not an error, in place of a progress bar if there is one.
  static func notice(_ sentence: String) { print(Terminal.onCleanLine(sentence)) }

  /// Writes `text` as it is. A closed stderr is nobody's loss.
  static func write(_ text: String) {
    _ = StandardStream.write(text, to: STDERR_FILENO)
  }

  /// Writes `line` where that does not need to wait for whoever reads it.
  static func printAtOnce(_ line: String) {
    var stream = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    if poll(&stream, 1, 0) == 1 && stream.revents & Int16(POLLOUT) != 0 { print(line) }
  }
}

/// What the system says of its errors.
enum SystemText {
  /// The reason why the last call failed.
  static var ofLastError: String { String(cString: strerror(errno)) }
}

private enum StandardStream {
  /// Writes all of `text`; where that fails, `errno` has the reason.
  static func write(_ text: String, to descriptor: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
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
