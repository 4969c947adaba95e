/// The weights of a pixel's samples and its neighbours' in one direction, by the filter of Mitchell and Netravali with B = C = ⅓
/// (Theory.md, "Reconstruction").
///
/// The weights are integers whose sum is a power of two: sums do not depend on the order, so mirrored pictures stay
/// mirrored and flat areas stay unchanged.
struct FilterWeights: Hashable, Sendable {
  /// The weights sum to 2 to this power.
  static let bits = 14

  /// Samples per pixel in one direction.
  let side: Int
  /// Samples on each side of a pixel that count.
  let reach: Int
  /// The weights of samples, beginning `reach` before the pixel's first.
  let weights: [Int32]

  /// The weights for `side` samples per pixel in one direction, at least two.
  init(side: Int) {
    self.side = side
    // Those less than two pixels from the middle.
    let reach = 3 * side / 2
    self.reach = reach
    let count = side + 2 * reach
    let exact = (0..<count).map { (index: Int) -> Double in
      let halfSteps = 2 * (index - reach) + 1 - side
      return Self.mitchell(Double(halfSteps) / Double(2 * side))
    }
    let sum = exact.reduce(0, +)
    var weights = exact.map { Int32((Double(1 << Self.bits) * $0 / sum).rounded()) }
    // The rounding remainder goes to the middle, equally to both sides: for an even number of weights, equal in pairs,
    // it is even.
    let rest = 1 << Int32(Self.bits) - weights.reduce(0, +)
    let middle = [(count - 1) / 2, count / 2]
    for place in middle { weights[place] += rest / 2 }
    if count % 2 == 1 { weights[count / 2] += rest % 2 }
    self.weights = weights
  }

  /// The filter at a distance in pixels, unnormalised.
  private static func mitchell(_ distance: Double) -> Double {
    let x = abs(distance)
    if x < 1 { return 7 * x * x * x - 12 * x * x + 16.0 / 3 }
    return x < 2 ? (-7 * x * x * x + 36 * x * x - 60 * x + 32) / 3 : 0
  }
}
