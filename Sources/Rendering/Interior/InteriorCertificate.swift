import FractalMath
import OrbitTypes

/// Proves that no orbit that begins in a disc of points escapes, by iterating the whole disc until it lies in a trap.
///
/// Eight discs at a time. The proof holds for orbits as the kernels compute them, including rounding (Theory.md, "Discs
/// and rounding").
package struct InteriorCertificate: Sendable {
  /// The result for eight discs; bit k is disc k's.
  package struct Verdict: Hashable, Sendable {
    /// No orbit that begins in the disc escapes, whatever the iteration limit.
    package let certified: UInt8
    /// Nothing is proven, but smaller discs in its place may succeed: orbits that begin in it separate too fast.
    package let isTooLarge: UInt8
  }

  private typealias Lanes = SIMD8<Double>
  private typealias Marks = SIMDMask<SIMD8<Int64>>

  /// A disc that has not reached a trap after this many steps is given up: its orbits are too slow for it to pay.
  private static let stepLimit = 64
  private static let stepsBetweenTests = 4

  private let formula: FractalFormula
  private let bounds: OrbitDisc
  private let real: Double
  private let imaginary: Double
  private let trap: TrapDisc

  /// Proofs for orbits of a formula without a memory for c that enter `trap`, one of the cycle's discs: a disc inside another one is inside this one
  /// within a turn of the cycle.
  package init(
    formula: FractalFormula = .quadratic, juliaConstant: (real: Double, imaginary: Double), trap: TrapDisc
  ) {
    self.formula = formula
    bounds = OrbitDisc(formula)
    (real, imaginary) = juliaConstant
    self.trap = trap
  }

  /// The result for the discs of radius `radius` round the given points.
  package func verdict(real startX: SIMD8<Double>, imaginary startY: SIMD8<Double>, radius: Double) -> Verdict {
    var (x, y, r) = (startX, startY, Lanes(repeating: radius))
    var certified = Marks(repeating: false)
    var escaped = Marks(repeating: false)
    var failed = Marks(repeating: false)
    for _ in 0..<Self.stepLimit / Self.stepsBetweenTests {
      for _ in 0..<Self.stepsBetweenTests {
        let (dx, dy) = (x - trap.real, y - trap.imaginary)
        // |z − w| + r ≤ ρ, stricter than rounding could make it wider.
        let room = (trap.radius - bounds.rounding) - r
        // Split into parts, which older compilers type-check a hundred times faster than the whole.
        let distanceSquared = dx * dx + dy * dy
        let isInside: Marks = distanceSquared .<= room * room
        let hasRoom: Marks = room .>= 0
        certified .|= isInside .& hasRoom .& .!failed
        let magnitude = (x * x + y * y).squareRoot()
        let extent = magnitude + r
        escaped .|= magnitude - r .> JuliaMap.boundedReach
        // A radius of 1 or more never shrinks again. Written so that NaN fails.
        failed .|= .!(extent .<= bounds.reach) .| .!(r .<= 1)
        step(&x, &y, &r, magnitude: magnitude)
      }
      if all(certified .| failed) { break }
    }
    return Verdict(certified: Self.bits(certified), isTooLarge: Self.bits(failed .& .!escaped .& .!certified))
  }

  /// `JuliaMap` and its `imageRadius`, plus rounding, for eight discs.
  @inline(__always)
  private func step(_ x: inout Lanes, _ y: inout Lanes, _ r: inout Lanes, magnitude: Lanes) {
    let (xx, yy) = (x * x, y * y)
    if case .power(let degree) = formula, degree > 2 {
      r = radius(r, magnitude, degree: degree) + bounds.rounding
      raise(&x, &y, to: degree)
      return
    }
    r = r * (magnitude + (magnitude + r)) + bounds.rounding
    y = (x + x) * y
    x = xx - yy
    switch formula {
    case .tricorn: y = -y
    case .burningShip: y.replace(with: -y, where: y .< 0)
    case .celtic: x.replace(with: -x, where: x .< 0)
    case .buffalo:
      x.replace(with: -x, where: x .< 0)
      y.replace(with: -y, where: y .< 0)
    case .power, .phoenix: break
    }
    x += real
    y += imaginary
  }

  private func radius(_ r: Lanes, _ magnitude: Lanes, degree: Int) -> Lanes {
    var (sum, power) = (Lanes(), Lanes(repeating: 1))
    for _ in 0..<degree {
      sum = sum * (magnitude + r) + power
      power *= magnitude
    }
    return sum * r
  }

  private func raise(_ x: inout Lanes, _ y: inout Lanes, to degree: Int) {
    var (u, v) = (x, y)
    for _ in 1..<degree { (u, v) = (u * x - v * y, u * y + v * x) }
    (x, y) = (u + real, v + imaginary)
  }

  private static func bits(_ marks: Marks) -> UInt8 {
    marks.indices.reduce(0) { marks[$1] ? $0 | 1 << $1 : $0 }
  }
}

/// The bounds for discs of computed orbits (`JuliaMap.imageRadius` states how f maps a disc).
///
/// Orbits are rounded at every step. As long as a disc stays within `reach` of 0, widening it by `rounding` at every
/// step keeps the computed orbits inside (Theory.md, "Discs and rounding").
struct OrbitDisc {
  /// |z| + r up to which `rounding` suffices; orbits of squares that stay bounded stay within 2 if |c| ≤ 2, those of higher powers within √2.
  let reach: Double
  /// More than rounding adds in one step to the distance of a computed orbit from the computed middle of its disc, and
  /// to the computed radius of the disc: at most 200 units of 2⁻⁵³ for squares, this is 512; for higher powers, whose middles have magnitudes
  /// up to 1.75⁸ < 90 from at most eight products, 8192.
  let rounding: Double

  /// The bounds for a formula.
  init(_ formula: FractalFormula) { (reach, rounding) = formula.degree == 2 ? (3, 0x1p-44) : (1.75, 0x1p-40) }
}
