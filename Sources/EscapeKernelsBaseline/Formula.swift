import CLanes

/// The formula f(z) = z² + c as the loops compute it, and what they take from it: how fast orbits grow, and what a step does to the
/// potential ln|z|. All that depends on the formula in these loops stands here (Architecture.md, "Where the formula stands").
enum Formula {
  /// One step of z = x + iy: four operations, in two chains of two.
  @inline(__always)
  static func step(_ x: inout Lanes, _ y: inout Lanes, _ real: Lanes, _ imaginary: Lanes) {
    let partial = lanes_multiply_subtract(y, y, real)  // Re c − y²
    let doubled = lanes_sum(x, x)
    y = lanes_multiply_add(doubled, y, imaginary)  // 2xy + Im c
    x = lanes_multiply_add(x, x, partial)  // x² − y² + Re c
  }

  /// The same step for two vectors of orbits, their operations in turn: instructions next to each other do not wait for one another,
  /// which is worth a twentieth.
  @inline(__always)
  static func steps(
    _ x0: inout Lanes, _ y0: inout Lanes, _ x1: inout Lanes, _ y1: inout Lanes, _ real: Lanes, _ imaginary: Lanes
  ) {
    let partial0 = lanes_multiply_subtract(y0, y0, real)
    let partial1 = lanes_multiply_subtract(y1, y1, real)
    let doubled0 = lanes_sum(x0, x0)
    let doubled1 = lanes_sum(x1, x1)
    x0 = lanes_multiply_add(x0, x0, partial0)
    x1 = lanes_multiply_add(x1, x1, partial1)
    y0 = lanes_multiply_add(doubled0, y0, imaginary)
    y1 = lanes_multiply_add(doubled1, y1, imaginary)
  }

  /// z² = f(z) − c.
  @inline(__always)
  static func withoutConstant(_ z: (x: Lanes, y: Lanes)) -> (x: Lanes, y: Lanes) {
    (
      lanes_multiply_subtract(z.y, z.y, lanes_product(z.x, z.x)),
      lanes_product(lanes_sum(z.x, z.x), z.y)
    )
  }

  /// f′(z)·z′ = 2zz′: the chain rule.
  @inline(__always)
  static func derivative(_ z: (x: Lanes, y: Lanes), times d: (x: Lanes, y: Lanes)) -> (x: Lanes, y: Lanes) {
    let doubled = (x: lanes_sum(z.x, z.x), y: lanes_sum(z.y, z.y))
    return (
      lanes_multiply_subtract(doubled.y, d.y, lanes_product(doubled.x, d.x)),
      lanes_multiply_add(doubled.x, d.y, lanes_product(doubled.y, d.x))
    )
  }

  /// Steps from test to test.
  static var stepsPerBlock: Int { @inline(__always) get { 8 } }
  /// |z|² above which an orbit is taken out. From |z| ≤ 15 eight steps end below 15²⁵⁶·10 < 2¹⁰⁰⁴, a finite number, for any
  /// |c| ≤ 4: so a block needs no test inside.
  static var exitSquared: Double { @inline(__always) get { 225 } }
  /// From |z| > 15 an orbit is beyond any escape radius (at most 10⁶) within so many steps.
  static var stepsFromExitToEscape: Int { @inline(__always) get { 3 } }
  /// |z|² at which the potential has settled: from here on a step changes ν by less than 1.1·10⁻⁸·|c|, less than a float32 tells.
  static var settledSquared: Double { @inline(__always) get { 0x1p24 } }
  /// Scaled by this, |z|² is a normal number wherever |z| is one that a block can end at; it is 2⁻⁹⁸⁶ in the square.
  static var scale: Double { @inline(__always) get { 0x1p-493 } }

  /// How many steps it takes from |z| = 2 or so to `squared` = |z|², up to a constant: log₂ log₂|z|², as a step doubles the
  /// potential.
  ///
  /// The smooth counts of many orbits at once have the same in `float_lanes_smooth_counts` (CLanes), in single precision.
  @inline(__always)
  static func stepsToReach(_ squared: Lanes) -> Lanes { lanes_log2(lanes_log2(squared)) }
}
