import ComplexModule
import RealModule

/// A complex number whose parts are fixed-point numbers of the same precision.
public struct FixedPointComplex: Hashable, Sendable {
  /// The real part.
  public var real: FixedPoint
  /// The imaginary part.
  public var imaginary: FixedPoint

  /// The given parts.
  public init(real: FixedPoint, imaginary: FixedPoint) {
    self.real = real
    self.imaginary = imaginary
  }

  /// `value`, whose parts are below 2⁶⁴ in magnitude; bits behind the last place are dropped.
  public init(_ value: Complex<Double>, fractionLimbs: Int) {
    self.init(
      real: FixedPoint(value.real, fractionLimbs: fractionLimbs),
      imaginary: FixedPoint(value.imaginary, fractionLimbs: fractionLimbs))
  }

  /// The number written as two decimals, less than two units of the last place off; `nil` where a part is 10¹⁸ or more.
  public init?(real: DecimalNumber, imaginary: DecimalNumber, fractionLimbs: Int) {
    guard let real = real.fixedPoint(fractionLimbs: fractionLimbs),
      let imaginary = imaginary.fixedPoint(fractionLimbs: fractionLimbs)
    else { return nil }
    self.init(real: real, imaginary: imaginary)
  }

  /// The same number with another precision; bits behind the last place are dropped.
  public func with(fractionLimbs: Int) -> FixedPointComplex {
    FixedPointComplex(
      real: real.with(fractionLimbs: fractionLimbs), imaginary: imaginary.with(fractionLimbs: fractionLimbs))
  }

  /// The number in double precision.
  public var approximation: Complex<Double> { Complex(real.approximation, imaginary.approximation) }

  /// The number as mantissa and exponent, with the precision of a double.
  public var scaled: ScaledComplex {
    let (real, imaginary) = (real.scaled, imaginary.scaled)
    return ScaledComplex(Complex(real.mantissa, 0), exponent: real.exponent)
      + ScaledComplex(Complex(0, imaginary.mantissa), exponent: imaginary.exponent)
  }

  /// The logarithm to base 2 of the larger part's magnitude: at most half less than that of the length; −∞ of 0.
  public var log2OfLength: Double { max(real.scaled.log2, imaginary.scaled.log2) }

  /// The square, by three products.
  public var squared: FixedPointComplex {
    FixedPointComplex(
      real: (real + imaginary) * (real - imaginary), imaginary: (real * imaginary).doubled)
  }

  /// A power, 1 or more, by squares and products.
  public func raised(to exponent: Int) -> FixedPointComplex {
    guard exponent > 1 else { return self }
    let even = raised(to: exponent / 2).squared
    return exponent.isMultiple(of: 2) ? even : even * self
  }

  /// The exact sum.
  public static func + (left: FixedPointComplex, right: FixedPointComplex) -> FixedPointComplex {
    FixedPointComplex(real: left.real + right.real, imaginary: left.imaginary + right.imaginary)
  }

  /// The exact difference.
  public static func - (left: FixedPointComplex, right: FixedPointComplex) -> FixedPointComplex {
    FixedPointComplex(real: left.real - right.real, imaginary: left.imaginary - right.imaginary)
  }

  /// The product, by four products of parts.
  public static func * (left: FixedPointComplex, right: FixedPointComplex) -> FixedPointComplex {
    FixedPointComplex(
      real: left.real * right.real - left.imaginary * right.imaginary,
      imaginary: left.real * right.imaginary + left.imaginary * right.real)
  }
}
