import ComplexModule
import RealModule

/// What is computed from each orbit: a number that becomes a colour and, for lit films, a slope.
///
/// The value of a pixel is one number. For an orbit that escapes it is 0 or more; for one that does not it is −1 if the
/// interior is flat, and otherwise −2 − v with the interior's own number v, 0 or more.
public struct FieldChannels: Hashable, Sendable {
  /// The number of an orbit that escapes.
  public var exterior: ExteriorQuantity
  /// The number of an orbit that does not.
  public var interior: InteriorQuantity
  /// Whether the direction in which the exterior's potential rises is computed.
  public var hasSlope: Bool

  /// The given channels; by default only the smooth count, which is cheapest.
  public init(exterior: ExteriorQuantity = .smoothCount, interior: InteriorQuantity = .flat, hasSlope: Bool = false) {
    self.exterior = exterior
    self.interior = interior
    self.hasSlope = hasSlope
  }

  /// Whether the value of the point z̄ with the constant c̄ is the value of z with c, to the last bit.
  ///
  /// Counts and distances do not distinguish the sides of the real axis; directions and traps do, wherever traps lie.
  /// (−z has the value of z in any case, since all quantities examine an orbit from its first step on.)
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
  /// The estimated distance to the Julia set, from the derivative, in fractions of the picture's width: 0 on the set.
  case distance
  /// The average of ½ + ½ sin(`strands` · arg zₙ) over the orbit, 0…1.
  case stripe(strands: Int)
  /// The average over the orbit of the position of |zₙ| between the bounds of the triangle inequality, 0…1.
  case triangleInequality
  /// The least distance of the orbit to a trap, in plane units.
  case trap(OrbitTrap)
  /// The argument of zₙ at escape in turns, 0..<1: with two colours, the binary decomposition.
  case angle
}

/// A figure whose distance from orbits is measured.
public struct OrbitTrap: Hashable, Sendable {
  /// The shapes of a trap.
  public enum Shape: String, CaseIterable, Hashable, Sendable {
    /// The centre.
    case point
    /// The line through the centre at the angle, as far as it is at most `reach` from its point nearest to 0.
    case line
    /// The circle with the radius round the centre.
    case circle
    /// The line and the one at right angles to it, as far as each is at most `reach` from its point nearest to 0.
    case cross
  }

  /// The shape.
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
  /// The period of the cycle in which it ends, 1, 2, 3…; 0 if none was found.
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

  /// How far lines go to both sides of their points nearest to 0. Filled Julia sets are hardly larger; with lines that went
  /// on for ever, what is far outside and soon escapes would come near them by chance, and draw hairs with torn edges.
  public static let reach = 2.0

  /// The point of the line that is nearest to 0, as a place along it from the centre, and for the line at right angles as a place
  /// across it.
  public var nearest: (along: Double, across: Double) {
    let unit = direction
    return (-(unit.real * real + unit.imaginary * imaginary), unit.imaginary * real - unit.real * imaginary)
  }
}
