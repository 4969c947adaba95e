import ComplexModule
import RealModule

/// What a song adds to a point over the time of a film, ready to be evaluated.
struct ShiftCurve: Sendable {
  private let real: FollowerCurve
  private let imaginary: FollowerCurve

  /// The curve of `follower`; with a period in seconds it is closed.
  init(_ follower: PointFollower, period: Double?) {
    let parts = follower.parts
    real = FollowerCurve(parts.real, period: period, seam: 0)
    imaginary = FollowerCurve(parts.imaginary, period: period, seam: 0)
  }

  /// What is added at `moment`.
  func value(at moment: Double) -> Complex<Double> {
    Complex(real.value(at: moment), imaginary.value(at: moment))
  }

  /// A bound that the modulus of what is added does not exceed while the film lasts.
  var modulusBound: Double {
    func largest(_ extent: ClosedRange<Double>) -> Double { max(abs(extent.lowerBound), abs(extent.upperBound)) }
    return Complex(largest(real.extent), largest(imaginary.extent)).length
  }
}
