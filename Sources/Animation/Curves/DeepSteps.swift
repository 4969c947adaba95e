import ComplexModule
import FractalMath
import RealModule

extension Knots<FixedPointComplex> {
  /// The smooth curve through the points that `SplineRoute` takes in double precision, each step in units of itself.
  ///
  /// Steps to the same point have no direction, and the curve's shape does not depend on them; its pace does.
  var smoothSteps: [DeepStep] {
    let ways = zip(values, values.dropFirst()).map { ($1 - $0).scaled }
    let paces = LocalPaces(ways, spans: ways.indices.map(span(after:)), isClosed: isClosed).paces
    let moving = ways.indices.filter { ways[$0] != .zero }
    var steps = ways.indices.map { _ in DeepStep.straight }
    for (place, index) in moving.enumerated() {
      func way(_ offset: Int) -> ScaledComplex? {
        let other = place + offset
        if moving.indices.contains(other) { return ways[moving[other]] }
        return isClosed ? ways[moving[(other + moving.count) % moving.count]] : nil
      }
      steps[index] = DeepStep(
        tangents: (Self.tangent(of: ways[index], beside: way(-1)), Self.tangent(of: ways[index], beside: way(1))),
        pace: paces[index])
    }
    return steps
  }

  /// The tangent where `step` meets `neighbour`, in units of `step`; without a neighbour that of a straight line.
  ///
  /// With parameters that grow by h = √length a step, Catmull and Rom's tangent is (h·d′/h′ + h′·d/h) / (h + h′) for steps d and d′: in units
  /// of d and of its parameter, h′/(h + h′) times the sum of both directions.
  private static func tangent(of step: ScaledComplex, beside neighbour: ScaledComplex?) -> Complex<Double> {
    guard let neighbour else { return .one }
    let share = 1 / (1 + (step.magnitude / neighbour.magnitude).value.squareRoot())
    let turn = neighbour.mantissa / step.mantissa
    return (Complex.one + turn.multiplied(by: 1 / turn.length)).multiplied(by: share)
  }
}

/// The pace of a point along its steps, each in units of the step's own mean: that of `MonotoneCubic`, whose slopes doubles could not hold
/// where steps differ by hundreds of powers of ten.
private struct LocalPaces {
  private(set) var paces: [(leaving: Double, arriving: Double)]
  private let ways: [ScaledComplex]
  private let spans: [Double]

  /// A ratio of paces beyond these is as good as none.
  private static let ratios = 1e-100...1e100

  init(_ ways: [ScaledComplex], spans: [Double], isClosed: Bool) {
    self.ways = ways
    self.spans = spans
    paces = ways.map { _ in (0, 0) }
    let count = ways.count
    for step in ways.indices where ways[step] != .zero {
      let (before, after) = (step > 0 ? step - 1 : count - 1, step + 1 < count ? step + 1 : 0)
      paces[step] = (
        isClosed || step > 0 ? inner(step, before) : outer(step, after),
        isClosed || step + 1 < count ? inner(step, after) : outer(step, before)
      )
    }
    for step in ways.indices { limit(step) }
    if isClosed, count > 0 { join() }
  }

  /// The mean pace of `other`, in units of that of `step`.
  private func ratio(_ other: Int, to step: Int) -> Double {
    let ratio = (ways[other].magnitude / ways[step].magnitude).value.squareRoot() * (spans[step] / spans[other])
    return min(max(ratio, Self.ratios.lowerBound), Self.ratios.upperBound)
  }

  /// The pace where `step` meets `neighbour`, that of the parabola through the three knots.
  private func inner(_ step: Int, _ neighbour: Int) -> Double {
    guard ways[neighbour] != .zero else { return 0 }
    return CubicHermite.parabolicSlope(
      before: ratio(neighbour, to: step), after: 1, spanBefore: spans[neighbour], spanAfter: spans[step])
  }

  /// The pace at an end of an open curve, beyond which `step` has no neighbour.
  private func outer(_ step: Int, _ inner: Int) -> Double {
    guard ways.count > 1 else { return 1 }
    let other = ways[inner] == .zero ? 0 : ratio(inner, to: step)
    return max(0, 1 + (1 - other) * spans[step] / (spans[step] + spans[inner]))
  }

  private mutating func limit(_ step: Int) {
    let shortening = MonotoneCubic.shortening(ofRatios: paces[step])
    guard shortening < 1 else { return }
    paces[step] = (paces[step].leaving * shortening, paces[step].arriving * shortening)
    if step > 0 { paces[step - 1].arriving *= shortening }
    if step + 1 < paces.count { paces[step + 1].leaving *= shortening }
  }

  /// Both ends are the same knot.
  private mutating func join() {
    let last = paces.count - 1
    guard ways[0] != .zero, ways[last] != .zero else { return }
    let ratio = ratio(last, to: 0)
    if paces[0].leaving < paces[last].arriving * ratio {
      paces[last].arriving = paces[0].leaving / ratio
    } else {
      paces[0].leaving = paces[last].arriving * ratio
    }
  }
}
