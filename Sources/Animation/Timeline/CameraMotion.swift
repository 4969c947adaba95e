import ComplexModule
import FractalMath
import RealModule

/// What a camera sees, with a width that doubles may not hold.
struct ScaledCamera: Sendable {
  var center: Complex<Double>
  var width: ScaledDouble
  var rotationDegrees: Double

  /// The same in double precision.
  var camera: Camera { Camera(center: center, width: width.value, rotationDegrees: rotationDegrees) }
}

/// A camera that moves, ready to be evaluated.
struct CameraMotion: Sendable {
  private enum Framing: Sendable {
    case tracks(center: PointCurve, width: WidthCurve)
    case zoom(Knots<CameraTracks.View>, paths: [ZoomPath])
  }

  private let framing: Framing
  private let rotationDegrees: ScalarCurve
  /// Added to the rotation.
  private let turnDegrees: Double

  /// The motion of `tracks`; with a period in seconds it is closed.
  init(_ tracks: CameraTracks, period: Double?) {
    rotationDegrees = ScalarCurve(tracks.rotationDegrees, period: period, seam: 360)
    turnDegrees = 0
    if let zoom = tracks.zoom {
      let knots = Knots(zoom, period: period)
      framing = .zoom(knots, paths: zip(knots.values, knots.values.dropFirst()).map { ZoomPath(from: $0, to: $1) })
    } else {
      framing = .tracks(
        center: PointCurve(tracks.center.base, following: tracks.center.follower, period: period),
        width: WidthCurve(tracks.width, period: period))
    }
  }

  /// The motion with a constant width, and turned.
  func with(_ view: FittedView) -> CameraMotion {
    guard case .tracks(let center, _) = framing else { return self }
    return CameraMotion(
      framing: .tracks(center: center, width: WidthCurve(.constant(PlaneLength(view.width)), period: nil)),
      rotationDegrees: rotationDegrees, turnDegrees: view.turnDegrees)
  }

  private init(framing: Framing, rotationDegrees: ScalarCurve, turnDegrees: Double) {
    (self.framing, self.rotationDegrees, self.turnDegrees) = (framing, rotationDegrees, turnDegrees)
  }

  func value(at seconds: Double) -> ScaledCamera {
    let rotationDegrees = rotationDegrees.value(at: seconds) + turnDegrees
    switch framing {
    case .tracks(let center, let width):
      return ScaledCamera(
        center: center.value(at: seconds), width: width.value(at: seconds), rotationDegrees: rotationDegrees)
    case .zoom(let knots, let paths):
      let view = Self.view(at: seconds, of: knots, paths: paths)
      return ScaledCamera(
        center: view.center, width: ScaledDouble(view.width), rotationDegrees: rotationDegrees)
    }
  }

  private static func view(
    at seconds: Double, of knots: Knots<CameraTracks.View>, paths: [ZoomPath]
  ) -> CameraTracks.View {
    let place = knots.place(of: seconds)
    if place.elapsed == 0 { return knots.values[place.knot] }
    let fraction = place.elapsed / knots.span(after: place.knot)
    return paths[place.knot].view(at: knots.easing(after: place.knot)?.progress(at: fraction) ?? fraction)
  }
}
