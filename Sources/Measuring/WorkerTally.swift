import Dispatch
import Rendering
import WorkStealing

/// The work of one worker in a measurement.
package struct WorkerTally: Codable, Hashable, Sendable {
  /// Tiles rendered.
  package private(set) var tiles = 0
  /// Seconds inside tiles; the rest of the time the worker waited or searched for work.
  package private(set) var busySeconds = 0.0

  /// No work yet.
  package init() {}

  /// The given numbers.
  package init(tiles: Int, busySeconds: Double) {
    self.tiles = tiles
    self.busySeconds = busySeconds
  }

  init(_ statistics: WorkerStatistics) {
    self.init(tiles: statistics.itemsPerformed, busySeconds: Double(statistics.busyNanoseconds) / 1e9)
  }

  /// Performs `tiles` of a frame, timed like those of the pool's own workers.
  mutating func perform(_ tiles: Range<Int>, of job: FrameJob, worker: Int) {
    for tile in tiles {
      let start = DispatchTime.now().uptimeNanoseconds
      job.perform(item: tile, worker: worker)
      busySeconds += Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
      self.tiles += 1
    }
  }
}
