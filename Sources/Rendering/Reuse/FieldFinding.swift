import Synchronization

/// What comparing one way of computing fields with brute force has shown; added to by workers, read by anyone at any time.
public final class FieldFinding: Sendable {
  private struct State {
    var mismatchingPixels = 0
    var firstMismatch: FieldMismatch?
  }

  /// What the way is called.
  public let name: String
  /// What its fields took.
  public let counters = FieldCounters()

  private let state = Mutex(State())

  /// Nothing found yet about the way called `name`.
  public init(name: String) {
    self.name = name
  }

  /// Pixels whose value is not bit for bit that of brute force.
  public var mismatchingPixels: Int { state.withLock { $0.mismatchingPixels } }
  /// The first of them in the film, in whatever order tiles were compared; `nil` where there is none.
  public var firstMismatch: FieldMismatch? { state.withLock { $0.firstMismatch } }

  /// Compares values of `frame`, row by row from row `firstRow` on, bit by bit.
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
