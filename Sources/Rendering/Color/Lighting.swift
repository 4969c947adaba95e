import FractalMath
import RealModule

/// How the slopes of a picture are lit, as if its values were heights; the same for every frame of a film.
///
/// The surface at a point has the normal (s·u, 1)/√(1 + s²): u is the unit direction of the slope in the picture's plane, s the
/// `strength` times its steepness (`PixelSlope`). Light from direction d and height h above the picture has l = (cos h · d, sin h).
/// The colour's linear light is multiplied by ambient + (1 − ambient)·max(0, n·l), and by 1 − depth·(1 − steepness) (Theory.md,
/// "Lighting").
public struct Lighting: Hashable, Sendable {
  /// The share of ambient light, 0…1.
  public var ambient: Double
  /// How much darker it is far from the Julia set, 0…1: 0 not at all.
  public var depth: Double
  /// The tangent of the steepest slopes, 0 or more: 0 is a flat surface.
  public var strength: Double

  /// The given lighting; by default with slopes of up to 45° and a quarter of ambient light.
  public init(ambient: Double = 0.25, depth: Double = 0, strength: Double = 1) {
    self.ambient = ambient
    self.depth = depth
    self.strength = strength
  }

  /// The part of its light that the darkest place keeps.
  public var darkest: Double { ambient * (1 - depth) }
}

/// The factors by which one frame's lighting multiplies the light of colours: for a slope whose direction has the cosine x with the light's
/// in the picture's plane, `Steepness.base` + max(0, `Steepness.along` · x + `Steepness.up`).
struct LightFactors: Sendable {
  /// Directions per turn, a power of two: the factor changes by at most a thousandth from one to the next.
  private static let directions = 4096
  /// The representation of 1.
  private static let one: Float = 65536

  /// What the factor of a steepness is made of.
  fileprivate struct Steepness {
    let base: Float
    let along: Float
    let up: Float
  }

  private let cosines: [Float]
  private let levels: [Steepness]

  /// The factors of `light` with the camera turned by `rotationDegrees`: slopes are directions in the plane, while
  /// light is fixed to the screen. `nil` if all factors are 1, as without light.
  ///
  /// - Complexity: some thousands of cosines; create one per frame.
  init?(_ lighting: Lighting, light: Light, rotationDegrees: Double) {
    if lighting.ambient == 1 && lighting.depth == 0 { return nil }
    let height = light.heightDegrees * .pi / 180
    let start = (rotationDegrees + light.directionDegrees) / 360
    cosines = (0..<Self.directions).map { direction in
      Float(Double.cos((Double(direction) / Double(Self.directions) - start) * 2 * .pi))
    }
    levels = (0...Int(PixelSlope.steepest)).map { level in
      let steepness = Double(level) / PixelSlope.steepest
      let slope = lighting.strength * steepness
      let kept = Double(Self.one) * (1 - lighting.depth * (1 - steepness))
      let lamp = kept * (1 - lighting.ambient) / (1 + slope * slope).squareRoot()
      return Steepness(
        base: Float(kept * lighting.ambient), along: Float(lamp * slope * .cos(height)),
        up: Float(lamp * .sin(height)))
    }
  }

  /// The factors without reference counting.
  struct Lookup {
    fileprivate let cosines: UnsafePointer<Float>
    fileprivate let levels: UnsafePointer<Steepness>

    /// `light` on a slope, packed as `PixelSlope` says.
    @inline(__always)
    func lit(_ light: LinearLight, slope: Float) -> LinearLight {
      let slope = PixelSlope(packed: slope)
      let direction = Int(slope.turns * Float(LightFactors.directions) + 0.5) & (LightFactors.directions &- 1)
      let level = levels[slope.level]
      let factor = level.base + max(0, level.along * cosines[direction] + level.up)
      return light.scaled(by: UInt32(min(factor, LightFactors.one) + 0.5))
    }
  }

  /// Calls `body` with the factors.
  @inline(__always)
  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    cosines.withUnsafeBufferPointer { cosines in
      levels.withUnsafeBufferPointer { levels in
        guard let cosines = cosines.baseAddress, let levels = levels.baseAddress else {
          preconditionFailure("a turn has directions, and slopes are steep or not")
        }
        return body(Lookup(cosines: cosines, levels: levels))
      }
    }
  }
}
