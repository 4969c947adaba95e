import FilmFormat
import RealModule

/// A pattern of 64×64 ranks in which every set of lowest ranks is spread as evenly as possible: blue noise.
///
/// R. Ulichney, *The void-and-cluster method for dither array generation*, Proc. SPIE 1913 (1993). Distances wrap round
/// the edges. Weights are integers, so that the pattern is the same on every machine.
struct VoidAndCluster {
  /// The rank, 0…4095, of each place, row by row.
  static let ranks = VoidAndCluster().ranked()

  private static let side = DitherPattern.period
  private static let count = side * side
  /// The paper's filter: a Gaussian of 1.5 pixels, which vanishes at the reach.
  private static let deviation = 1.5
  private static let reach = 8

  private let weights: [Int]
  private var isSet = [Bool](repeating: false, count: count)
  /// For each place, the sum of the weights of the set places.
  private var density = [Int](repeating: 0, count: count)

  private init() {
    let span = -Self.reach...Self.reach
    weights = span.flatMap { y in
      span.map { x in
        let distanceSquared = Double(x * x + y * y)
        return Int((0x1p30 * Double.exp(-distanceSquared / (2 * Self.deviation * Self.deviation))).rounded())
      }
    }
  }

  private func ranked() -> [Int] {
    var prototype = self
    prototype.scatter()
    prototype.even()
    var ranks = [Int](repeating: 0, count: Self.count)
    // Backwards from the prototype to the empty pattern, then forwards from it until all places are set.
    var emptying = prototype
    let initial = prototype.isSet.count { $0 }
    for rank in (0..<initial).reversed() {
      let place = emptying.tightestCluster
      emptying.toggle(place)
      ranks[place] = rank
    }
    for rank in initial..<Self.count {
      let place = prototype.largestVoid
      prototype.toggle(place)
      ranks[place] = rank
    }
    return ranks
  }

  /// Sets one place in ten, by a linear congruential sequence (Knuth, MMIX).
  private mutating func scatter() {
    var state: UInt64 = 1
    var left = Self.count / 10
    while left > 0 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let place = Int(state >> 33) % Self.count
      if isSet[place] { continue }
      toggle(place)
      left -= 1
    }
  }

  /// Moves places from the tightest cluster to the largest void until a place would return to where it was.
  private mutating func even() {
    while true {
      let cluster = tightestCluster
      toggle(cluster)
      let void = largestVoid
      toggle(void)
      if void == cluster { return }
    }
  }

  private var tightestCluster: Int {
    var best: (place: Int, density: Int)?
    for place in 0..<Self.count where isSet[place] && density[place] > best?.density ?? -1 {
      best = (place, density[place])
    }
    return best?.place ?? 0
  }

  private var largestVoid: Int {
    var best: (place: Int, density: Int)?
    for place in 0..<Self.count where !isSet[place] && density[place] < best?.density ?? .max {
      best = (place, density[place])
    }
    return best?.place ?? 0
  }

  private mutating func toggle(_ place: Int) {
    isSet[place].toggle()
    let sign = isSet[place] ? 1 : -1
    let (row, column) = (place / Self.side, place % Self.side)
    let width = 2 * Self.reach + 1
    for y in 0..<width {
      let line = (row + y - Self.reach) & (Self.side - 1)
      for x in 0..<width {
        density[line * Self.side + (column + x - Self.reach) & (Self.side - 1)] += sign * weights[y * width + x]
      }
    }
  }
}
