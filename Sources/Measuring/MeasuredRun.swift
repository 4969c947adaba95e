import Dispatch
import HostSystem

/// The cost of one run of a measurement.
package struct MeasuredRun: Codable, Hashable, Sendable {
  /// Wall-clock seconds, from before the threads start until they have ended.
  package var elapsedSeconds: Double
  /// Processor seconds, user and system, of all threads and child processes.
  package var processorSeconds: Double
  /// Of these, processor seconds of the thread that started the run: it prepares, submits, and joins segments.
  package var coordinationSeconds: Double
  /// Steps of all orbits; 0 if none were computed.
  package var iterations: Int
  /// The peak resident memory during the run, in bytes, including what the process had before; with child processes,
  /// the sum of all peaks.
  package var peakResidentBytes: Int
  /// One entry per worker; empty if none of our workers took part.
  package var workers: [WorkerTally]

  /// A run of the given cost.
  package init(
    elapsedSeconds: Double, processorSeconds: Double, coordinationSeconds: Double = 0, iterations: Int = 0,
    peakResidentBytes: Int, workers: [WorkerTally] = []
  ) {
    self.elapsedSeconds = elapsedSeconds
    self.processorSeconds = processorSeconds
    self.coordinationSeconds = coordinationSeconds
    self.iterations = iterations
    self.peakResidentBytes = peakResidentBytes
    self.workers = workers
  }
}

/// Measures the time, the processor time and the peak memory between its creation and `stop`.
package struct Stopwatch {
  private let start: UInt64
  private let processorSeconds: Double
  private let threadNanoseconds: UInt64

  /// Starts.
  package init() {
    ProcessUsage.restartPeak()
    let usage = ProcessUsage.current
    processorSeconds = usage.processorSeconds + usage.childProcessorSeconds
    threadNanoseconds = ThreadClock.processorNanoseconds
    start = DispatchTime.now().uptimeNanoseconds
  }

  /// The cost so far, including the workers' tallies; called on the thread that started the watch.
  package func stop(iterations: Int = 0, workers: [WorkerTally] = [], childPeakBytes: Int = 0) -> MeasuredRun {
    let elapsedSeconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    let usage = ProcessUsage.current
    return MeasuredRun(
      elapsedSeconds: elapsedSeconds,
      processorSeconds: usage.processorSeconds + usage.childProcessorSeconds - processorSeconds,
      coordinationSeconds: Double(ThreadClock.processorNanoseconds - threadNanoseconds) / 1e9,
      iterations: iterations, peakResidentBytes: usage.peakResidentBytes + childPeakBytes, workers: workers)
  }
}
