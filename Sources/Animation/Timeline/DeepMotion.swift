import ComplexModule
import FractalMath
import RealModule

/// What deep views of a film share: the digits of its centre, which is written or a followed point, and of c.
struct DeepMotion: Sendable {
  private enum Center: Sendable {
    case constant(FixedPointComplex)
    case curve(DeepCurve)
    /// A solution of the equation, near where the camera is.
    case solution(PeriodicEquation)
  }

  /// No view of the film is narrower.
  let narrowestWidth: ScaledDouble
  private let center: Center
  /// d of zᵈ + c.
  private let degree: Int
  /// c with all its digits, if it is fixed too.
  private let constant: FixedPointComplex?
  /// c with all its digits, if they are more than doubles hold in keyframes.
  private let constants: DeepCurve?

  /// The digits of `preset`, whose camera follows as `following` says; `nil` if no view is deep.
  init?(_ preset: Preset, following: FollowingCamera?) {
    guard preset.camera.zoom == nil, preset.camera.fit == nil else { return nil }
    let written = WidthCurve(preset.camera.width, period: preset.period).extent.lowerBound
    let narrowest = following?.narrowestWidth(ofWritten: written) ?? written
    guard narrowest < DeepView.largestWidth else { return nil }
    narrowestWidth = narrowest
    degree = preset.fractal.degree
    let limbs = DeepView.fractionLimbs(width: narrowest, degree: degree)
    func curve(_ track: PointTrack, _ follower: PointFollower?) -> DeepCurve {
      DeepCurve(track, following: follower, period: preset.period, fractionLimbs: limbs)
    }
    switch preset.juliaConstant {
    case .track(.constant(let c)):
      (constant, constants) = (c.fixedPoint(fractionLimbs: limbs), nil)
    case .track(let track):
      (constant, constants) = (nil, track.isWrittenInDoubles ? nil : curve(track, nil))
    case .shifted(.track(let track), let follower):
      (constant, constants) = (nil, track.isWrittenInDoubles ? nil : curve(track, follower))
    default:
      (constant, constants) = (nil, nil)
    }
    if let continuation = following?.route.continuation {
      let fixed = constant.flatMap { continuation.equation.refined(continuation.start.point, constant: $0) }
      center = fixed.map { .constant($0) } ?? .solution(continuation.equation)
    } else if case .constant(let point) = preset.camera.center.base, preset.camera.center.follower == nil {
      center = .constant(point.fixedPoint(fractionLimbs: limbs))
    } else {
      center = .curve(curve(preset.camera.center.base, preset.camera.center.follower))
    }
  }

  /// c with all its digits, if they are more than doubles hold and c moves.
  ///
  /// - Parameter seconds: of c's path.
  func constant(at seconds: Double) -> FixedPointComplex? { constants?.value(at: seconds) }

  /// The centre with all its digits, if it moves.
  func center(at seconds: Double) -> FixedPointComplex? {
    if case .curve(let curve) = center { curve.value(at: seconds) } else { nil }
  }

  /// What `camera` sees with c at `juliaConstant`; `nil` if doubles suffice.
  ///
  /// - Parameters:
  ///   - exactCenter: `center` of this moment.
  ///   - exactConstant: `constant` of this moment.
  /// - Complexity: some microseconds; for a followed point, if c moves, some hundred at a width of 10⁻³⁰⁰.
  func view(
    of camera: ScaledCamera, exactCenter: FixedPointComplex?, juliaConstant: Complex<Double>,
    exactConstant: FixedPointComplex?
  ) -> DeepView? {
    guard camera.width < DeepView.largestWidth else { return nil }
    let limbs = DeepView.fractionLimbs(width: camera.width, degree: degree)
    let c = constant ?? exactConstant ?? FixedPointComplex(juliaConstant, fractionLimbs: limbs)
    let point =
      switch center {
      case .constant(let point): point
      case .curve: exactCenter
      case .solution(let equation):
        equation.refined(
          camera.center, constant: c.with(fractionLimbs: DeepView.usualFractionLimbs(width: camera.width)))
      }
    // A point of few digits is a point as well, if it is near enough: those that are missing are zeros.
    let few = point ?? FixedPointComplex(camera.center, fractionLimbs: limbs)
    return DeepView(center: few, width: camera.width, constant: c, degree: degree)
  }
}

extension PointTrack {
  /// Whether doubles hold all the digits of all its points.
  fileprivate var isWrittenInDoubles: Bool {
    switch self {
    case .constant(let point): point.isDouble
    case .keyframes(let keyframes, _): keyframes.allSatisfy(\.value.isDouble)
    }
  }
}
