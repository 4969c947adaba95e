/// Neighbouring items of one task: what lies in the deques and what is stolen.
package struct WorkRange: Sendable {
  package let submission: Submission
  /// Never empty.
  package private(set) var items: Range<Int>

  package init(submission: Submission, items: Range<Int>) {
    precondition(!items.isEmpty, "A work range must hold an item.")
    self.submission = submission
    self.items = items
  }

  /// Gives the upper half away and keeps the lower, which is the larger one when the count is odd.
  ///
  /// There must be two items or more.
  package mutating func splitOffUpperHalf() -> WorkRange {
    let middle = items.upperBound - items.count / 2
    let upperHalf = WorkRange(submission: submission, items: middle..<items.upperBound)
    items = items.lowerBound..<middle
    return upperHalf
  }
}
