import ComplexModule
import RealModule

/// A number in double precision whose exponent knows no bounds: value = mantissa · 2^exponent.
///
/// The mantissa's magnitude is at least 1 and below 2; of 0 it is 0.
public struct ScaledDouble: Hashable, Sendable {
  /// 0.
  public static let zero = ScaledDouble(0)

  /// 0, or of a magnitude of 1 and more, below 2.
  public let mantissa: Double
  /// The power of two; 0 of 0.
  public let exponent: Int

  /// `value` · 2^`exponent`; `value` is finite.
  public init(_ value: Double, exponent: Int = 0) {
    precondition(value.isFinite, "\(value) is no finite number")
    if value == 0 {
      (mantissa, self.exponent) = (0, 0)
    } else {
      mantissa = value < 0 ? -value.significand : value.significand
      self.exponent = exponent + Int(value.exponent)
    }
  }

  /// The number in double precision: 0 or infinite where its exponent is too small or too large.
  public var value: Double { Double(sign: .plus, exponent: min(max(exponent, -2000), 2000), significand: mantissa) }

  /// The logarithm to base 2 of the magnitude; −∞ of 0.
  public var log2: Double { mantissa == 0 ? -.infinity : Double(exponent) + Double.log2(mantissa.magnitude) }

  /// The product, rounded once.
  public static func * (left: ScaledDouble, right: ScaledDouble) -> ScaledDouble {
    ScaledDouble(left.mantissa * right.mantissa, exponent: left.exponent + right.exponent)
  }

  /// The quotient, rounded once; the divisor is not 0.
  public static func / (left: ScaledDouble, right: ScaledDouble) -> ScaledDouble {
    ScaledDouble(left.mantissa / right.mantissa, exponent: left.exponent - right.exponent)
  }
}

extension ScaledDouble: Comparable {
  /// e^`exponent`, within some units of a double's last place; |`exponent`| is below 10⁹.
  ///
  /// Where a double holds the result, it is that double.
  public init(exponential exponent: Double) {
    guard exponent < Self.leastExponentOfDoubles || exponent > -Self.leastExponentOfDoubles else {
      self.init(.exp(exponent))
      return
    }
    // ln 2 in two parts, of which the first has so few bits that its multiples are exact.
    let (high, low) = (0x1.62e42fee00000p-1, 0x1.a39ef35793c76p-33)
    let twos = (exponent / (high + low)).rounded()
    self.init(.exp(exponent - twos * high - twos * low), exponent: Int(twos))
  }

  /// The natural logarithm of a positive number.
  public var log: Double {
    exponent > -1000 && exponent < 1000
      ? Double.log(value) : Double(exponent) * Double.log(2) + Double.log(mantissa)
  }

  /// Above it e^x is a double with all its bits.
  private static let leastExponentOfDoubles = -690.0

  /// Whether `left` is less than `right`.
  public static func < (left: ScaledDouble, right: ScaledDouble) -> Bool {
    let signs = (left.mantissa.sign, right.mantissa.sign)
    guard left.mantissa != 0, right.mantissa != 0, signs.0 == signs.1, left.exponent != right.exponent else {
      return left.mantissa < right.mantissa
    }
    return (left.exponent < right.exponent) == (signs.0 == .plus)
  }
}

/// A complex number in double precision whose exponent knows no bounds: value = mantissa · 2^exponent.
///
/// The larger part of the mantissa has a magnitude of at least 1 and below 2; of 0 both are 0.
public struct ScaledComplex: Hashable, Sendable {
  /// 0.
  public static let zero = ScaledComplex(.zero)

  /// The number without its scale.
  public let mantissa: Complex<Double>
  /// The power of two; 0 of 0.
  public let exponent: Int

  /// `value` · 2^`exponent`; `value` is finite.
  public init(_ value: Complex<Double>, exponent: Int = 0) {
    let largest = max(value.real.magnitude, value.imaginary.magnitude)
    precondition(largest.isFinite, "\(value) is no finite number")
    if largest == 0 {
      (mantissa, self.exponent) = (.zero, 0)
    } else {
      let shift = Int(largest.exponent)
      mantissa = Complex(
        Double(sign: .plus, exponent: -shift, significand: value.real),
        Double(sign: .plus, exponent: -shift, significand: value.imaginary))
      self.exponent = exponent + shift
    }
  }

  /// The number in double precision: 0 or infinite where its exponent is too small or too large.
  public var value: Complex<Double> {
    let exponent = min(max(exponent, -2000), 2000)
    return Complex(
      Double(sign: .plus, exponent: exponent, significand: mantissa.real),
      Double(sign: .plus, exponent: exponent, significand: mantissa.imaginary))
  }

  /// The magnitude.
  public var magnitude: ScaledDouble { ScaledDouble(mantissa.length, exponent: exponent) }

  /// The magnitude, where it fits double precision; 0 where it is too small for that.
  public var length: Double {
    Double(sign: .plus, exponent: min(max(exponent, -2000), 2000), significand: mantissa.length)
  }

  /// The product.
  public static func * (left: ScaledComplex, right: ScaledComplex) -> ScaledComplex {
    ScaledComplex(left.mantissa * right.mantissa, exponent: left.exponent + right.exponent)
  }

  /// The sum.
  public static func + (left: ScaledComplex, right: ScaledComplex) -> ScaledComplex {
    if left.mantissa == .zero { return right }
    if right.mantissa == .zero { return left }
    let (large, small) = left.exponent >= right.exponent ? (left, right) : (right, left)
    let shift = small.exponent - large.exponent
    // Beyond the last bit, and far from where a power of two is no number any more.
    guard shift >= -64 else { return large }
    let scale = Double(sign: .plus, exponent: shift, significand: 1)
    return ScaledComplex(
      Complex(
        large.mantissa.real + small.mantissa.real * scale, large.mantissa.imaginary + small.mantissa.imaginary * scale),
      exponent: large.exponent)
  }
}
