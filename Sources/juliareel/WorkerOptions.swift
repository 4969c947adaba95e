import ArgumentParser
import HostSystem
import Production

/// How many workers render.
struct WorkerOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Workers that render. Default: the processors this process may use.", valueName: "n"))
  var threads: Int?

  func validate() throws {
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads is a number from 1 to 256, not \(threads).")
    }
  }

  /// Workers, at least 1.
  var count: Int { MemoryRoom.workers(upTo: threads ?? AvailableProcessors.count) }
}

/// The memory limit.
struct MemoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Memory for pictures, encoders and stored fields together; with less, fewer segments are encoded at once. Default: half of what is available.",
      valueName: "MiB"))
  var memory: Int?

  func validate() throws {
    if let memory, !(1...1 << 24).contains(memory) {
      throw ValidationError("--memory is a number of MiB from 1 to 16777216, not \(memory).")
    }
  }

  /// Copies it to Production's settings.
  func apply(to options: inout RenderingOptions) {
    if let memory { options.memoryLimitBytes = memory << 20 }
  }
}
