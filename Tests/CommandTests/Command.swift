import Foundation

/// Runs the built command as a user would.
struct Command {
  /// What a finished command left behind.
  struct Outcome {
    let status: Int32
    let output: Data
    let errors: String
    /// The standard output as text.
    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// The binary, which stands beside the tests' own.
  static let executable = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("juliareel").path

  /// Runs `juliareel` with `arguments` and returns when it has ended.
  static func run(_ arguments: String..., folder: String? = nil) throws -> Outcome {
    try run(executable, arguments, folder: folder)
  }

  /// The same for any number of arguments.
  static func run(_ arguments: [String], folder: String? = nil) throws -> Outcome {
    try run(executable, arguments, folder: folder)
  }

  /// Runs a line of shell script in which `$JULIAREEL` is the command.
  static func shell(_ script: String, folder: String? = nil) throws -> Outcome {
    try run("/bin/sh", ["-c", script], folder: folder)
  }

  private static func run(_ executable: String, _ arguments: [String], folder: String?) throws -> Outcome {
    let running = try Running(executable, arguments, folder: folder)
    // Both pipes are read at once: a command that fills the one must not wait for the other.
    let errors = Lines(running.errors)
    let output = running.output.fileHandleForReading.readDataToEndOfFile()
    running.process.waitUntilExit()
    return Outcome(status: running.process.terminationStatus, output: output, errors: errors.all())
  }

  /// A command that has been started.
  struct Running {
    let process = Process()
    let output = Pipe()
    let errors = Pipe()
    private let ended = DispatchSemaphore(value: 0)

    init(_ executable: String, _ arguments: [String], folder: String? = nil) throws {
      process.executableURL = URL(fileURLWithPath: executable)
      process.arguments = arguments
      process.environment = ProcessInfo.processInfo.environment.merging(["JULIAREEL": Command.executable]) { $1 }
      if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
      process.standardOutput = output
      process.standardError = errors
      process.standardInput = FileHandle.nullDevice
      process.terminationHandler = { [ended] _ in ended.signal() }
      try process.run()
    }

    /// Sends `signals` one after the other, closely.
    func send(_ signals: Int32...) {
      for signal in signals { kill(process.processIdentifier, signal) }
    }

    /// Waits until the command has ended by itself, for no longer than `limit`; once for each command.
    func waitForEnd(atMost limit: Duration) {
      _ = ended.wait(timeout: .now() + limit / .seconds(1))
    }

    /// Reads what the command says until that contains `text`, or until it ends; returns it.
    func readErrors(until text: String) -> String {
      var said = Data()
      while said.range(of: Data(text.utf8)) == nil {
        let more = errors.fileHandleForReading.availableData
        if more.isEmpty { break }
        said += more
      }
      return String(decoding: said, as: UTF8.self)
    }

    /// Returns when the command has ended: its exit code and the rest of what it said.
    func finish() -> (status: Int32, errors: String) {
      let rest = errors.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return (process.terminationStatus, String(decoding: rest, as: UTF8.self))
    }
  }

  /// A pipe that is read to its end on a thread of its own.
  private final class Lines: @unchecked Sendable {
    // Proof of Sendable: `text` is written by the reading thread before `done` is signalled, and read after it.
    private var text = ""
    private let done = DispatchSemaphore(value: 0)

    init(_ pipe: Pipe) {
      Thread.detachNewThread { [self] in
        text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        done.signal()
      }
    }

    func all() -> String {
      done.wait()
      return text
    }
  }
}
