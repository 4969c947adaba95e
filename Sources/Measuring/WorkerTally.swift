import Dispatch
import HostSystem
import Rendering
import WorkStealing

/// The work of one worker in a measurement.
package struct WorkerTally: Codable, Hashable, Sendable {
  /// Tiles rendered.
  package private(set) var tiles = 0
  /// Seconds inside tiles and encoders; the rest of the time the worker waited or searched for work.
  package private(set) var busySeconds = 0.0
  /// Of these, seconds inside encoders.
  package private(set) var encodingSeconds = 0.0
  /// Processor seconds of the worker's thread. Of the busy seconds the rest went to others that had the processor, or
  /// to waiting.
  package private(set) var processorSeconds = 0.0
  /// Of these, processor seconds inside encoders, without their own threads.
  package private(set) var encodingProcessorSeconds = 0.0

  /// No work yet.
  package init() {}

  /// The given numbers.
  package init(
    tiles: Int, busySeconds: Double, encodingSeconds: Double = 0, processorSeconds: Double,
    encodingProcessorSeconds: Double = 0
  ) {
    self.tiles = tiles
    self.busySeconds = busySeconds
    self.encodingSeconds = encodingSeconds
    self.processorSeconds = processorSeconds
    self.encodingProcessorSeconds = encodingProcessorSeconds
  }

  init(_ statistics: WorkerStatistics) {
    self.init(
      tiles: statistics.itemsPerformed, busySeconds: Double(statistics.busyNanoseconds) / 1e9,
      processorSeconds: Double(statistics.processorNanoseconds) / 1e9)
  }

  /// Performs `tiles` of a frame, timed like those of the pool's own workers.
  mutating func perform(_ tiles: Range<Int>, of job: FrameJob, worker: Int) {
    let processorStart = ThreadClock.processorNanoseconds
    defer { processorSeconds += Double(ThreadClock.processorNanoseconds - processorStart) / 1e9 }
    for tile in tiles {
      let start = DispatchTime.now().uptimeNanoseconds
      job.perform(item: tile, worker: worker)
      busySeconds += Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
      self.tiles += 1
    }
  }
}
