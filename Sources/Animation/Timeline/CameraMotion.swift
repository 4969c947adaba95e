import ComplexModule
import FractalMath
import RealModule

/// A camera that moves, ready to be evaluated.
struct CameraMotion: Sendable {
  private enum Framing: Sendable {
    case tracks(center: PointCurve, width: ScalarCurve)
    case zoom(Knots<CameraTracks.View>, paths: [ZoomPath])
  }

  private let framing: Framing
  private let rotationDegrees: ScalarCurve

  /// The motion of `tracks`; with a period in seconds it is closed.
  init(_ tracks: CameraTracks, period: Double?) {
    rotationDegrees = ScalarCurve(tracks.rotationDegrees, period: period)
    if let zoom = tracks.zoom {
      let knots = Knots(zoom, period: period)
      framing = .zoom(knots, paths: zip(knots.values, knots.values.dropFirst()).map { ZoomPath(from: $0, to: $1) })
    } else {
      framing = .tracks(
        center: PointCurve(tracks.center, period: period), width: ScalarCurve(tracks.width, period: period))
    }
  }

  /// The motion with the constant width `width`.
  func with(width: Double) -> CameraMotion {
    guard case .tracks(let center, _) = framing else { return self }
    return CameraMotion(
      framing: .tracks(center: center, width: ScalarCurve(.constant(width), period: nil)),
      rotationDegrees: rotationDegrees)
  }

  private init(framing: Framing, rotationDegrees: ScalarCurve) {
    (self.framing, self.rotationDegrees) = (framing, rotationDegrees)
  }

  func value(at seconds: Double) -> Camera {
    let view = view(at: seconds)
    return Camera(center: view.center, width: view.width, rotationDegrees: rotationDegrees.value(at: seconds))
  }

  private func view(at seconds: Double) -> CameraTracks.View {
    switch framing {
    case .tracks(let center, let width):
      return CameraTracks.View(center: center.value(at: seconds), width: width.value(at: seconds))
    case .zoom(let knots, let paths):
      let place = knots.place(of: seconds)
      if place.elapsed == 0 { return knots.values[place.knot] }
      let fraction = place.elapsed / knots.span(after: place.knot)
      return paths[place.knot].view(at: knots.easing(after: place.knot)?.progress(at: fraction) ?? fraction)
    }
  }
}
