/// For each value the share of a film's escaping points whose value is below it: 0 at 0, rising, 1 at the end.
///
/// Within a class of equal leading digits (`ValueCounts`) the share rises evenly.
public struct ValueShares: Hashable, Sendable {
  /// The shares at the lower ends of the classes, and 1 at the end.
  private let shares: [Double]

  /// The shares of what has been counted; of nothing, all are 0.
  public init(_ counts: ValueCounts) {
    let total = counts.classes.reduce(0, +)
    var below = 0
    shares =
      counts.classes.map { count in
        defer { below += count }
        return total > 0 ? Double(below) / Double(total) : 0
      } + [total > 0 ? 1 : 0]
  }

  /// The shares among `samples`; those below 0, which did not escape, are left out.
  public init(samples: [Float]) {
    var counts = ValueCounts()
    samples.withUnsafeBufferPointer { counts.add($0) }
    self.init(counts)
  }

  /// The share of the points whose value is below `value`.
  ///
  /// - Complexity: O(1).
  public func share(below value: Float) -> Double { withLookup { $0[value] } }

  /// The shares without reference counting.
  struct Lookup {
    fileprivate let shares: UnsafePointer<Double>

    /// The share below `value`.
    @inline(__always)
    subscript(value: Float) -> Double {
      let (index, fraction) = ValueCounts.place(of: value)
      let lower = shares[index]
      return lower + (shares[index &+ 1] - lower) * fraction
    }
  }

  /// Calls `body` with the shares.
  @inline(__always)
  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    shares.withUnsafeBufferPointer { shares in
      guard let first = shares.baseAddress else { preconditionFailure("shares have an end at least") }
      return body(Lookup(shares: first))
    }
  }
}
