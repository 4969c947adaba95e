import Synchronization

/// The result of comparing one way of computing fields with brute force; updated by workers, readable by anyone at any
/// time.
public final class FieldFinding: Sendable {
  private struct State {
    var mismatchingPixels = 0
    var firstMismatch: FieldMismatch?
  }

  /// The name of the way.
  public let name: String
  /// The cost of its fields.
  public let counters = FieldCounters()

  private let state = Mutex(State())

  /// No findings yet about the way called `name`.
  public init(name: String) {
    self.name = name
  }

  /// Pixels whose value differs from that of brute force in any bit.
  public var mismatchingPixels: Int { state.withLock { $0.mismatchingPixels } }
  /// The first of them in the film, regardless of the order in which tiles were compared; `nil` if there is none.
  public var firstMismatch: FieldMismatch? { state.withLock { $0.firstMismatch } }

  /// Compares values of `frame` bit by bit, row by row from row `firstRow` on.
  func compare(
    _ values: UnsafeMutableBufferPointer<Float>, with bruteForce: UnsafeMutableBufferPointer<Float>, frame: Int,
    firstRow: Int, width: Int
  ) {
    precondition(values.count == bruteForce.count, "\(values.count) values against \(bruteForce.count)")
    var mismatchingPixels = 0
    var first: Int?
    for index in values.indices where values[index].bitPattern != bruteForce[index].bitPattern {
      mismatchingPixels += 1
      first = first ?? index
    }
    guard let first else { return }
    let mismatch = FieldMismatch(
      frame: frame, row: firstRow + first / width, column: first % width, bruteForce: bruteForce[first],
      shortcut: values[first])
    state.withLock { state in
      state.mismatchingPixels += mismatchingPixels
      if state.firstMismatch.map(mismatch.precedes) ?? true { state.firstMismatch = mismatch }
    }
  }
}
