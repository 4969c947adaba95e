import BareArithmetic
import Foundation
import Rendering

/// What the arithmetic alone could gain from single precision on one instruction set.
///
/// In double precision a block has eight steps (`OrbitConstants`). In single precision it could have four, for |z|² must stay below 2¹²⁸:
/// 15¹⁶ < 2⁶³. So both are measured without a test, and with one at the end of each block.
struct PrecisionReport: Encodable {
  /// Single precision against double precision: medians, rates in iterations per second of one thread.
  struct Comparison: Encodable {
    let double: Double
    let float: Double
    /// How many times as fast single precision is: the median over pairs that were measured one after the other.
    let gain: Double
  }

  let instructionSet: String
  /// Without any test.
  let bare: Comparison
  /// With tests.
  let tested: Comparison
  /// With tests, and in single precision the least that could bound an orbit's error.
  let bounded: Comparison

  /// Measures all loops in turn, `runs` times and for `duration` each, with as many vectors in flight as is fastest.
  init?(_ instructionSet: InstructionSet, runs: Int, duration: Duration) {
    func compare(_ double: bare_arithmetic_kind, _ float: bare_arithmetic_kind) -> Comparison? {
      guard let double = BareLoop.fastest(instructionSet, double, duration: duration),
        let float = BareLoop.fastest(instructionSet, float, duration: duration)
      else { return nil }
      let pairs = (0..<runs).map { _ in (double: double.rate(for: duration), float: float.rate(for: duration)) }
      return Comparison(
        double: pairs.map(\.double).median, float: pairs.map(\.float).median,
        gain: pairs.map { $0.float / $0.double }.median)
    }
    guard let bare = compare(bare_arithmetic_double, bare_arithmetic_float),
      let tested = compare(bare_arithmetic_tested_double, bare_arithmetic_tested_float),
      let bounded = compare(bare_arithmetic_tested_double, bare_arithmetic_bounded_float)
    else { return nil }
    self.instructionSet = instructionSet.rawValue
    (self.bare, self.tested, self.bounded) = (bare, tested, bounded)
  }
}

extension PrecisionReport: CustomStringConvertible {
  /// What stands above the lines.
  static let heading = """
    10⁹ iterations/s    without a test            with tests                with tests, and a bound in float
                        double   float   gain     double   float   gain     double   float   gain
    """

  /// A line of the table.
  var description: String {
    let name = instructionSet.padding(toLength: 20, withPad: " ", startingAt: 0)
    return name + [bare, tested, bounded].map(text).joined(separator: "    ")
  }

  private func text(_ comparison: Comparison) -> String {
    String(format: "%6.2f  %6.2f  %5.2f", comparison.double / 1e9, comparison.float / 1e9, comparison.gain)
  }
}
