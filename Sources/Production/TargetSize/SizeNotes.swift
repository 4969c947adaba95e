import Synchronization

/// The sizes of a film's segments with each rate factor, noted among the segments while they are measured, so that a run that was ended
/// goes on from there. Any thread may note.
final class SizeNotes: Sendable {
  private struct State {
    var measurement: SizeMeasurement
    /// Segments noted since the note was written.
    var unwrittenCount = 0
  }

  /// How many sizes a segment has.
  private let factorCount: Int
  private let store: SegmentStore
  private let state: Mutex<State>

  /// A note is written when a sixteenth has come to it, so that all together are no more than some times the last.
  private static let shareUnwritten = 16

  /// Goes on with `measurement`, whose segments have `factorCount` sizes each, in the folder of `store`.
  init(_ measurement: SizeMeasurement, factorCount: Int, in store: SegmentStore) {
    (self.factorCount, self.store) = (factorCount, store)
    state = Mutex(State(measurement: measurement))
  }

  /// The sizes of segment number `number`; `nil` if they are not known.
  func byteCounts(ofSegment number: Int) -> [Int]? {
    state.withLock { $0.measurement.segments[number] }.flatMap { $0.count == factorCount ? $0 : nil }
  }

  /// Notes the sizes of segment number `number`, which is in the store.
  func note(_ byteCounts: [Int], ofSegment number: Int) throws {
    try state.withLock { state in
      state.measurement.segments[number] = byteCounts
      state.unwrittenCount += 1
      guard state.unwrittenCount * Self.shareUnwritten >= state.measurement.segments.count else { return }
      try store.note(state.measurement)
      state.unwrittenCount = 0
    }
  }
}
