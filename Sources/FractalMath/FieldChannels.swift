import ComplexModule
import RealModule

/// What is computed of each orbit: a number that becomes a colour, and where light is to fall on it, a slope.
///
/// The value of a pixel is one number. Of an orbit that escapes it is 0 or more; of one that does not it is −1 where the
/// interior is flat, and otherwise −2 − v with the interior's own number v, 0 or more.
public struct FieldChannels: Hashable, Sendable {
  /// The number of an orbit that escapes.
  public var exterior: ExteriorQuantity
  /// The number of an orbit that does not.
  public var interior: InteriorQuantity
  /// Whether the direction is asked for in which the exterior's potential rises.
  public var hasSlope: Bool

  /// The given channels; by default the smooth count and nothing else, which costs least.
  public init(exterior: ExteriorQuantity = .smoothCount, interior: InteriorQuantity = .flat, hasSlope: Bool = false) {
    self.exterior = exterior
    self.interior = interior
    self.hasSlope = hasSlope
  }

  /// Whether the value of the point z̄ with the constant c̄ is the value of z with c, to the last bit.
  ///
  /// Counts and distances do not know one side of the real axis from the other; directions, and traps wherever they lie, do.
  /// (−z has the value of z in any case, as all quantities look at an orbit from its first step on.)
  public var areConjugationInvariant: Bool {
    let isExteriorInvariant =
      switch exterior {
      case .smoothCount, .distance, .triangleInequality: true
      case .stripe, .trap, .angle: false
      }
    return isExteriorInvariant && !hasSlope
  }
}

/// The number of an orbit that escapes.
public enum ExteriorQuantity: Hashable, Sendable {
  /// The smooth escape count ν.
  case smoothCount
  /// The distance to the Julia set, estimated from the derivative, in parts of the picture's width: 0 on the set.
  case distance
  /// The average of ½ + ½ sin(`strands` · arg zₙ) over the orbit, 0…1.
  case stripe(strands: Int)
  /// The average over the orbit of where |zₙ| lies between the bounds of the triangle inequality, 0…1.
  case triangleInequality
  /// The least distance of the orbit to a trap, in plane units.
  case trap(OrbitTrap)
  /// The argument of zₙ at its escape in turns, 0..<1: with two colours, the binary decomposition.
  case angle
}

/// A figure that orbits may come near to.
public struct OrbitTrap: Hashable, Sendable {
  /// What it looks like.
  public enum Shape: String, CaseIterable, Hashable, Sendable {
    /// The centre.
    case point
    /// The line through the centre at the angle.
    case line
    /// The circle of the radius round the centre.
    case circle
    /// The line and the one at right angles to it.
    case cross
  }

  /// What it looks like.
  public var shape: Shape
  /// Real part of the centre.
  public var real: Double
  /// Imaginary part of the centre.
  public var imaginary: Double
  /// Radius of a circle in plane units, 0 or more.
  public var radius: Double
  /// Direction of a line or cross in degrees, counter-clockwise from the real axis.
  public var angleDegrees: Double

  /// The given trap; by default the point 0.
  public init(
    shape: Shape = .point, real: Double = 0, imaginary: Double = 0, radius: Double = 0.5, angleDegrees: Double = 0
  ) {
    self.shape = shape
    self.real = real
    self.imaginary = imaginary
    self.radius = radius
    self.angleDegrees = angleDegrees
  }
}

/// The number of an orbit that does not escape.
public enum InteriorQuantity: String, CaseIterable, Hashable, Sendable {
  /// None: one colour.
  case flat
  /// The period of the cycle that it ends in, 1, 2, 3…; 0 where none was found.
  case period
  /// The smooth number of steps until it is within a small distance of the cycle.
  case convergence
  /// The least |zₙ| from the first step on.
  case nearest
}

extension OrbitTrap {
  /// The unit vector along a line or cross, exact at every quarter turn.
  public var direction: (real: Double, imaginary: Double) {
    let unit = Complex<Double>.unit(turns: angleDegrees / 360)
    return (unit.real, unit.imaginary)
  }
}
