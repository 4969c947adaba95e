import Foundation
import Synchronization

/// This program in another process for long tasks, at a lower priority. Its failure does not affect the studio.
final class ChildProcess: Sendable {
  /// How it ended.
  struct End: Sendable {
    let status: Int32
    /// The last line for a person that it printed; empty if there was none.
    let lastWords: String
  }

  private struct State {
    var process: Process?
    /// Whether it was interrupted before it began.
    var isUnwanted = false
  }

  private let state = Mutex(State())

  /// Other programs on the machine have priority, including the studio's own pictures.
  private static let niceness: Int32 = 10
  private static let mostLineBytes = 1 << 16

  /// Runs `program` with `arguments` in `folder` and passes `input` to it; returns when it has ended.
  ///
  /// - Parameter hear: receives each line of the standard error that is JSON.
  func run(
    _ program: String, _ arguments: [String], folder: String, input: String, hear: (String) -> Void
  ) throws -> End {
    let process = Process()
    let (given, said) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = given
    process.standardOutput = FileHandle.nullDevice
    process.standardError = said
    try process.run()
    setPriority(of: process.processIdentifier)
    state.withLock { state in
      state.process = process
      // Only once: on a second signal a render ends without finishing what it has begun.
      if state.isUnwanted { kill(process.processIdentifier, SIGINT) }
    }
    defer { state.withLock { $0 = State() } }
    // The text may be longer than a pipe holds; a child that ends without reading it is not an error.
    Thread.detachNewThread {
      try? given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try? given.fileHandleForWriting.close()
    }
    let lastWords = Self.readLines(of: said.fileHandleForReading, hear)
    process.waitUntilExit()
    let status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    return End(status: status, lastWords: lastWords)
  }

  /// Asks it to end and to keep finished work; any thread.
  func interrupt() {
    state.withLock { state in
      if let process = state.process { kill(process.processIdentifier, SIGINT) } else { state.isUnwanted = true }
    }
  }

  private static func readLines(of handle: FileHandle, _ hear: (String) -> Void) -> String {
    var (rest, lastWords) = (Data(), "")
    while case let part = handle.availableData, !part.isEmpty {
      rest += part
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
        rest = Data(rest[(end + 1)...])
        if line.hasPrefix("{") { hear(line) } else if !line.isEmpty { lastWords = line }
      }
      if rest.count > mostLineBytes { rest = Data() }
    }
    return lastWords
  }

  private func setPriority(of number: pid_t) {
    #if canImport(Glibc)
      _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), id_t(number), Self.niceness)
    #else
      _ = setpriority(PRIO_PROCESS, id_t(number), Self.niceness)
    #endif
  }
}
