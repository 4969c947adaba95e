import Synchronization

/// How smooth counts of deep views agree with those of orbits that are computed from each pixel on, where doubles can do that; updated by
/// workers, readable by anyone at any time.
///
/// They cannot be equal bit for bit: a pixel's own point is rounded to doubles, which the shared steps are not.
public final class PrefixFinding: Sendable {
  private struct State {
    var pixels = 0
    var verdicts = 0
    var counts = 0
    var largest = 0.0
  }

  /// Counts that differ by more are not taken as the same.
  public static let tolerance = 0.01
  private let state = Mutex(State())

  /// No findings yet.
  public init() {}

  /// Pixels that were compared.
  public var comparedPixels: Int { state.withLock { $0.pixels } }
  /// Pixels of which only one orbit escapes.
  public var differentVerdicts: Int { state.withLock { $0.verdicts } }
  /// Pixels whose counts differ by more than the tolerance.
  public var differentCounts: Int { state.withLock { $0.counts } }
  /// The largest difference of counts.
  public var largestDifference: Double { state.withLock { $0.largest } }

  func compare(_ values: UnsafeMutableBufferPointer<Float>, with plain: UnsafeMutableBufferPointer<Float>) {
    precondition(values.count == plain.count, "\(values.count) values against \(plain.count)")
    var found = State()
    found.pixels = values.count
    for (value, other) in zip(values, plain) {
      let difference = abs(Double(value) - Double(other))
      if (value < 0) != (other < 0) {
        found.verdicts += 1
      } else {
        found.largest = max(found.largest, difference)
        if difference > Self.tolerance { found.counts += 1 }
      }
    }
    state.withLock { state in
      state.pixels += found.pixels
      state.verdicts += found.verdicts
      state.counts += found.counts
      state.largest = max(state.largest, found.largest)
    }
  }
}
