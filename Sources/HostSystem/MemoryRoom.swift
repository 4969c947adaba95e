import CHostSystem

/// The memory that the system still gives this process, where the process has a limit of its own (`ulimit -v`, `ulimit -d`).
///
/// Swift ends the process if memory runs out, so this is checked beforehand.
package enum MemoryRoom {
  /// Bytes reserved for everything not counted: small objects, tables, the libraries' own.
  private static let reserve = 32 << 20

  /// Bytes available for planning, negative if not even the reserve is available; `nil` if the process has no limit of
  /// its own.
  package static var byteCount: Int? { AvailableMemory.processLimit.map { $0 - reserve } }

  /// How many of `count` workers there may be, at least 1: their stacks take a quarter of the room at most.
  package static func workers(upTo count: Int) -> Int {
    guard let byteCount else { return count }
    return min(count, max(1, byteCount / 4 / ThreadGroup.stackByteCount))
  }

  /// Throws if `purpose` needs about `byteCount` bytes and the limit of this process leaves less.
  package static func require(_ byteCount: Int, for purpose: String) throws(MemoryShortage) {
    guard let room = Self.byteCount, room < byteCount else { return }
    throw MemoryShortage(purpose: purpose, needed: byteCount + reserve, available: room + reserve)
  }

  /// Throws if the limit of this process leaves less than every command needs; if memory is short, makes the allocator
  /// economical.
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
      "\(purpose) needs about \(mebibytes(needed)) MiB of memory, but the limits of this process (ulimit -v, ulimit -d) leave "
      + "\(available >> 20); use fewer --threads or a smaller --size"
  }
}
