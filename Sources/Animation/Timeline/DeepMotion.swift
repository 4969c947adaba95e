import ComplexModule
import FractalMath
import RealModule

/// What deep views of a film share: the digits of its centre, which is fixed, and of c.
struct DeepMotion: Sendable {
  private let center: FixedPointComplex
  /// c with all its digits, if it is fixed too.
  private let constant: FixedPointComplex?
  private let fractionLimbs: Int

  /// The digits of `preset`; `nil` if no view is deep.
  init?(_ preset: Preset) {
    guard case .constant(let center) = preset.camera.center, preset.camera.zoom == nil, preset.camera.fitMargin == nil
    else { return nil }
    let narrowest = ScalarCurve(preset.camera.width, period: preset.period).extent.lowerBound
    guard narrowest > 0, narrowest < DeepView.largestWidth else { return nil }
    fractionLimbs = DeepView.fractionLimbs(width: ScaledDouble(narrowest))
    guard
      let point = FixedPointComplex(real: center.real, imaginary: center.imaginary, fractionLimbs: fractionLimbs)
    else { return nil }
    self.center = point
    if case .track(.constant(let c)) = preset.juliaConstant {
      constant = FixedPointComplex(real: c.real, imaginary: c.imaginary, fractionLimbs: fractionLimbs)
    } else {
      constant = nil
    }
  }

  /// The view of `width` with c at `juliaConstant`; `nil` if doubles suffice.
  func view(width: Double, juliaConstant: Complex<Double>) -> DeepView? {
    guard width < DeepView.largestWidth else { return nil }
    return DeepView(
      center: center, width: ScaledDouble(width),
      constant: constant ?? FixedPointComplex(juliaConstant, fractionLimbs: fractionLimbs))
  }
}
