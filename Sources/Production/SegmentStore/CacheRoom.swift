import Synchronization

/// The size limit of a cache: how many bytes its folder holds, as far as this process knows, and which segments are
/// removed when it is full.
///
/// Room is reserved before a segment is added, and the count is never less than the actual size, so the folder stays
/// within its limit with any number of threads. Additions by other processes are noticed by the number of names.
package final class CacheRoom: Sendable {
  private struct State {
    /// The existing segments: those found when the folder was last read, and those added since.
    var known = Amount()
    /// The segments added since reading of the folder began.
    var addedMeanwhile = Amount()
    /// Bytes that are reserved and not counted yet.
    var reserved = 0
  }

  private struct Amount {
    var segments = 0
    var bytes = 0

    static func + (one: Amount, other: Amount) -> Amount {
      Amount(segments: one.segments + other.segments, bytes: one.bytes + other.bytes)
    }
  }

  private struct Entry {
    let name: String
    let byteCount: Int
    let used: FileStatus.Moment
  }

  private let byteLimit: Int
  private let isEntry: @Sendable (String) -> Bool
  private let state = Mutex(State())
  /// Held by the one thread that reads the folder and makes room.
  private let making = Mutex(())

  /// The limit for a folder in which `isEntry` recognises the names of segments.
  package init(byteLimit: Int, isEntry: @escaping @Sendable (String) -> Bool) {
    self.byteLimit = byteLimit
    self.isEntry = isEntry
  }

  /// Reserves room for a segment of `byteCount` bytes in `folder`, removing others if necessary; `settle` releases it.
  ///
  /// - Returns: `false` if there is no room even then.
  /// - Complexity: O(names in the folder); files are examined only if others have changed something or it is full.
  package func reserve(_ byteCount: Int, in folder: borrowing OpenFolder) -> Bool {
    let segmentCount = folder.names(where: isEntry).count
    let isKnown: Bool? = state.withLock { state in
      guard state.reserved + byteCount <= byteLimit else { return nil }
      state.reserved += byteCount
      return state.known.segments == segmentCount
    }
    guard let isKnown else { return false }
    if !isKnown || isFull {
      making.withLock { _ in
        // Another thread may have made room while this one waited.
        if !isKnown || isFull { makeRoom(in: folder) }
      }
    }
    return state.withLock { state in
      let fits = state.known.bytes + state.reserved <= byteLimit
      if !fits { state.reserved -= byteCount }
      return fits
    }
  }

  /// Releases the reservation, and counts it if the segment was added.
  package func settle(_ byteCount: Int, isAdded: Bool) {
    let added = Amount(segments: 1, bytes: byteCount)
    state.withLock { state in
      state.reserved -= byteCount
      guard isAdded else { return }
      state.known = state.known + added
      state.addedMeanwhile = state.addedMeanwhile + added
    }
  }

  /// Reads the folder, and removes what exceeds the limit.
  package func trim(_ folder: borrowing OpenFolder) {
    making.withLock { _ in makeRoom(in: folder) }
  }

  private var isFull: Bool { state.withLock { $0.known.bytes + $0.reserved > byteLimit } }

  /// Removes the least recently used segments if there are too many: enough to free a tenth of the limit, so that the
  /// folder is not read again for each segment. One thread at a time.
  private func makeRoom(in folder: borrowing OpenFolder) {
    // Segments added from here on may be in the list or not, and are counted as well: temporarily too much, never too
    // little.
    state.withLock { $0.addedMeanwhile = Amount() }
    let entries = entries(in: folder)
    var rest = Amount(segments: entries.count, bytes: entries.reduce(0) { $0 + $1.byteCount })
    let reserved = state.withLock { $0.reserved }
    if rest.bytes + reserved > byteLimit {
      let aim = max(0, byteLimit / 10 * 9 - reserved)
      for entry in entries where rest.bytes > aim {
        guard (try? folder.remove(entry.name)) != nil else { continue }
        rest = Amount(segments: rest.segments - 1, bytes: rest.bytes - entry.byteCount)
      }
    }
    let counted = rest
    state.withLock { $0.known = counted + $0.addedMeanwhile }
  }

  /// The folder's segments, in the order of removal; anything else with such a name is removed.
  private func entries(in folder: borrowing OpenFolder) -> [Entry] {
    let now = SystemCalls.now
    var entries: [Entry] = []
    for name in folder.names(where: isEntry) {
      guard let status = try? folder.status(of: name) else { continue }
      guard status.kind == .regular, status.byteCount <= byteLimit else {
        // Not one of our files.
        try? folder.remove(name)
        continue
      }
      let date = status.modified
      // Its date comes from a wrong clock; from now on it ages like any other.
      if date.seconds > now { SystemCalls.touch(name, in: folder.descriptor) }
      let used = FileStatus.Moment(seconds: min(date.seconds, now), nanoseconds: date.nanoseconds)
      entries.append(Entry(name: name, byteCount: status.byteCount, used: used))
    }
    return entries.sorted { ($0.used, $0.name) < ($1.used, $1.name) }
  }
}
