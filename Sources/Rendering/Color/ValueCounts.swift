/// How many escaping points have a value of about the same size: what a film's first pass counts.
///
/// Values x belong to the same class where 1 + x has the same exponent and the same first ten bits after the point: classes of a
/// thousandth of their value or less, 2⁻¹⁰ wide for the smallest. Counts of parts of a film add up to those of the whole in any order.
public struct ValueCounts: Hashable, Sendable {
  /// The number of points of each class, the smallest values first.
  private(set) var classes: [Int]

  /// Bits of a float below a class.
  private static let fractionBits = 13
  /// Values from 2²⁴ on are one class: no limit of iterations is so high.
  private static let classCount = 24 << 10

  /// Nothing counted.
  public init() { classes = Array(repeating: 0, count: Self.classCount) }

  /// Counts `values`; those below 0, which did not escape, are left out.
  ///
  /// - Complexity: O(values).
  public mutating func add(_ values: UnsafeBufferPointer<Float>) {
    for value in values where value >= 0 { classes[Self.place(of: value).index] += 1 }
  }

  /// Adds what has been counted elsewhere.
  public static func += (sum: inout ValueCounts, other: ValueCounts) {
    for index in sum.classes.indices { sum.classes[index] += other.classes[index] }
  }

  /// The class of `value`, and how far into it the value lies, 0..<1; a value that is not above 0 is at the beginning.
  @inline(__always)
  static func place(of value: Float) -> (index: Int, fraction: Double) {
    let held = value > 0 ? value : 0
    let digits = (1 + held).bitPattern &- Float(1).bitPattern
    let fraction = digits & (1 &<< UInt32(fractionBits) &- 1)
    return (min(Int(digits &>> UInt32(fractionBits)), classCount &- 1), Double(fraction) * 0x1p-13)
  }
}
