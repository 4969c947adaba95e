import ComplexModule
import FractalMath
import RealModule

/// What the stored content of a frame depends on, besides what all frames of a film share: equal keys, equal fields or
/// colours, bit for bit.
///
/// Numbers are compared by value, so −0 equals 0 here. That is right: the sign of a zero in any of them can only change
/// signs of intermediate zeros, since sums, products and squares of ±0 are the same otherwise, and counts depend on
/// magnitudes.
struct FieldKey: Hashable, Sendable {
  private let formula: FractalFormula
  private let juliaConstant: Complex<Double>
  private let center: Complex<Double>
  private let columnStep: Complex<Double>
  /// The digits of a deep view that doubles cannot hold.
  private let deepView: DeepView?
  /// What else colours depend on; `nil` if values or samples are stored.
  private let appearance: Appearance?

  /// How values become colours.
  private struct Appearance: Hashable {
    let density: Double
    let phase: Double
    /// The film's colours, if they change.
    let colors: FrameColors?
    /// The light's direction, and the camera's rotation relative to it; `nil` if nothing is lit.
    let light: Light?
    let rotationDegrees: Double?
  }

  /// The key of a frame with the given parameters, seen through `viewport`.
  ///
  /// - Parameter isLit: whether the light matters to its colours.
  init(_ parameters: FrameParameters, viewport: Viewport, content: StoredContent, isLit: Bool) {
    self.init(
      formula: parameters.formula, juliaConstant: parameters.juliaConstant, center: viewport.center,
      columnStep: viewport.columnStep,
      deepView: parameters.deepView,
      appearance: content == .colors
        ? Appearance(
          density: parameters.paletteDensity, phase: parameters.palettePhase, colors: parameters.colors,
          light: isLit ? parameters.light : nil,
          rotationDegrees: isLit ? parameters.camera.rotationDegrees : nil)
        : nil)
  }

  private init(
    formula: FractalFormula, juliaConstant: Complex<Double>, center: Complex<Double>, columnStep: Complex<Double>,
    deepView: DeepView?, appearance: Appearance?
  ) {
    self.formula = formula
    self.deepView = deepView
    self.juliaConstant = juliaConstant
    self.center = center
    self.columnStep = columnStep
    self.appearance = appearance
  }

  /// The key of the field, or of colours that are not lit, with all rows in reverse order.
  ///
  /// The conjugate camera (centre and rotation mirrored in the real axis) shows in row H − 1 − j exactly the conjugates of
  /// the points in row j, and conjugate points have conjugate orbits under conjugate constants (Theory.md, "Symmetry"), or one and the same
  /// with a formula that folds across the real axis. An upright camera on the real axis is its own conjugate.
  var mirrored: FieldKey {
    FieldKey(
      formula: formula.conjugate,
      juliaConstant: formula.foldsAcrossRealAxis ? juliaConstant : juliaConstant.conjugate, center: center.conjugate,
      columnStep: columnStep.conjugate,
      deepView: deepView, appearance: appearance)
  }

  /// Whether this key represents itself and its mirror image; true if they are equal. Deep views represent themselves.
  var isRepresentative: Bool {
    if deepView != nil { return true }
    var signs = formula.foldsAcrossRealAxis ? [] : [juliaConstant.imaginary]
    if case .phoenix(_, let imaginary) = formula { signs.append(imaginary) }
    let firstSign = (signs + [center.imaginary, columnStep.imaginary]).first { $0 != 0 }
    return (firstSign ?? 0) >= 0
  }
}
