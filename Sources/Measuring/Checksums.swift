import Synchronization

/// The checksums of a workload's frames, noted by whoever finishes a frame.
final class Checksums: Sendable {
  private let firstFrame: Int
  private let values: Mutex<[UInt64]>

  /// Zeros for all frames of `workload`, or nothing where it does not ask for checksums.
  init(_ workload: RenderingWorkload) {
    firstFrame = workload.frames.lowerBound
    values = Mutex(workload.verifies ? Array(repeating: 0, count: workload.frames.count) : [])
  }

  /// Notes the finished `frame`.
  func note(_ frame: Int, in memory: FrameMemory) {
    if values.withLock(\.isEmpty) { return }
    let checksum = memory.checksum
    values.withLock { $0[frame - firstFrame] = checksum }
  }

  /// All of them, in the order of the frames.
  var all: [UInt64] { values.withLock { $0 } }
}
