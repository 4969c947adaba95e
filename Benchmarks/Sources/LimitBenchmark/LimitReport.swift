import Foundation
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

extension LimitReport: CustomStringConvertible {
  /// What stands above the lines.
  static let heading =
    "10⁹ iterations/s     bare: best  median (vectors)    kernel: best  median    kernel/bare, median"

  /// A line of the table.
  var description: String {
    let name = instructionSet.padding(toLength: 18, withPad: " ", startingAt: 0)
    return name + "         \(billions(bare.best))   \(billions(bare.median)) (\(vectorCount))"
      + "                   \(billions(kernel.best))   \(billions(kernel.median))"
      + "    " + String(format: "%.1f %%", 100 * fraction)
  }
}

/// A rate in 10⁹ per second.
private func billions(_ rate: Double) -> String { String(format: "%.2f", rate / 1e9) }

extension [Double] {
  /// The value in the middle, the higher one of two; 0 where there is none.
  var median: Double { isEmpty ? 0 : sorted()[count / 2] }
}
