import ComplexModule
import FractalMath
import RealModule

/// A point that moves with all the digits of its keyframes, ready to be evaluated.
///
/// From one key A to the next, B, it is at A + w·(B − A). The keys and their difference are in fixed point. The weight w, which is 0 at A and 1
/// at B, is a complex number in double precision, since the curve through the keys has the same shape at every depth. So an error
/// of w moves the point by a part of the step that it is on, however small that is compared with the other steps.
struct DeepCurve: Sendable {
  private let knots: Knots<FixedPointComplex>
  private let weights: [DeepStep]
  private let shift: ShiftCurve?

  /// The curve of `track`, with what `follower` adds to it, with `fractionLimbs` limbs behind the binary point; with a period in seconds
  /// it is closed.
  init(_ track: PointTrack, following follower: PointFollower? = nil, period: Double?, fractionLimbs: Int) {
    shift = follower.map { ShiftCurve($0, period: period) }
    switch track {
    case .constant(let point):
      knots = Knots(moments: [0], values: [point.fixedPoint(fractionLimbs: fractionLimbs)], isClosed: false)
      weights = []
    case .keyframes(let keyframes, let method):
      let exact = keyframes.map {
        Keyframe(time: $0.time, value: $0.value.fixedPoint(fractionLimbs: fractionLimbs), easing: $0.easing)
      }
      let knots = Knots(exact, period: period)
      self.knots = knots
      weights = method == .linear ? knots.values.dropFirst().map { _ in DeepStep.straight } : knots.smoothSteps
    }
  }

  /// The point at `moment`; without a song, at a keyframe exactly the keyframe's. What a song adds is a double, and added with all its digits.
  func value(at moment: Double) -> FixedPointComplex {
    let base = base(at: moment)
    return shift.map { base + FixedPointComplex($0.value(at: moment), fractionLimbs: base.real.fractionLimbs) } ?? base
  }

  private func base(at moment: Double) -> FixedPointComplex {
    let place = knots.place(of: moment)
    let start = knots.values[place.knot]
    if place.elapsed == 0 { return start }
    let fraction = place.elapsed / knots.span(after: place.knot)
    let weight = weights[place.knot].weight(at: fraction, easing: knots.easing(after: place.knot))
    let factor = FixedPointComplex(weight, fractionLimbs: start.real.fractionLimbs)
    return start + (knots.values[place.knot + 1] - start) * factor
  }
}

extension PlanePoint {
  /// The point with `fractionLimbs` limbs behind the binary point; both parts are below 10¹⁸.
  func fixedPoint(fractionLimbs: Int) -> FixedPointComplex {
    guard let point = FixedPointComplex(real: real, imaginary: imaginary, fractionLimbs: fractionLimbs) else {
      preconditionFailure("\(approximation) is out of reach")
    }
    return point
  }
}

/// The way from one key to the next, in units of this step.
struct DeepStep: Sendable {
  /// The tangents at both ends.
  let tangents: (leaving: Complex<Double>, arriving: Complex<Double>)
  /// How fast the way's parameter grows at both ends, in units of its mean.
  let pace: (leaving: Double, arriving: Double)
  private let length: ArcLength?

  /// A straight line at a steady pace.
  static let straight = DeepStep(tangents: (.one, .one), pace: (1, 1))

  init(tangents: (leaving: Complex<Double>, arriving: Complex<Double>), pace: (leaving: Double, arriving: Double)) {
    self.tangents = tangents
    self.pace = pace
    let isStraight = tangents == (.one, .one)
    length =
      isStraight ? nil : ArcLength(from: 0, to: 1) { Self.point(CubicHermite.slope, at: $0, tangents: tangents).length }
  }

  /// The weight of the next key after `fraction` of the time, paced by `easing` if there is one.
  func weight(at fraction: Double, easing: Easing?) -> Complex<Double> {
    let parameter: Double
    if let easing {
      let progress = easing.progress(at: fraction)
      parameter = length?.parameter(atFraction: progress) ?? progress
    } else {
      parameter = CubicHermite.value(from: (0, pace.leaving), to: (1, pace.arriving), span: 1, elapsed: fraction)
    }
    return Self.point(CubicHermite.value, at: parameter, tangents: tangents)
  }

  private static func point(
    _ cubic: (_ from: CubicHermite.End, _ to: CubicHermite.End, _ span: Double, _ elapsed: Double) -> Double,
    at parameter: Double, tangents: (leaving: Complex<Double>, arriving: Complex<Double>)
  ) -> Complex<Double> {
    Complex(
      cubic((0, tangents.leaving.real), (1, tangents.arriving.real), 1, parameter),
      cubic((0, tangents.leaving.imaginary), (0, tangents.arriving.imaginary), 1, parameter))
  }
}
