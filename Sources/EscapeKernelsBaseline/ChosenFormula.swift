import CLanes
import FractalMath

/// Any formula but z ↦ z² + c, as plain numbers.
struct ChosenFormula: OrbitFormula {
  /// Which it is.
  enum Kind {
    case cubic, quartic, quintic, sextic, septic, octic, tricorn, burningShip, celtic, buffalo, phoenix
  }

  let kind: Kind
  /// The degree d with which orbits grow.
  let degree: Int
  /// Whether its derivative is one number.
  let isHolomorphic: Bool
  /// p of the phoenix.
  let parameter: (real: Double, imaginary: Double)
  let stepsPerBlock: Int
  let exitSquared: Double
  /// 1/log₂ d.
  private let stepsPerDoubling: Double

  /// Blocks are as long as end below 2¹⁰⁰⁴ from the exit radius for any |c| ≤ 4: for squares that of `Quadratic`, as all of them reach
  /// |z|² + |c| at most; for higher powers 4, from where |z|ᵈ − 4 ≥ 60.
  init(_ formula: FractalFormula) {
    (degree, isHolomorphic) = (formula.degree, formula.isHolomorphic)
    var parameter = (real: 0.0, imaginary: 0.0)
    switch formula {
    case .power(let degree):
      precondition((3...8).contains(degree), "degree \(degree) has a loop of its own, or none")
      kind = [.cubic, .quartic, .quintic, .sextic, .septic, .octic][degree - 3]
    case .tricorn: kind = .tricorn
    case .burningShip: kind = .burningShip
    case .celtic: kind = .celtic
    case .buffalo: kind = .buffalo
    case .phoenix(let real, let imaginary):
      kind = .phoenix
      parameter = (real, imaginary)
    }
    self.parameter = parameter
    let squares = Quadratic()
    (stepsPerBlock, exitSquared) =
      switch kind {
      case .cubic: (5, 16)  // 2 · 3⁵ = 486 doublings
      case .quartic: (4, 16)  // 2 · 4⁴ = 512
      case .quintic, .sextic, .septic: (3, 16)  // at most 2 · 7³ = 686
      case .octic: (2, 16)
      case .tricorn, .burningShip, .celtic, .buffalo, .phoenix: (squares.stepsPerBlock, squares.exitSquared)
      }
    stepsPerDoubling = 1 / Double(lanes_log2(Lanes(repeating: Double(degree)))[0])
  }

  static var settlesAtOnce: Bool { @inline(__always) get { true } }
  var start: ComplexLanes { ComplexLanes() }

  @inline(__always)
  func step(_ z: inout ComplexLanes, _ c: ComplexLanes, _ memory: inout ComplexLanes) {
    switch kind {
    case .cubic: Cubic.step(&z, c)
    case .quartic: Quartic.step(&z, c)
    case .quintic: Quintic.step(&z, c)
    case .sextic: Sextic.step(&z, c)
    case .septic: Septic.step(&z, c)
    case .octic: Octic.step(&z, c)
    case .tricorn: Tricorn.step(&z, c)
    case .burningShip: BurningShip.step(&z, c)
    case .celtic: Celtic.step(&z, c)
    case .buffalo: Buffalo.step(&z, c)
    case .phoenix:
      Phoenix.step(&z, c, &memory, ComplexLanes(repeating: parameter))
    }
  }

  @inline(__always)
  func restarted(_ memory: ComplexLanes, mask: UInt32) -> ComplexLanes { memory.replacing(mask, by: start) }

  @inline(__always)
  func replacing(_ memory: ComplexLanes, by other: ComplexLanes, mask: UInt32) -> ComplexLanes {
    memory.replacing(mask, by: other)
  }

  /// The formulas without a memory; the phoenix has another loop.
  @inline(__always)
  func advance(_ bundle: OrbitBundle, from source: OrbitSource, steps: Int, _ c: (real: Double, imaginary: Double)) {
    switch kind {
    case .cubic: bundle.advance(Cubic.self, from: source, steps: steps, c)
    case .quartic: bundle.advance(Quartic.self, from: source, steps: steps, c)
    case .quintic: bundle.advance(Quintic.self, from: source, steps: steps, c)
    case .sextic: bundle.advance(Sextic.self, from: source, steps: steps, c)
    case .septic: bundle.advance(Septic.self, from: source, steps: steps, c)
    case .octic: bundle.advance(Octic.self, from: source, steps: steps, c)
    case .tricorn: bundle.advance(Tricorn.self, from: source, steps: steps, c)
    case .burningShip: bundle.advance(BurningShip.self, from: source, steps: steps, c)
    case .celtic: bundle.advance(Celtic.self, from: source, steps: steps, c)
    case .buffalo: bundle.advance(Buffalo.self, from: source, steps: steps, c)
    case .phoenix: preconditionFailure("the phoenix has a memory, which these orbits do not")
    }
  }

  /// log_d log₂|z|², since a step multiplies the potential by d.
  @inline(__always)
  func stepsToReach(_ squared: Lanes) -> Lanes {
    lanes_log2(lanes_log2(squared)) * Lanes(repeating: stepsPerDoubling)
  }

  @inline(__always)
  func countOffset(_ radiusSquared: Lanes) -> Float {
    1 + Float(stepsPerDoubling) * float_lanes_log2(float_lanes_log2_scaled(radiusSquared, radiusSquared))[0]
  }

  @inline(__always)
  func smoothCounts(_ low: Lanes, _ high: Lanes, iteration: FloatLanes, offset: Float) -> FloatLanes {
    float_lanes_smooth_counts_to_base(low, high, iteration, offset, Float(stepsPerDoubling))
  }
}
