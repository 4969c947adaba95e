import FractalMath
import RealModule

/// How light falls on the slopes of a picture, as if its values were heights; the same for every frame of a film.
///
/// The surface at a point has the normal (s·u, 1)/√(1 + s²): u is the unit direction of the slope in the picture's plane, s the
/// `strength`. Light from direction d and height h above the picture has l = (cos h · d, sin h). The colour's linear light is
/// multiplied by ambient + (1 − ambient)·max(0, n·l) (Theory.md, "Lighting").
public struct Lighting: Hashable, Sendable {
  /// The part of the light that comes from everywhere, 0…1.
  public var ambient: Double
  /// The tangent of the slopes' steepness, 0 or more: 0 is a flat surface.
  public var strength: Double

  /// The given lighting; by default of slopes of 45° with a quarter of the light from everywhere.
  public init(ambient: Double = 0.25, strength: Double = 1) {
    self.ambient = ambient
    self.strength = strength
  }
}

/// What the light of one frame makes of the light of colours: a factor for each direction of a slope.
struct LightFactors: Sendable {
  /// Directions of a turn, a power of two: the factor changes by a thousandth at most from one to the next.
  private static let directions = 4096
  /// What stands for 1.
  private static let one = 65536.0

  private let factors: [UInt32]

  /// The factors of `light` where the camera is turned by `rotationDegrees`: slopes are directions in the plane, light stays where it is
  /// on the screen. `nil` where all factors are 1, as if there were no light.
  ///
  /// - Complexity: some thousands of cosines; make one per frame.
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

    /// `light` as it is where the slope rises in a direction, in turns, 0…1.
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
