import Foundation

/// The time of day as libfaketime tells it to a process, which may be put back while that runs.
struct FakeClock {
  /// Where the library is; `nil` where it is not installed.
  static let library: String? = {
    let found = try? Command.shell(
      "ls /usr/lib/*/faketime/libfaketimeMT.so.1 /usr/lib/faketime/libfaketimeMT.so.1 2>/dev/null")
    return found?.text.split(separator: "\n").first.map(String.init)
  }()

  private let file: String

  /// A clock that is right, until `set`; `file` is where it is told.
  init(file: String) throws {
    self.file = file
    try set(days: 0)
  }

  /// Puts the clock ahead of the right time by `days`.
  func set(days: Int) throws {
    try "\(days < 0 ? "" : "+")\(days)d\n".write(toFile: file, atomically: true, encoding: .utf8)
  }

  /// Starts `juliareel` with `options`, a line of shell script, in `folder` under this clock; `nil` where there is no library.
  ///
  /// Time that is measured goes on as it is: no clock that is put back changes that.
  func start(_ options: String, folder: String) throws -> Command.Running? {
    guard let library = Self.library else { return nil }
    // The library changes the environment of the first process that loads it, behind which Swift would not find its arguments: the
    // shell's.
    return try Command.Running(
      "/usr/bin/env",
      [
        "LD_PRELOAD=\(library)", "FAKETIME_TIMESTAMP_FILE=\(file)", "FAKETIME_NO_CACHE=1",
        "FAKETIME_DONT_FAKE_MONOTONIC=1", "/bin/sh", "-c", "exec \"$JULIAREEL\" \(options)",
      ], folder: folder)
  }
}
