import FractalMath
import RealModule

/// A length in the plane, which may be too small for doubles, as it is written.
public struct PlaneLength: Hashable, Sendable {
  /// The length: a double where one holds it with all its bits.
  public let scaled: ScaledDouble
  /// The length as written: with the digits of a double where that is what it is.
  let written: DecimalNumber

  /// Below it a length is kept with its own digits and exponent.
  static let smallestDouble = 1e-300

  /// The length that `number`, which is not negative, says.
  init(_ number: DecimalNumber) {
    let approximation = number.approximation
    if approximation >= Self.smallestDouble {
      self.init(approximation)
    } else {
      self.init(scaled: number.scaled, written: number)
    }
  }

  /// The length `value`, finite and not negative.
  public init(_ value: Double) { self.init(scaled: ScaledDouble(value), written: DecimalNumber(value)) }

  private init(scaled: ScaledDouble, written: DecimalNumber) { (self.scaled, self.written) = (scaled, written) }

  /// Whether the length is a double's value.
  var isDouble: Bool { scaled >= ScaledDouble(Self.smallestDouble) }

  /// The length in double precision; 0 where it is too small for that.
  public var approximation: Double { scaled.value }

  /// A length as people read it: with all the digits of a double, or with eleven.
  static func text(_ length: ScaledDouble) -> String {
    guard length < ScaledDouble(smallestDouble), length.mantissa > 0 else { return JSONNumber.text(length.value) }
    let logarithm = length.log2 * Double.log10(2)
    var exponent = Int(logarithm.rounded(.down))
    var digits = (Double.exp10(logarithm - Double(exponent)) * 1e10).rounded() / 1e10
    if digits >= 10 { (digits, exponent) = (1, exponent + 1) }
    return "\(JSONNumber.text(digits))e\(exponent)"
  }
}

extension PlaneLength: ExpressibleByFloatLiteral {
  /// The length of a literal.
  public init(floatLiteral value: Double) { self.init(value) }
}
