import CHostSystem

/// The memory that the system still gives this process, where the process has a limit of its own (`ulimit -v`, `ulimit -d`).
///
/// Swift ends the process where memory is not to be had, so whether there will be enough is found out before.
package enum MemoryRoom {
  /// Bytes left for all that is not counted: small objects, tables, the libraries' own.
  private static let reserve = 32 << 20

  /// Bytes that may be planned with, less than 0 where even the reserve is not there; `nil` where the process has no limit of its own.
  package static var byteCount: Int? { AvailableMemory.processLimit.map { $0 - reserve } }

  /// How many of `count` workers there may be, at least 1: their stacks take a quarter of the room at most.
  package static func workers(upTo count: Int) -> Int {
    guard let byteCount else { return count }
    return min(count, max(1, byteCount / 4 / ThreadGroup.stackByteCount))
  }

  /// Throws where `purpose` takes about `byteCount` bytes, which the limit of this process does not leave.
  package static func require(_ byteCount: Int, for purpose: String) throws(MemoryShortage) {
    guard let room = Self.byteCount, room < byteCount else { return }
    throw MemoryShortage(purpose: purpose, needed: byteCount + reserve, available: room + reserve)
  }

  /// Throws where the limit of this process leaves not even room for what every command takes; has room that is short used sparingly.
  package static func prepare() throws(MemoryShortage) {
    guard AvailableMemory.processLimit != nil else { return }
    host_use_one_arena()
    try require(0, for: "juliareel")
  }
}

/// The system gives less memory than something needs.
package struct MemoryShortage: Error, Hashable, CustomStringConvertible {
  private let purpose: String
  private let needed: Int
  private let available: Int

  /// A shortage for `purpose`, which needs `needed` bytes where `available` are to be had.
  package init(purpose: String, needed: Int, available: Int) {
    self.purpose = purpose
    self.needed = needed
    self.available = available
  }

  /// The sentence for the user.
  package var description: String {
    func mebibytes(_ byteCount: Int) -> Int { (byteCount + (1 << 20) - 1) >> 20 }
    return
      "\(purpose) needs about \(mebibytes(needed)) MiB of memory, and the limits of this process (ulimit -v, ulimit -d) leave "
      + "\(available >> 20); fewer --threads or a smaller --size take less"
  }
}
