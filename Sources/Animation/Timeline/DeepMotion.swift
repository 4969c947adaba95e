import ComplexModule
import FractalMath
import RealModule

/// What deep views of a film share: the digits of its centre, which is fixed or a followed point, and of c.
struct DeepMotion: Sendable {
  private enum Center: Sendable {
    case constant(FixedPointComplex)
    /// A solution of the equation, near where the camera is.
    case solution(PeriodicEquation)
  }

  private let center: Center
  /// c with all its digits, if it is fixed too.
  private let constant: FixedPointComplex?

  /// The digits of `preset`, whose camera follows as `following` says; `nil` if no view is deep.
  init?(_ preset: Preset, following: FollowingCamera?) {
    guard preset.camera.zoom == nil, preset.camera.fitMargin == nil else { return nil }
    let written = ScalarCurve(preset.camera.width, period: preset.period).extent.lowerBound
    let narrowest = following?.narrowestWidth(ofWritten: written) ?? written
    guard narrowest > 0, narrowest < DeepView.largestWidth else { return nil }
    let limbs = DeepView.fractionLimbs(width: ScaledDouble(narrowest))
    if case .track(.constant(let c)) = preset.juliaConstant {
      constant = FixedPointComplex(real: c.real, imaginary: c.imaginary, fractionLimbs: limbs)
    } else {
      constant = nil
    }
    if let continuation = following?.route.continuation {
      let fixed = constant.flatMap { continuation.equation.refined(continuation.start.point, constant: $0) }
      center = fixed.map { .constant($0) } ?? .solution(continuation.equation)
    } else {
      guard case .constant(let written) = preset.camera.center,
        let point = FixedPointComplex(real: written.real, imaginary: written.imaginary, fractionLimbs: limbs)
      else { return nil }
      center = .constant(point)
    }
  }

  /// What `camera` sees with c at `juliaConstant`; `nil` if doubles suffice.
  ///
  /// - Complexity: some microseconds; if c moves, some hundred at a width of 10⁻³⁰⁰.
  func view(of camera: Camera, juliaConstant: Complex<Double>) -> DeepView? {
    guard camera.width < DeepView.largestWidth else { return nil }
    let width = ScaledDouble(camera.width)
    let limbs = DeepView.fractionLimbs(width: width)
    let c = constant ?? FixedPointComplex(juliaConstant, fractionLimbs: limbs)
    switch center {
    case .constant(let point):
      return DeepView(center: point, width: width, constant: c)
    case .solution(let equation):
      // A point of few digits is a point as well, if it is near enough: those that are missing are zeros.
      let few = c.with(fractionLimbs: DeepView.usualFractionLimbs(width: width))
      let point = equation.refined(camera.center, constant: few)
      return DeepView(
        center: point ?? FixedPointComplex(camera.center, fractionLimbs: limbs), width: width, constant: c)
    }
  }
}
