/// For each value the share of a film's escaping points below it, by their weight: rises from 0 at 0 to 1 at the end.
///
/// Within a class of equal leading digits (`ValueCounts`) the share is interpolated linearly.
public struct ValueShares: Hashable, Sendable {
  /// The shares at the lower ends of the classes, and 1 at the end.
  private let shares: [Double]

  /// The shares of the counted values; all 0 if none were counted.
  public init(_ counts: ValueCounts) {
    let total = counts.classes.reduce(0, +)
    var below = 0
    shares =
      counts.classes.map { count in
        defer { below += count }
        return total > 0 ? Double(below) / Double(total) : 0
      } + [total > 0 ? 1 : 0]
  }

  /// The shares among `samples`; those below 0, which did not escape, are ignored.
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

/// How many escaping points have about the same value: a film's first pass counts these. In rows of pictures each counts as
/// much as its value differs from its neighbours', so that the wide and even surroundings of a figure, which have few
/// values, count little.
///
/// Values x are in the same class if 1 + x has the same exponent and the same first ten fraction bits: classes span a
/// thousandth of their value or less, 2⁻¹⁰ for the smallest. Counts of parts of a film add up to those of the whole in
/// any order.
public struct ValueCounts: Hashable, Sendable {
  /// The number of points of each class, the smallest values first.
  private(set) var classes: [Int]

  /// Bits of a float below a class.
  private static let fractionBits = 13
  /// Values from 2²⁴ on form one class: no iteration limit is that high.
  private static let classCount = 24 << 10

  /// Nothing counted.
  public init() { classes = Array(repeating: 0, count: Self.classCount) }

  /// Counts each of `values` once; those below 0, which did not escape, are ignored.
  ///
  /// - Complexity: O(values).
  public mutating func add(_ values: UnsafeBufferPointer<Float>) {
    for value in values where value >= 0 { classes[Self.place(of: value).index] += 1 }
  }

  /// Counts the values of a picture whose rows have `width`: the weight of each is its larger difference from that to the right and that
  /// below, in 256ths and at most 64 of them, as beyond that there is as much to see. Neighbours below 0 are ignored.
  ///
  /// - Complexity: O(values).
  public mutating func add(picture values: UnsafeBufferPointer<Float>, width: Int) {
    for index in values.indices where values[index] >= 0 {
      func difference(_ neighbour: Int) -> Float {
        let value = values[neighbour]
        return value >= 0 ? abs(value - values[index]) : 0
      }
      let right = (index + 1).isMultiple(of: width) ? 0 : difference(index + 1)
      let below = index + width < values.count ? difference(index + width) : 0
      classes[Self.place(of: values[index]).index] += Int(min(256 * max(right, below), 64) + 0.5)
    }
  }

  /// Adds other counts.
  public static func += (sum: inout ValueCounts, other: ValueCounts) {
    for index in sum.classes.indices { sum.classes[index] += other.classes[index] }
  }

  /// The class of `value`, and its position within the class, 0..<1; a value not above 0 is at the beginning.
  @inline(__always)
  static func place(of value: Float) -> (index: Int, fraction: Double) {
    let held = value > 0 ? value : 0
    let digits = (1 + held).bitPattern &- Float(1).bitPattern
    let fraction = digits & (1 &<< UInt32(fractionBits) &- 1)
    return (min(Int(digits &>> UInt32(fractionBits)), classCount &- 1), Double(fraction) * 0x1p-13)
  }
}
