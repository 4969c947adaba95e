import Foundation
import HostSystem

/// Parallel across processes: the frames are divided into equal blocks, and a child process of this program renders
/// each on one thread, as if started by a script.
///
/// The time includes starting the processes and preparing the film in each; a block that is harder than the others
/// delays the whole.
package struct Processes: RenderingStrategy {
  private let executable: String
  private let arguments: [String]

  /// Children that run `executable` with `arguments`, with which they answer a ``FrameShare``.
  package init(executable: String, arguments: [String]) {
    self.executable = executable
    self.arguments = arguments
  }

  /// Renders all frames in at most `workerCount` processes, fewer if there are fewer frames.
  package func render(_ workload: RenderingWorkload, workerCount: Int) throws -> RenderingOutcome {
    let processCount = min(workerCount, workload.frames.count)
    let stopwatch = Stopwatch()
    let children = try (0..<processCount).map { index in
      let block = LoopSchedule.block(of: index, threadCount: processCount, iterationCount: workload.frames.count)
      let first = workload.frames.lowerBound
      let frames = first + block.lowerBound..<first + block.upperBound
      return try Child(executable, arguments, request: Data(ProgramJSON.line(FrameShare(workload, frames: frames))))
    }
    let outcomes = try children.map { try $0.outcome() }
    let run = stopwatch.stop(
      iterations: outcomes.reduce(0) { $0 + $1.run.iterations }, workers: outcomes.flatMap(\.run.workers),
      childPeakBytes: outcomes.reduce(0) { $0 + $1.run.peakResidentBytes })
    return RenderingOutcome(run: run, checksums: outcomes.flatMap(\.checksums))
  }

  /// A started process.
  private struct Child {
    private let process = Process()
    private let output = Pipe()

    init(_ executable: String, _ arguments: [String], request: Data) throws {
      process.executableURL = URL(fileURLWithPath: executable)
      process.arguments = arguments
      process.standardInput = try Self.passingFile(request)
      process.standardOutput = output
      try process.run()
    }

    /// An unlinked temporary file. Not a pipe: a child that ends before it has read would cause a SIGPIPE in this
    /// process.
    private static func passingFile(_ contents: Data) throws -> FileHandle {
      let file = FileManager.default.temporaryDirectory.appendingPathComponent("juliareel-\(UUID().uuidString).json")
      try contents.write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      return try FileHandle(forReadingFrom: file)
    }

    /// Waits for the process to end. The answers are shorter than a pipe holds or are read while others still work, so
    /// no child waits longer than reading takes.
    func outcome() throws -> RenderingOutcome {
      let answer = try output.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      guard process.terminationReason == .exit, process.terminationStatus == 0 else {
        throw ProcessFailure(reason: "it ended with status \(process.terminationStatus)")
      }
      return try ProgramJSON.value(RenderingOutcome.self, in: answer)
    }
  }
}
