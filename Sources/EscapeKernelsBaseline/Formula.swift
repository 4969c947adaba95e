import CLanes

/// The formula f(z) = z² + c as the loops compute it, and the facts about it that they use: how fast orbits grow, and
/// the effect of a step on the potential ln|z|. Everything that depends on the formula in these loops is here
/// (Architecture.md, "Where the formula stands").
enum Formula {
  /// One step: four operations, in two chains of two.
  @inline(__always)
  static func step(_ z: inout ComplexLanes, _ c: ComplexLanes) {
    let partial = lanes_multiply_subtract(z.y, z.y, c.x)  // Re c − y²
    let doubled = z.x + z.x
    z.y = lanes_multiply_add(doubled, z.y, c.y)  // 2xy + Im c
    z.x = lanes_multiply_add(z.x, z.x, partial)  // x² − y² + Re c
  }

  /// The same step for two vectors of orbits, with interleaved operations: adjacent instructions do not wait for one
  /// another, which saves a twentieth.
  @inline(__always)
  static func steps(_ z0: inout ComplexLanes, _ z1: inout ComplexLanes, _ c: ComplexLanes) {
    let partial0 = lanes_multiply_subtract(z0.y, z0.y, c.x)
    let partial1 = lanes_multiply_subtract(z1.y, z1.y, c.x)
    let doubled0 = z0.x + z0.x
    let doubled1 = z1.x + z1.x
    z0.x = lanes_multiply_add(z0.x, z0.x, partial0)
    z1.x = lanes_multiply_add(z1.x, z1.x, partial1)
    z0.y = lanes_multiply_add(doubled0, z0.y, c.y)
    z1.y = lanes_multiply_add(doubled1, z1.y, c.y)
  }

  /// z² = f(z) − c.
  @inline(__always)
  static func withoutConstant(_ z: ComplexLanes) -> ComplexLanes {
    ComplexLanes(x: lanes_multiply_subtract(z.y, z.y, z.x * z.x), y: (z.x + z.x) * z.y)
  }

  /// f′(z)·z′ = 2zz′: the chain rule.
  @inline(__always)
  static func derivative(_ z: ComplexLanes, times d: ComplexLanes) -> ComplexLanes {
    let doubled = ComplexLanes(x: z.x + z.x, y: z.y + z.y)
    return ComplexLanes(
      x: lanes_multiply_subtract(doubled.y, d.y, doubled.x * d.x),
      y: lanes_multiply_add(doubled.x, d.y, doubled.y * d.x))
  }

  /// Steps between tests.
  static var stepsPerBlock: Int { @inline(__always) get { 8 } }
  /// |z|² above which an orbit is taken out. From |z| ≤ 15 eight steps end below 15²⁵⁶·10 < 2¹⁰⁰⁴, a finite number, for
  /// any |c| ≤ 4: so a block needs no test inside.
  static var exitSquared: Double { @inline(__always) get { 225 } }
  /// From |z| > 15 an orbit exceeds any escape radius (at most 10⁶) within this many steps.
  static var stepsFromExitToEscape: Int { @inline(__always) get { 3 } }
  /// |z|² at which the potential has settled: beyond it a step changes ν by less than 1.1·10⁻⁸·|c|, below the precision
  /// of float32.
  static var settledSquared: Double { @inline(__always) get { 0x1p24 } }
  /// Scaled by this, |z|² is a normal number for any |z| at which a block can end; squared it is 2⁻⁹⁸⁶.
  static var scale: Double { @inline(__always) get { 0x1p-493 } }

  /// The number of steps from |z| ≈ 2 to `squared` = |z|², up to a constant: log₂ log₂|z|², since a step doubles the
  /// potential.
  ///
  /// For the smooth counts of many orbits at once, `float_lanes_smooth_counts` (CLanes) does the same in single
  /// precision.
  @inline(__always)
  static func stepsToReach(_ squared: Lanes) -> Lanes { lanes_log2(lanes_log2(squared)) }
}
