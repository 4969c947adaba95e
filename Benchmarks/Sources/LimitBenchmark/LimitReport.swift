import Rendering

/// What was measured on one instruction set; rates in iterations per second of one thread.
struct LimitReport: Encodable {
  /// Best and median of several rates.
  struct Rates: Encodable {
    let best: Double
    let median: Double

    init(_ rates: [Double]) {
      best = rates.max() ?? 0
      median = rates.median
    }
  }

  let instructionSet: String
  /// Vectors in flight of the bare loop.
  let vectorCount: Int
  let bare: Rates
  let kernel: Rates
  /// The kernel's rate as a fraction of the bare loop's: the median over pairs that were measured one after the other.
  let fraction: Double

  init(_ instructionSet: InstructionSet, vectorCount: Int, pairs: [(bare: Double, kernel: Double)]) {
    self.instructionSet = instructionSet.rawValue
    self.vectorCount = vectorCount
    bare = Rates(pairs.map(\.bare))
    kernel = Rates(pairs.map(\.kernel))
    fraction = pairs.map { $0.kernel / $0.bare }.median
  }
}

extension [Double] {
  /// The value in the middle, the higher one of two; 0 where there is none.
  fileprivate var median: Double { isEmpty ? 0 : sorted()[count / 2] }
}
