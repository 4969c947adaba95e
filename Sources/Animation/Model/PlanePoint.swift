import ComplexModule
import FractalMath
import RealModule

/// A point of the plane with all its written digits.
public struct PlanePoint: Hashable, Sendable {
  /// 0.
  public static let zero = PlanePoint(.zero)

  /// The point in double precision.
  public let approximation: Complex<Double>
  /// The real part as written.
  public let real: DecimalNumber
  /// The imaginary part as written.
  public let imaginary: DecimalNumber

  /// The given parts, and the doubles nearest to them.
  init(approximation: Complex<Double>, real: DecimalNumber, imaginary: DecimalNumber) {
    self.approximation = approximation
    self.real = real
    self.imaginary = imaginary
  }

  /// A point of finite doubles, written with as many digits as they need.
  public init(_ point: Complex<Double>) {
    self.init(approximation: point, real: DecimalNumber(point.real), imaginary: DecimalNumber(point.imaginary))
  }

  /// Whether the doubles nearest to the written numbers are these numbers.
  var isDouble: Bool {
    real == DecimalNumber(approximation.real) && imaginary == DecimalNumber(approximation.imaginary)
  }
}

extension Keyframe<PlanePoint> {
  /// The keyframe in double precision.
  var approximation: Keyframe<Complex<Double>> {
    Keyframe<Complex<Double>>(time: time, value: value.approximation, easing: easing)
  }
}
