import FractalMath
import RealModule

/// How the slopes of a picture are lit, as if its values were heights; the same for every frame of a film.
///
/// The surface at a point has the normal (s·u, 1)/√(1 + s²): u is the unit direction of the slope in the picture's plane, s the
/// `strength`. Light from direction d and height h above the picture has l = (cos h · d, sin h). The colour's linear light is
/// multiplied by ambient + (1 − ambient)·max(0, n·l) (Theory.md, "Lighting").
public struct Lighting: Hashable, Sendable {
  /// The share of ambient light, 0…1.
  public var ambient: Double
  /// The tangent of the slopes' steepness, 0 or more: 0 is a flat surface.
  public var strength: Double

  /// The given lighting; by default with slopes of 45° and a quarter of ambient light.
  public init(ambient: Double = 0.25, strength: Double = 1) {
    self.ambient = ambient
    self.strength = strength
  }
}

/// The factors by which one frame's lighting multiplies the light of colours: one for each direction of a slope.
struct LightFactors: Sendable {
  /// Directions per turn, a power of two: the factor changes by at most a thousandth from one to the next.
  private static let directions = 4096
  /// The representation of 1.
  private static let one = 65536.0

  private let factors: [UInt32]

  /// The factors of `light` with the camera turned by `rotationDegrees`: slopes are directions in the plane, while
  /// light is fixed to the screen. `nil` if all factors are 1, as without light.
  ///
  /// - Complexity: some thousands of cosines; create one per frame.
  init?(_ lighting: Lighting, light: Light, rotationDegrees: Double) {
    let height = light.heightDegrees * .pi / 180
    let steepness = (1 + lighting.strength * lighting.strength).squareRoot()
    let start = (rotationDegrees + light.directionDegrees) / 360
    factors = (0..<Self.directions).map { direction in
      let angle = (Double(direction) / Double(Self.directions) - start) * 2 * .pi
      let cosine = (lighting.strength * .cos(height) * .cos(angle) + .sin(height)) / steepness
      let factor = lighting.ambient + (1 - lighting.ambient) * max(0, cosine)
      return UInt32((Self.one * min(max(factor, 0), 1)).rounded())
    }
    if factors.allSatisfy({ $0 == UInt32(Self.one) }) { return nil }
  }

  /// The factors without reference counting.
  struct Lookup {
    fileprivate let factors: UnsafePointer<UInt32>

    /// `light` on a slope that rises in the given direction, in turns, 0…1.
    @inline(__always)
    func lit(_ light: LinearLight, slope: Float) -> LinearLight {
      let direction = Int(slope * Float(LightFactors.directions) + 0.5) & (LightFactors.directions &- 1)
      return light.scaled(by: factors[direction])
    }
  }

  /// Calls `body` with the factors.
  @inline(__always)
  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    factors.withUnsafeBufferPointer { factors in
      guard let first = factors.baseAddress else { preconditionFailure("a turn has directions") }
      return body(Lookup(factors: first))
    }
  }
}
