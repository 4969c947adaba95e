import CLanes
import FractalMath

/// The map that the loops iterate, and the facts about it that they use: how fast orbits grow, and the effect of a step on the potential
/// ln|z|. Everything that depends on the formula in these loops asks it (Architecture.md, "What depends on the formula").
///
/// The loops are compiled for `Quadratic`, z ↦ z² + c, which is most films, and once more for `ChosenFormula`, all others, which looks up
/// the formula at every call: a call makes many steps of many orbits.
protocol OrbitFormula {
  /// What a step needs besides z.
  associatedtype Memory

  /// Whether orbits that have escaped go on to where the potential has settled at once, not when there is a whole vector of them: what a
  /// step needs then is at hand.
  static var settlesAtOnce: Bool { get }
  /// Steps that the loop that looks at each of them may make without looking, if nothing but the end of an orbit counts; 1 for none.
  static var stepsBetweenTests: Int { get }
  /// Steps between tests of the loop for plain counts.
  var stepsPerBlock: Int { get }
  /// |z|² above which an orbit is taken out; it escapes.
  var exitSquared: Double { get }
  /// The memory before the first step.
  var start: Memory { get }

  /// One step of a vector of orbits.
  func step(_ z: inout ComplexLanes, _ c: ComplexLanes, _ memory: inout Memory)
  /// `memory`, as before the first step in the lanes that `mask` selects.
  func restarted(_ memory: Memory, mask: UInt32) -> Memory
  /// `memory`, with that of `other` in the lanes that `mask` selects.
  func replacing(_ memory: Memory, by other: Memory, mask: UInt32) -> Memory
  /// Steps of the orbits of a whole bundle, from coordinates that need not be aligned.
  func advance(_ bundle: OrbitBundle, from source: OrbitSource, steps: Int, _ c: (real: Double, imaginary: Double))

  /// The number of steps from |z| ≈ 2 to `squared` = |z|², up to a constant.
  func stepsToReach(_ squared: Lanes) -> Lanes
  /// 1 + the steps to the escape radius, from |R|² times the square of `Formula.scale` in all lanes.
  func countOffset(_ radiusSquared: Lanes) -> Float
  /// Smooth counts of two vectors with the given |z|², times the square of `Formula.scale`.
  func smoothCounts(_ low: Lanes, _ high: Lanes, iteration: FloatLanes, offset: Float) -> FloatLanes
}

extension OrbitFormula {
  static var stepsBetweenTests: Int { @inline(__always) get { 1 } }
}

/// Where coordinates of a bundle's orbits are read.
struct OrbitSource {
  let x: UnsafeRawPointer
  let y: UnsafeRawPointer
}

/// The bounds that all formulas share.
enum Formula {
  /// From beyond the exit radius an orbit exceeds any escape radius (at most 10⁶) within this many steps.
  static var stepsFromExitToEscape: Int { @inline(__always) get { 3 } }
  /// |z|² at which the potential has settled: beyond it a step of z² + c changes ν by less than 1.1·10⁻⁸·|c|, below the precision
  /// of float32, and one of another formula by little more.
  static var settledSquared: Double { @inline(__always) get { 0x1p24 } }
  /// Scaled by this, |z|² is a normal number for any |z| at which a block can end; squared it is 2⁻⁹⁸⁶.
  static var scale: Double { @inline(__always) get { 0x1p-493 } }
}

/// z ↦ z² + c.
struct Quadratic: OrbitFormula {
  static var settlesAtOnce: Bool { @inline(__always) get { false } }
  var stepsPerBlock: Int { @inline(__always) get { 8 } }
  /// From |z| ≤ 15 eight steps end below 15²⁵⁶·10 < 2¹⁰⁰⁴, a finite number, for any |c| ≤ 4: so a block needs no test inside.
  var exitSquared: Double { @inline(__always) get { 225 } }
  var start: Void { () }

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

  @inline(__always)
  func step(_ z: inout ComplexLanes, _ c: ComplexLanes, _ memory: inout Void) { Self.step(&z, c) }

  @inline(__always)
  func restarted(_ memory: Void, mask: UInt32) {}

  @inline(__always)
  func replacing(_ memory: Void, by other: Void, mask: UInt32) {}

  @inline(__always)
  func advance(_ bundle: OrbitBundle, from source: OrbitSource, steps: Int, _ c: (real: Double, imaginary: Double)) {
    bundle.advance(from: source, steps: steps, c)
  }

  /// log₂ log₂|z|², since a step doubles the potential.
  ///
  /// For the smooth counts of many orbits at once, `float_lanes_smooth_counts` (CLanes) does the same in single
  /// precision.
  @inline(__always)
  func stepsToReach(_ squared: Lanes) -> Lanes { lanes_log2(lanes_log2(squared)) }

  @inline(__always)
  func countOffset(_ radiusSquared: Lanes) -> Float {
    1 + float_lanes_log2(float_lanes_log2_scaled(radiusSquared, radiusSquared))[0]
  }

  @inline(__always)
  func smoothCounts(_ low: Lanes, _ high: Lanes, iteration: FloatLanes, offset: Float) -> FloatLanes {
    float_lanes_smooth_counts(low, high, iteration, offset)
  }
}
