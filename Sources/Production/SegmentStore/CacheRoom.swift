import Synchronization

/// The bound of a cache: how many bytes its folder holds, as far as this process knows, and what goes where there are too many.
///
/// Room is reserved before a segment is added, and what is counted is never less than what is there, so no number of threads takes the
/// folder over its bound. What other processes add is seen by the number of names.
package final class CacheRoom: Sendable {
  private struct State {
    /// The segments that are there: when the folder was read last, and added since.
    var known = Amount()
    /// Those that were added since the folder began to be read.
    var addedMeanwhile = Amount()
    /// Bytes for which room is reserved and that are not counted yet.
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

  /// The bound of a folder in which the names of segments are those for which `isEntry`.
  package init(byteLimit: Int, isEntry: @escaping @Sendable (String) -> Bool) {
    self.byteLimit = byteLimit
    self.isEntry = isEntry
  }

  /// Reserves room for a segment of `byteCount` bytes in `folder`, of which others go if need be; `settle` gives it back.
  ///
  /// - Returns: `false` where there is no room for it, not even so.
  /// - Complexity: O(names in the folder); their files are examined only where others have changed something or it is full.
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

  /// Gives back what was reserved, and counts it if it was added.
  package func settle(_ byteCount: Int, isAdded: Bool) {
    let added = Amount(segments: 1, bytes: byteCount)
    state.withLock { state in
      state.reserved -= byteCount
      guard isAdded else { return }
      state.known = state.known + added
      state.addedMeanwhile = state.addedMeanwhile + added
    }
  }

  /// Reads the folder, and removes what is too much.
  package func trim(_ folder: borrowing OpenFolder) {
    making.withLock { _ in makeRoom(in: folder) }
  }

  private var isFull: Bool { state.withLock { $0.known.bytes + $0.reserved > byteLimit } }

  /// Removes the segments that were not used for the longest time: where there are too many, as many as make room for a tenth of all,
  /// so that the folder is not read again for each segment. One thread at a time.
  private func makeRoom(in folder: borrowing OpenFolder) {
    // What is added from here on may be in the list or not, and is counted besides: too much for a while, never too little.
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

  /// The segments that the folder has, in the order in which they go; what is none of them and has such a name is removed.
  private func entries(in folder: borrowing OpenFolder) -> [Entry] {
    let now = SystemCalls.now
    var entries: [Entry] = []
    for name in folder.names(where: isEntry) {
      guard let status = try? folder.status(of: name) else { continue }
      guard status.kind == .regular, status.byteCount <= byteLimit else {
        // Nothing that was put here.
        try? folder.remove(name)
        continue
      }
      let date = status.modified
      // A clock that was wrong has dated it; it ages like any other from now on.
      if date.seconds > now { SystemCalls.touch(name, in: folder.descriptor) }
      let used = FileStatus.Moment(seconds: min(date.seconds, now), nanoseconds: date.nanoseconds)
      entries.append(Entry(name: name, byteCount: status.byteCount, used: used))
    }
    return entries.sorted { ($0.used, $0.name) < ($1.used, $1.name) }
  }
}
