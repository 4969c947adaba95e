import Synchronization

/// The checksums of a workload's frames, recorded by whichever thread finishes a frame.
final class Checksums: Sendable {
  private let firstFrame: Int
  private let values: Mutex<[UInt64]>

  /// Zeros for all frames of `workload`, or nothing if it does not request checksums.
  init(_ workload: RenderingWorkload) {
    firstFrame = workload.frames.lowerBound
    values = Mutex(workload.verifies ? Array(repeating: 0, count: workload.frames.count) : [])
  }

  /// Records the checksum of the finished `frame`.
  func note(_ frame: Int, in memory: FrameMemory) {
    if values.withLock(\.isEmpty) { return }
    let checksum = memory.checksum
    values.withLock { $0[frame - firstFrame] = checksum }
  }

  /// All checksums, in the order of the frames.
  var all: [UInt64] { values.withLock { $0 } }
}

/// The 64-bit checksum FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo; RFC 9923): enough to distinguish recipes and pictures
/// in the absence of malice.
package struct FNV1a: Hashable, Sendable {
  /// The checksum of the bytes added so far.
  package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The checksum of nothing.
  package init() {}

  /// Adds bytes.
  package mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  /// The checksum as sixteen hexadecimal digits.
  package var hexadecimal: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
