import ComplexModule
import FractalMath
import RealModule

/// A point of the Julia set on which the camera stays while c moves.
///
/// It repels, and comes back to itself or leads to a point that does: so it is a holomorphic function of c as long as it meets no other such
/// point.
public struct CameraTarget: Hashable, Sendable {
  /// The dynamic ray that lands at the point; `nil` where it is said by period and place.
  public internal(set) var angle: RationalAngle?
  /// Steps before the point's orbit goes round, 0…23; ignored where there is an `angle`.
  public internal(set) var preperiod = 0
  /// Length of the cycle that the orbit comes to, 1…24; ignored where there is an `angle`.
  public internal(set) var period = 1
  /// Where the point is looked for at the start of the film; ignored where there is an `angle`.
  public internal(set) var near: Complex<Double>?

  /// The most steps of the point's orbit before and on its cycle, together.
  static let mostSteps = DynamicRay.mostOrbitSteps
}

/// What the camera keeps still while it stays on a point.
public enum CameraFrame: String, CaseIterable, Hashable, Sendable {
  /// The plane: the picture is neither turned nor scaled but as the preset says.
  case plane
  /// The surroundings of the point, however deep: the camera turns and scales with the multiplier as c moves.
  case koenigs
}

// The keys of `camera.follow` that stand for the same thing.
extension CameraTarget {
  var preperiodWithoutAngle: Int? {
    get { angle == nil ? preperiod : nil }
    set { if let newValue { preperiod = newValue } }
  }

  var periodWithoutAngle: Int? {
    get { angle == nil ? period : nil }
    set { if let newValue { period = newValue } }
  }

  var nearWithoutAngle: Complex<Double>? {
    get { angle == nil ? near : nil }
    set { if let newValue { near = newValue } }
  }
}
