import ComplexModule

/// The map that a film's orbits follow, but for its constant c.
public enum FractalFormula: Hashable, Sendable {
  /// z ↦ zᵈ + c, d from 2 to 8.
  case power(degree: Int)
  /// z ↦ z̄² + c.
  case tricorn
  /// z ↦ (|Re z| + i|Im z|)² + c.
  case burningShip
  /// z ↦ |Re z²| + i·Im z² + c.
  case celtic
  /// z ↦ |Re z²| + i·|Im z²| + c.
  case buffalo
  /// zₙ₊₁ = zₙ² + c + p·zₙ₋₁ with z₋₁ = 0, p = `real` + i·`imaginary`.
  case phoenix(real: Double, imaginary: Double)

  /// z ↦ z² + c.
  public static let quadratic = FractalFormula.power(degree: 2)
  /// The degrees of powers.
  public static let degrees = 2...8

  /// The power of |z| with which orbits grow far out: a step multiplies their potential by it.
  public var degree: Int {
    if case .power(let degree) = self { degree } else { 2 }
  }
}

// Facts about the map z ↦ f(z) that proofs and shortcuts use; each holds for the steps as they are computed, to the last bit.
extension FractalFormula {
  /// Whether the next point depends on the present one alone.
  public var hasNoMemory: Bool {
    if case .phoenix = self { false } else { true }
  }

  /// Whether f(−z) = f(z): then opposite points have equal values.
  public var isEven: Bool {
    switch self {
    case .power(let degree): degree.isMultiple(of: 2)
    case .tricorn, .burningShip, .celtic, .buffalo: true
    case .phoenix: false
    }
  }

  /// Whether f(z̄) = f(z), with one and the same c.
  public var foldsAcrossRealAxis: Bool {
    switch self {
    case .burningShip, .buffalo: true
    case .power, .tricorn, .celtic, .phoenix: false
    }
  }

  /// The formula with which, and with c̄, z̄ goes to the conjugate of the image of z, for those that do not fold across the real axis.
  public var conjugate: FractalFormula {
    if case .phoenix(let real, let imaginary) = self { .phoenix(real: real, imaginary: -imaginary) } else { self }
  }

  /// Whether at most one cycle attracts, and the orbit of 0 if there is one (J. Milnor, "Dynamics in One Complex Variable", §8; two steps
  /// of the tricorn are a polynomial whose critical orbits are one another's).
  public var hasOneCriticalOrbit: Bool {
    switch self {
    case .power, .tricorn: true
    case .burningShip, .celtic, .buffalo, .phoenix: false
    }
  }

  /// Whether f is holomorphic: its derivative is one number.
  public var isHolomorphic: Bool {
    switch self {
    case .power, .phoenix: true
    case .tricorn, .burningShip, .celtic, .buffalo: false
    }
  }

  /// A number for each formula, and those that belong to it; none for z ↦ z² + c.
  var numbers: [Double] {
    switch self {
    case .power(let degree): degree == 2 ? [] : [1, Double(degree)]
    case .tricorn: [2]
    case .burningShip: [3]
    case .celtic: [4]
    case .buffalo: [5]
    case .phoenix(let real, let imaginary): [6, real, imaginary]
    }
  }
}
