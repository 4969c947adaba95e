import FilmFormat
import Foundation

/// Finds the rate factor at which a film gets a size, from sizes that it had with others.
///
/// The logarithm of a size is nearly a straight line over the factor, so few sizes tell all between them: a polynomial through the
/// logarithms of the four nearest ones is within half a per cent or so (Docs/Encoding.md, "A size").
package struct RateSearch: Hashable, Sendable, Codable {
  /// A factor, and the bytes that all of the film's packets had with it.
  package struct Point: Hashable, Sendable, Codable {
    package let factor: Double
    package let byteCount: Int

    package init(factor: Double, byteCount: Int) {
      self.factor = factor
      self.byteCount = byteCount
    }
  }

  /// By ascending factor, each once.
  package private(set) var points: [Point] = []

  /// A search that knows `points`.
  package init(points: [Point] = []) { for point in points { add(point) } }

  /// The factors that are tried first, from the one of the best quality to the largest, evenly.
  package static func firstFactors(_ factors: CodecFacts.RateFactors) -> [Double] {
    let (best, worst) = (factors.factor(ofQuality: 100), factors.largest)
    return (0..<firstFactorCount).map {
      rounded(best + (worst - best) * Double($0) / Double(firstFactorCount - 1), factors)
    }
  }

  /// Seven are 6 to 9 steps apart. Five were not enough: sizes told from them were 2 % off.
  private static let firstFactorCount = 7
  /// Neighbouring points that a size between them is told from.
  private static let neighbourCount = 4

  /// Adds a size that the film had, and forgets another with the same factor.
  package mutating func add(_ point: Point) {
    points.removeAll { $0.factor == point.factor }
    points.append(point)
    points.sort { $0.factor < $1.factor }
  }

  /// The smallest factor at which the packets take `budget` bytes or a little less, as far as is known.
  ///
  /// - Parameter margin: the part of `budget` that is left free, since a size between known ones is not certain.
  /// - Returns: `nil` where even the largest factor tried takes more.
  /// - Precondition: there are two points at least.
  package func factor(forBytes budget: Double, margin: Double, of factors: CodecFacts.RateFactors) -> Double? {
    precondition(points.count >= 2, "a size between others is asked for of \(points.count)")
    if Double(points[0].byteCount) <= budget { return points[0].factor }
    // The first that fits has one before it that does not.
    guard let upper = points.firstIndex(where: { Double($0.byteCount) <= budget }) else { return nil }
    let aim = log(max(1, budget * (1 - margin)))
    var (low, high) = (points[upper - 1].factor, points[upper].factor)
    // Halved until neither of the two decimals that a factor is given with changes.
    while high - low > Self.step(of: factors) / 4 {
      let middle = (low + high) / 2
      if logarithm(at: middle, below: upper) > aim { low = middle } else { high = middle }
    }
    let step = Self.step(of: factors)
    let factor = (high / step).rounded(.up) * step
    return min(Self.rounded(factor, factors), points[upper].factor)
  }

  /// The logarithm of the size at `factor`, between the points before `upper` and at it.
  private func logarithm(at factor: Double, below upper: Int) -> Double {
    let first = max(0, min(upper - Self.neighbourCount / 2, points.count - Self.neighbourCount))
    let near = points[first..<min(points.count, first + Self.neighbourCount)]
    // Lagrange's form of the polynomial through them.
    return near.indices.reduce(0) { sum, i in
      let weight = near.indices.reduce(1) { product, j in
        i == j ? product : product * (factor - near[j].factor) / (near[i].factor - near[j].factor)
      }
      return sum + weight * log(Double(max(1, near[i].byteCount)))
    }
  }

  private static func step(of factors: CodecFacts.RateFactors) -> Double { factors.areWhole ? 1 : 0.01 }

  /// `factor` as it is written in a preset: whole, or with two decimals.
  private static func rounded(_ factor: Double, _ factors: CodecFacts.RateFactors) -> Double {
    factors.areWhole ? factor.rounded() : (factor * 100).rounded() / 100
  }
}
