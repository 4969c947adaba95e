import ComplexModule
import RealModule

/// A view too deep for double precision: with all the digits that it takes.
public struct DeepView: Hashable, Sendable {
  /// The point in the middle of the frame.
  public let center: FixedPointComplex
  /// Horizontal extent of the frame in plane units, positive.
  public let width: ScaledDouble
  /// c, with as many digits as the centre.
  public let constant: FixedPointComplex
  /// d of zᵈ + c, which orbits follow.
  public let degree: Int

  /// The width, in plane units, below which a view is taken as deep: above it doubles are more than exact enough, and the steps that are
  /// saved are few.
  public static let largestWidth = ScaledDouble(1e-9)

  /// The width from which on doubles are exact enough for frames of `size`: neighbouring pixels are some 45 units of a double's last place
  /// apart, for points of a magnitude of 1 to 2.
  public static func leastPlainWidth(size: FrameSize) -> Double { 1e-14 * Double(size.width) }

  /// The view of `width` round `center` with the constant `constant`, both with at least `fractionLimbs(width:degree:)` limbs; more are
  /// cut off.
  public init(center: FixedPointComplex, width: ScaledDouble, constant: FixedPointComplex, degree: Int = 2) {
    let limbs = Self.fractionLimbs(width: width, degree: degree)
    self.degree = degree
    self.center = center.with(fractionLimbs: limbs)
    self.constant = constant.with(fractionLimbs: limbs)
    self.width = width
  }

  /// Limbs behind the binary point that a view of `width` needs: one more than its radius, since frames may be as high as they like, and
  /// `degree` times as many for those whose orbits come near 0, where a view shrinks to that power of itself.
  public static func fractionLimbs(width: ScaledDouble, degree: Int = 2) -> Int {
    degree * usualFractionLimbs(width: width)
  }

  /// Limbs that are enough for a view of `width` whose orbits do not come near 0.
  public static func usualFractionLimbs(width: ScaledDouble) -> Int { OrbitPrefix.fractionLimbs(radius: width) + 1 }

  /// The steps that the orbits of a frame of `size` make together, at most `mostSteps` and no further than to a spread of `mostSpread`.
  public func prefix(size: FrameSize, mostSteps: Int, mostSpread: Double) -> OrbitPrefix {
    let radius = width * ScaledDouble(1 / Self.extent(ofWidthIn: size))
    func prefix(_ limbs: Int) -> OrbitPrefix {
      OrbitPrefix(
        center: center.with(fractionLimbs: limbs), radius: radius, constant: constant.with(fractionLimbs: limbs),
        degree: degree, mostSteps: mostSteps, mostSpread: mostSpread)
    }
    let usual = prefix(Self.usualFractionLimbs(width: width))
    return usual.isExact ? usual : prefix(center.real.fractionLimbs)
  }

  /// How far a frame of `size` extends to the right in the plane of u, in which its farthest points have |u| = 1.
  public static func extent(ofWidthIn size: FrameSize) -> Double {
    let (width, height) = (Double(size.width), Double(size.height))
    return 2 * width / (width * width + height * height).squareRoot()
  }

  /// All that it says as numbers but for the degree, which is the formula's, for comparisons and keys: the bits of limbs in halves, each of which a double holds.
  var numbers: [Double] {
    let parts = [center.real, center.imaginary, constant.real, constant.imaginary]
    var numbers = [width.mantissa, Double(width.exponent)]
    for part in parts {
      numbers.append(part.isNegative ? 1 : 0)
      for limb in part.limbs {
        numbers.append(Double(limb >> 32))
        numbers.append(Double(limb & 0xFFFF_FFFF))
      }
    }
    return numbers
  }
}
