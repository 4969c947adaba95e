import ComplexModule
import FractalMath
import RealModule

/// A camera that stays on a repelling point of the Julia set, ready to be evaluated.
///
/// Near the point z*, the set looks the same after a step of the point's cycle as before, but for the multiplier λ: J − z* and λ·(J − z*) are the
/// same, the nearer to z* the better. So a picture whose camera is turned and scaled by λ⁻ᵏ stays what it is for whole k, and
/// where c moves it turns, in the plane, by k times what λ does.
struct FollowingCamera: Sendable {
  let route: TargetRoute
  private let frame: CameraFrame
  let zoomLoop: ZoomLoop?

  /// The camera of `preset`, which has a target.
  init(_ target: CameraTarget, in preset: Preset) throws(TargetRoute.Problem) {
    let route = try TargetRoute(target, in: preset)
    self.route = route
    frame = preset.camera.frame
    zoomLoop = preset.camera.zoomLoop.map { factors in
      ZoomLoop(
        factors: factors, start: route.continuation.start, equation: route.continuation.equation,
        width: WidthCurve(preset.camera.width, period: preset.period).value(at: 0))
    }
  }

  /// The camera of a preset that is known to be valid; `nil` where it follows no point.
  init?(valid preset: Preset) {
    guard let target = preset.camera.target else { return nil }
    do throws(TargetRoute.Problem) {
      try self.init(target, in: preset)
    } catch {
      preconditionFailure("a point that cannot be followed: \(error)")
    }
  }

  /// What the camera sees that is written as `written`, and by how many steps a zoom loop's orbits have become longer.
  ///
  /// - Parameters:
  ///   - place: the part of c's path that is over.
  ///   - share: the part of the film that is over.
  func view(_ written: ScaledCamera, at place: Double, constant: Complex<Double>, share: Double) -> (
    camera: ScaledCamera, addedSteps: Double
  ) {
    let point = route.continuation.place(at: place, constant: constant)
    var camera = written
    camera.center = point.point
    if let zoomLoop { return zoomLoop.view(camera, share: share) }
    if frame == .koenigs {
      let steps = multiplierSteps(toWidth: written.width)
      let factor = point.multiplierLogarithm - route.continuation.start.multiplierLogarithm
      camera.width = max(
        written.width * ScaledDouble(exponential: -steps * factor.real), CameraTracks.smallestWidth.scaled)
      camera.rotationDegrees -= steps * factor.imaginary * 180 / .pi
    }
    return (camera, 0)
  }

  /// No view of a film whose written widths are `written` or larger is narrower.
  func narrowestWidth(ofWritten written: ScaledDouble) -> ScaledDouble {
    if let zoomLoop { return zoomLoop.narrowestWidth }
    guard frame == .koenigs else { return written }
    let growth = route.continuation.largestMultiplierLogarithm - route.continuation.start.multiplierLogarithm.real
    return max(
      written * ScaledDouble(exponential: -multiplierSteps(toWidth: written) * growth),
      CameraTracks.smallestWidth.scaled)
  }

  /// k: the steps of the multiplier, as it is at the start, from where the surroundings of the point begin to a width.
  ///
  /// Far out, where the picture is not yet that of the surroundings, it is 0.
  func multiplierSteps(toWidth width: ScaledDouble) -> Double {
    let depth = Double.log(Self.surroundings) - width.log
    // ln √(1 + e²ᵈ), which is d where that is large.
    let counted = depth > 20 ? depth : Double.log(onePlus: Double.exp(2 * depth)) / 2
    return counted / route.continuation.start.multiplierLogarithm.real
  }

  /// The width with `steps` steps of the multiplier; the inverse of `multiplierSteps`.
  func width(ofMultiplierSteps steps: Double) -> ScaledDouble {
    let counted = steps * route.continuation.start.multiplierLogarithm.real
    let depth = counted > 20 ? counted : Double.log(Double.expMinusOne(2 * counted)) / 2
    return ScaledDouble(exponential: Double.log(Self.surroundings) - depth)
  }

  /// The width at which a picture begins to be one of the surroundings of a point.
  private static let surroundings = 0.5
}

/// A film that goes down by whole factors of a multiplier and ends as it begins.
struct ZoomLoop: Sendable {
  /// The factors by which the film goes down.
  let factors: Int
  /// ln λ.
  let multiplierLogarithm: Complex<Double>
  /// Steps of one factor.
  let period: Int
  /// Factors from the written width to that of the film's start.
  let factorsAtStart: Double
  /// The width at the end.
  let narrowestWidth: ScaledDouble

  /// At this width, as a part of the distance to the next point of the kind, a picture looks like one a factor deeper: what is left of
  /// the difference moves a point by this part of the picture.
  static let largestShare = 1e-10

  /// The loop round the point at `start` that begins at `width` or, by whole factors, below it.
  init(factors: Int, start: PointContinuation.Place, equation: PeriodicEquation, width: ScaledDouble) {
    self.factors = factors
    period = equation.period
    multiplierLogarithm = start.multiplierLogarithm
    let largest = Self.largestShare
    factorsAtStart = max(0, ((width.log - Double.log(largest)) / multiplierLogarithm.real).rounded(.up))
    narrowestWidth =
      width * ScaledDouble(exponential: -(factorsAtStart + Double(factors)) * multiplierLogarithm.real)
  }

  /// What the camera sees that stands on the point, when `share` of the film is over, and by how many steps orbits have become longer.
  func view(_ camera: ScaledCamera, share: Double) -> (camera: ScaledCamera, addedSteps: Double) {
    let way = share * Double(factors)
    var camera = camera
    camera.width = camera.width * ScaledDouble(exponential: -(factorsAtStart + way) * multiplierLogarithm.real)
    camera.rotationDegrees -= (factorsAtStart + way) * multiplierLogarithm.imaginary * 180 / .pi
    return (camera, way * Double(period))
  }
}
