import BareArithmetic
import Rendering

/// z² + c in registers, without any test, or with little more: the limit of the arithmetic.
struct BareLoop {
  /// Vectors in flight that are tried: enough of them hide the latency of an operation, too many leave the registers.
  static let vectorCounts = [4, 6, 8, 10, 12]

  /// The instruction set.
  let instructionSet: InstructionSet
  /// What is computed.
  let kind: bare_arithmetic_kind
  /// Vectors in flight.
  let vectorCount: Int

  private static let stepsPerCall: UInt64 = 200_000

  /// Iterations per second of one thread, measured for `duration`.
  func rate(for duration: Duration) -> Double {
    iterationsPerSecond(for: duration) {
      var sum = 0.0
      return Int(bare_arithmetic_advance(set, kind, Int32(vectorCount), Self.stepsPerCall, &sum))
    }
  }

  /// The loop with the number of vectors in flight that is fastest here, measured for `duration` each.
  static func fastest(
    _ instructionSet: InstructionSet, _ kind: bare_arithmetic_kind = bare_arithmetic_double, duration: Duration
  ) -> BareLoop? {
    vectorCounts.map { BareLoop(instructionSet: instructionSet, kind: kind, vectorCount: $0) }
      .map { (loop: $0, rate: $0.rate(for: duration)) }
      .max { $0.rate < $1.rate }?.loop
  }

  private var set: bare_arithmetic_set {
    switch instructionSet {
    case .baseline: bare_arithmetic_baseline
    case .avx2: bare_arithmetic_avx2
    case .avx512: bare_arithmetic_avx512
    }
  }
}
