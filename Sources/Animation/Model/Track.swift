import ComplexModule
import RealModule

/// A value at a moment of the film.
public struct Keyframe<Value: Hashable & Sendable>: Hashable, Sendable {
  /// Seconds from the start of the film, 0…duration.
  public internal(set) var time: Double
  /// The exact value of the track at `time`.
  public internal(set) var value: Value
  /// The pace to the next keyframe; `nil` leaves it to the interpolation.
  public internal(set) var easing: Easing?

  init(time: Double, value: Value, easing: Easing? = nil) {
    (self.time, self.value, self.easing) = (time, value, easing)
  }

  /// The shortest time in seconds from one keyframe to the next; no film can show less, and slopes of curves stay
  /// finite.
  static var shortestStep: Double { 1e-6 }
}

/// A way to get from one keyframe to the next.
public protocol Interpolation: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// What is interpolated.
  associatedtype Value: Hashable, Sendable
  /// Any value, for objects that get theirs later.
  static var placeholder: Value { get }
  /// Whether an easing may overshoot the two keyframes' values.
  static var permitsOvershoot: Bool { get }
  /// Whether a keyframe may have `value`.
  func permits(_ value: Value) -> Bool
}

/// How a number moves between keyframes.
public enum ScalarInterpolation: String, Interpolation {
  /// Numbers.
  public typealias Value = Double
  /// Numbers may overshoot their keyframes with an easing that does.
  public static let permitsOvershoot = true
  /// 0.
  public static let placeholder = 0.0

  /// Keeps a keyframe's value until the next one.
  case hold
  /// Straight lines.
  case linear
  /// Straight lines in the logarithm, so that each second multiplies by the same factor; positive values only.
  case log
  /// A smooth curve that rises and falls only where the keyframes do (Fritsch–Carlson).
  case monotoneCubic = "monotone-cubic"

  /// Whether a keyframe may have `value`: with `log` it must be above 0.
  public func permits(_ value: Double) -> Bool { self != .log || value > 0 }
}

/// How a point of the plane moves between keyframes.
public enum PointInterpolation: String, Interpolation {
  /// Points of the complex plane.
  public typealias Value = PlanePoint
  /// Points stay on their curve.
  public static let permitsOvershoot = false
  /// 0.
  public static let placeholder = PlanePoint.zero

  /// Straight lines.
  case linear
  /// A smooth curve through the points that adds no loops or cusps (centripetal Catmull–Rom).
  case catmullRom = "catmull-rom"

  /// Any point may be used.
  public func permits(_ value: PlanePoint) -> Bool { true }
}

/// A value over the time of the film.
public enum Track<Method: Interpolation>: Hashable, Sendable {
  /// The same value throughout.
  case constant(Method.Value)
  /// At least one keyframe, in strictly ascending order of time.
  case keyframes([Keyframe<Method.Value>], interpolation: Method)
}

/// A number over the time of the film: constant or with keyframes, and a wave about that.
public struct ScalarTrack: Hashable, Sendable {
  /// The number itself, or what it swings about.
  public internal(set) var base: Track<ScalarInterpolation>
  /// What is added to the base; `nil` for nothing.
  public internal(set) var oscillation: Oscillation?

  /// The same number throughout.
  public static func constant(_ value: Double) -> ScalarTrack { ScalarTrack(base: .constant(value)) }

  /// At least one keyframe, in strictly ascending order of time.
  public static func keyframes(_ keyframes: [Keyframe<Double>], interpolation: ScalarInterpolation) -> ScalarTrack {
    ScalarTrack(base: .keyframes(keyframes, interpolation: interpolation))
  }

  /// Whether the number is one for the whole film.
  var isConstant: Bool {
    guard case .constant = base else { return false }
    return oscillation == nil
  }
}

/// A point of the plane over the time of the film.
public typealias PointTrack = Track<PointInterpolation>
