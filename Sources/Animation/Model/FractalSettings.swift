import ComplexModule
import FractalMath

/// The map that orbits follow, and when they end.
public struct FractalSettings: Hashable, Sendable {
  /// When an orbit counts as escaped, and when it is given up.
  public internal(set) var limits = EscapeLimits()
  /// The formula.
  public internal(set) var formula = FormulaName.power
  /// The degree of a power, 2…8.
  public internal(set) var degree = 2
  /// How p moves, with the phoenix; |p| stays at most `largestParameter`.
  public internal(set) var parameter = PointTrack.constant(PlanePoint(Complex(-0.5, 0)))

  /// The largest |p|: with |c| ≤ 4 every orbit that has left the disc of the smallest escape radius, 4, goes on outwards.
  public static let largestParameter = 2.0

  /// The map, with p of a phoenix at `parameter`.
  func map(parameter: Complex<Double>) -> FractalFormula {
    formula.map(degree: degree, parameter: parameter)
  }

  /// Whether the map is z ↦ z² + c.
  var isQuadratic: Bool { formula == .power && degree == 2 }

  /// The degree of a power; `nil` for other formulas.
  var power: Int? { formula == .power ? degree : nil }
}

/// The names of formulas.
public enum FormulaName: String, CaseIterable, Hashable, Sendable {
  /// z ↦ zᵈ + c.
  case power
  /// z ↦ z̄² + c.
  case tricorn
  /// z ↦ (|Re z| + i|Im z|)² + c.
  case burningShip = "burning-ship"
  /// z ↦ |Re z²| + i·Im z² + c.
  case celtic
  /// z ↦ |Re z²| + i·|Im z²| + c.
  case buffalo
  /// zₙ₊₁ = zₙ² + c + p·zₙ₋₁.
  case phoenix

  /// The formula of this name, with the degree of a power and p of a phoenix.
  package func map(degree: Int, parameter: Complex<Double>) -> FractalFormula {
    switch self {
    case .power: .power(degree: degree)
    case .tricorn: .tricorn
    case .burningShip: .burningShip
    case .celtic: .celtic
    case .buffalo: .buffalo
    case .phoenix: .phoenix(real: parameter.real, imaginary: parameter.imaginary)
    }
  }
}

// Keys of `fractal` that are left out where they say nothing, so that a preset of z² + c reads as ever.
extension FractalSettings {
  var formulaIfOther: FormulaName? {
    get { formula == .power ? nil : formula }
    set { if let newValue { formula = newValue } }
  }

  var degreeIfOther: Int? {
    get { formula != .power || degree == 2 ? nil : degree }
    set { if let newValue { degree = newValue } }
  }

  var parameterOfPhoenix: PointTrack? {
    get { formula == .phoenix ? parameter : nil }
    set { if let newValue { parameter = newValue } }
  }
}
