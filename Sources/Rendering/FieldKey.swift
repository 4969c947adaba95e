import ComplexModule
import FractalMath
import RealModule

/// What the field of a frame depends on, besides what all frames of a film share: equal keys, equal fields, bit for bit.
///
/// Numbers are equal by value, so −0 is 0 here. That is right: the sign of a zero in any of them can only change signs of
/// zeros on the way, since sums, products and squares of ±0 are the same but for that, and counts depend on magnitudes.
struct FieldKey: Hashable, Sendable {
  private let juliaConstant: Complex<Double>
  private let center: Complex<Double>
  private let columnStep: Complex<Double>

  /// The key of a frame with constant `juliaConstant` that is seen through `viewport`.
  init(juliaConstant: Complex<Double>, viewport: Viewport) {
    self.init(juliaConstant: juliaConstant, center: viewport.center, columnStep: viewport.columnStep)
  }

  private init(juliaConstant: Complex<Double>, center: Complex<Double>, columnStep: Complex<Double>) {
    self.juliaConstant = juliaConstant
    self.center = center
    self.columnStep = columnStep
  }

  /// The key of the field with all rows in reverse order.
  ///
  /// The conjugate camera (centre and rotation mirrored in the real axis) shows in row H − 1 − j exactly the conjugates of
  /// the points in row j, and conjugate points have conjugate orbits under conjugate constants (Theory.md, "Symmetry"). An
  /// upright camera on the real axis is its own conjugate.
  var mirrored: FieldKey {
    FieldKey(juliaConstant: juliaConstant.conjugate, center: center.conjugate, columnStep: columnStep.conjugate)
  }

  /// Whether this is the one of a key and its mirror image that stands for both; where they are equal, it is.
  var isRepresentative: Bool {
    let firstSign = [juliaConstant.imaginary, center.imaginary, columnStep.imaginary].first { $0 != 0 }
    return (firstSign ?? 0) >= 0
  }
}
