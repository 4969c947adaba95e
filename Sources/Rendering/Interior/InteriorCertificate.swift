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

  private let real: Double
  private let imaginary: Double
  private let trap: TrapDisc

  /// Proofs for orbits for c that enter `trap`, one of the cycle's discs: a disc inside another one is inside this one
  /// within a turn of the cycle.
  package init(juliaConstant: (real: Double, imaginary: Double), trap: TrapDisc) {
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
        let room = (trap.radius - OrbitDisc.rounding) - r
        // Split into parts, which older compilers type-check a hundred times faster than the whole.
        let distanceSquared = dx * dx + dy * dy
        let isInside: Marks = distanceSquared .<= room * room
        let hasRoom: Marks = room .>= 0
        certified .|= isInside .& hasRoom .& .!failed
        let magnitude = (x * x + y * y).squareRoot()
        let extent = magnitude + r
        escaped .|= magnitude - r .> JuliaMap.boundedReach
        // A radius of 1 or more never shrinks again. Written so that NaN fails.
        failed .|= .!(extent .<= OrbitDisc.reach) .| .!(r .<= 1)
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
    r = r * (magnitude + (magnitude + r)) + OrbitDisc.rounding
    y = (x + x) * y + imaginary
    x = (xx - yy) + real
  }

  private static func bits(_ marks: Marks) -> UInt8 {
    marks.indices.reduce(0) { marks[$1] ? $0 | 1 << $1 : $0 }
  }
}

/// The bounds for discs of computed orbits (`JuliaMap.imageRadius` states how f maps a disc).
///
/// Orbits are rounded at every step. As long as a disc stays within `reach` of 0, widening it by `rounding` at every
/// step keeps the computed orbits inside (Theory.md, "Discs and rounding").
enum OrbitDisc {
  /// |z| + r up to which `rounding` suffices; orbits that stay bounded stay within 2 if |c| ≤ 2.
  static let reach = 3.0
  /// More than rounding adds in one step to the distance of a computed orbit from the computed middle of its disc, and
  /// to the computed radius of the disc: at most 200 units of 2⁻⁵³, this is 512.
  static let rounding = 0x1p-44
}
