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
  /// What a keyframe has until its value is read.
  static var placeholder: Value { get }
  /// Whether an easing may overshoot the two keyframes' values.
  static var permitsOvershoot: Bool { get }
  /// What is wrong with a keyframe that has `value`; `nil` if nothing is.
  func problem(with value: Value) -> String?
}

/// How a number moves between keyframes.
public enum ScalarInterpolation: String, Interpolation {
  /// Numbers.
  public typealias Value = Double
  /// 0.
  public static let placeholder = 0.0
  /// Numbers may overshoot their keyframes with an easing that does.
  public static let permitsOvershoot = true

  /// Keeps a keyframe's value until the next one.
  case hold
  /// Straight lines.
  case linear
  /// Straight lines in the logarithm, so that each second multiplies by the same factor; positive values only.
  case log
  /// A smooth curve that rises and falls only where the keyframes do (Fritsch–Carlson).
  case monotoneCubic = "monotone-cubic"

  /// With `log` a value must be above 0.
  public func problem(with value: Double) -> String? {
    self != .log || value > 0 ? nil : "\"\(rawValue)\" interpolation needs values above 0"
  }
}

/// How a width moves between keyframes: as numbers do, and by `log` alone where doubles do not hold it.
public enum WidthInterpolation: String, Interpolation {
  /// Lengths in the plane.
  public typealias Value = PlaneLength
  /// 1.
  public static let placeholder: PlaneLength = 1.0
  /// Widths may overshoot their keyframes with an easing that does.
  public static let permitsOvershoot = true

  /// Keeps a keyframe's value until the next one.
  case hold
  /// Straight lines.
  case linear
  /// Straight lines in the logarithm, so that each second multiplies by the same factor.
  case log
  /// A smooth curve that rises and falls only where the keyframes do (Fritsch–Carlson).
  case monotoneCubic = "monotone-cubic"

  /// The same for numbers.
  var ofNumbers: ScalarInterpolation {
    switch self {
    case .hold: .hold
    case .linear: .linear
    case .log: .log
    case .monotoneCubic: .monotoneCubic
    }
  }

  /// Only `log` goes below the smallest doubles.
  public func problem(with value: PlaneLength) -> String? {
    guard self != .log, !value.isDouble else { return nil }
    let smallest = JSONNumber.text(PlaneLength.smallestDouble)
    return "\"\(rawValue)\" interpolation ends at widths of \(smallest); allowed below them: \"log\""
  }
}

/// How a point of the plane moves between keyframes.
public enum PointInterpolation: String, Interpolation {
  /// Points of the complex plane.
  public typealias Value = PlanePoint
  /// 0.
  public static let placeholder = PlanePoint.zero
  /// Points stay on their curve.
  public static let permitsOvershoot = false

  /// Straight lines.
  case linear
  /// A smooth curve through the points that adds no loops or cusps (centripetal Catmull–Rom).
  case catmullRom = "catmull-rom"

  /// Any point may be used.
  public func problem(with value: PlanePoint) -> String? { nil }
}

/// A value over the time of the film.
public enum Track<Method: Interpolation>: Hashable, Sendable {
  /// The same value throughout.
  case constant(Method.Value)
  /// At least one keyframe, in strictly ascending order of time.
  case keyframes([Keyframe<Method.Value>], interpolation: Method)
}

/// A number or a width over the time of the film: constant or with keyframes, and a wave about that, or what follows a song.
public struct SwingingTrack<Method: Interpolation>: Hashable, Sendable {
  /// The value itself, or what it swings about.
  public internal(set) var base: Track<Method>
  /// What is added to the base; `nil` for nothing.
  public internal(set) var oscillation: Oscillation?
  /// What follows the song and is added, too; `nil` for nothing.
  public internal(set) var follower: SongFollower?

  /// The same value throughout.
  public static func constant(_ value: Method.Value) -> Self { Self(base: .constant(value)) }

  /// At least one keyframe, in strictly ascending order of time.
  public static func keyframes(_ keyframes: [Keyframe<Method.Value>], interpolation: Method) -> Self {
    Self(base: .keyframes(keyframes, interpolation: interpolation))
  }

  /// Whether the value is one for the whole film.
  var isConstant: Bool {
    guard case .constant = base else { return false }
    return oscillation == nil && follower == nil
  }
}

/// A number over the time of the film.
public typealias ScalarTrack = SwingingTrack<ScalarInterpolation>
/// A width over the time of the film.
public typealias WidthTrack = SwingingTrack<WidthInterpolation>
/// A point of the plane over the time of the film.
public typealias PointTrack = Track<PointInterpolation>
