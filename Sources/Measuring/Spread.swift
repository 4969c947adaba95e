/// The middle and the ends of a figure that was taken several times.
package struct Spread: Codable, Hashable, Sendable {
  /// The value in the middle, or the mean of the two.
  package let median: Double
  /// The smallest value.
  package let minimum: Double
  /// The largest value.
  package let maximum: Double

  /// The spread of `values`, at least one.
  package init(_ values: [Double]) {
    precondition(!values.isEmpty, "a spread is of at least one value")
    let sorted = values.sorted()
    let middle = sorted.count / 2
    median = sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    minimum = sorted[0]
    maximum = sorted[sorted.count - 1]
  }
}
