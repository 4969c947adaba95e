import ComplexModule
import FractalMath
import OrbitTypes
import RealModule

extension OrbitProblem {
  /// The extent at which the shared steps end where each point of an orbit is looked at: what is gathered of them is taken from the middle's
  /// orbit for all pixels, and is wrong by no more than this.
  private static let spreadOfGathered = 1e-9

  /// Has the frame's orbits begin where the steps lead that all of them make together, for a view too deep for double precision.
  mutating func deepen(_ view: DeepView, camera: Camera, size: FrameSize) {
    precondition(formula == .power(degree: view.degree), "a view of degree \(view.degree) for another formula")
    let gathers = channels.gathersAlongOrbits
    // An orbit makes at least one step by itself, as everywhere.
    let shared = view.prefix(
      size: size, mostSteps: max(maximumIterations - 1, 0),
      mostSpread: gathers ? Self.spreadOfGathered : OrbitPrefix.largestSpread)
    let step = Complex<Double>.unit(turns: camera.rotationDegrees / 360)
      .multiplied(by: DeepView.extent(ofWidthIn: size) / Double(size.width))
    columnStep = (step.real, step.imaginary)
    prefix = SharedPrefix(
      steps: shared.steps, center: (shared.center.real, shared.center.imaginary),
      coefficients: shared.coefficients.flatMap { [$0.real, $0.imaginary] },
      gathered: gathered(along: shared.orbit),
      leastSquared: shared.orbit.reduce(.greatestFiniteMagnitude) { min($0, $1.lengthSquared) })
  }

  /// What the exterior's measure gathers along the points of an orbit, its first step on: the plain twins of the kernels' measures.
  private func gathered(along orbit: [Complex<Double>]) -> (Double, Double) {
    switch channels.exterior {
    case .smoothCount, .distance, .angle:
      return (0, 0)
    case .stripe(let strands):
      let terms = orbit.map { 0.5 + 0.5 * Double.sin(Double(strands) * $0.phase) }
      return (terms.reduce(0, +), terms.last ?? 0)
    case .triangleInequality:
      let c = Complex(juliaConstant.real, juliaConstant.imaginary)
      let terms = orbit.map { point in
        let square = (point - c).length
        let (lower, span) = (abs(square - c.length), 2 * min(square, c.length))
        return span == 0 ? 0 : min(max((point.length - lower) / span, 0), 1)
      }
      return (terms.reduce(0, +), terms.last ?? 0)
    case .trap(let trap):
      let least = orbit.map(trap.distance).reduce(.greatestFiniteMagnitude, min)
      // The kernels keep the square of all distances but that to a circle.
      return (trap.shape != .circle && least < 1e150 ? least * least : least, 0)
    }
  }
}

extension FieldChannels {
  /// Whether a number depends on all points of an orbit, not on where it ends alone.
  fileprivate var gathersAlongOrbits: Bool {
    switch exterior {
    case .smoothCount, .distance, .angle: interior == .nearest
    case .stripe, .triangleInequality, .trap: true
    }
  }
}

extension OrbitTrap {
  /// The distance of `point` to the figure.
  fileprivate func distance(_ point: Complex<Double>) -> Double {
    let offset = point - Complex(real, imaginary)
    let unit = direction
    let across = unit.real * offset.imaginary - unit.imaginary * offset.real
    let along = unit.real * offset.real + unit.imaginary * offset.imaginary
    func toLine(_ across: Double, _ along: Double) -> Double {
      Complex(across, max(abs(along) - Self.reach, 0)).length
    }
    return switch shape {
    case .point: offset.length
    case .circle: abs(offset.length - radius)
    case .line: toLine(across, along - nearest.along)
    case .cross: min(toLine(across, along - nearest.along), toLine(along, across - nearest.across))
    }
  }
}
