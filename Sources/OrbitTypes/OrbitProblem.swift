import FractalMath

/// The orbit loops' input for one frame, in plain numbers.
///
/// The pixel in column i and row j starts at centre + ((i + ½ − W/2) + (H/2 − j − ½)·√−1)·columnStep, except in deep
/// views (`SharedPrefix`).
public struct OrbitProblem: Sendable {
  /// The map, but for its constant.
  public var formula: FractalFormula
  /// The constant c of the map; |c| at most 4, and |p| at most 2 for the phoenix.
  public var juliaConstant: (real: Double, imaginary: Double)
  /// Columns of the frame.
  public var width: Int
  /// Rows of the frame.
  public var height: Int
  /// The point in the middle of the frame.
  public var center: (real: Double, imaginary: Double)
  /// The step of one column to the right; one row up adds √−1 times that.
  public var columnStep: (real: Double, imaginary: Double)
  /// |z| beyond which an orbit counts as escaped: 4…1 000 000, hence at least max(2, |c|).
  public var escapeRadius: Double
  /// Steps after which an orbit that has not escaped counts as bounded.
  public var maximumIterations: Int
  /// Discs that no orbit leaves: one that enters is known to stay bounded. Empty if none is known.
  public var traps: [TrapDisc] = []
  /// Whether orbits are given up that return to an earlier point, to the last bit: worth it for long orbits that settle
  /// where no trap is known.
  public var findsCycles = false
  /// What is computed from each orbit.
  public var channels = FieldChannels()
  /// The attracting cycle, if one is known and the interior's number needs it.
  public var attractor: AttractingPoint?
  /// The steps shared by all orbits, if the view is deep.
  public var prefix: SharedPrefix?

  /// The given problem.
  public init(
    formula: FractalFormula = .quadratic, juliaConstant: (real: Double, imaginary: Double), width: Int, height: Int,
    center: (real: Double, imaginary: Double), columnStep: (real: Double, imaginary: Double),
    escapeRadius: Double, maximumIterations: Int
  ) {
    precondition((4...1_000_000).contains(escapeRadius), "escape radius \(escapeRadius) is outside 4…1000000")
    self.formula = formula
    self.juliaConstant = juliaConstant
    self.width = width
    self.height = height
    self.center = center
    self.columnStep = columnStep
    self.escapeRadius = escapeRadius
    self.maximumIterations = maximumIterations
  }
}

/// The work of the orbit loops.
public struct OrbitTally: Hashable, Sendable {
  /// Computed steps, including those of an orbit between its escape and its removal.
  public var iterations = 0
  /// Pixels whose orbit was given up because it entered a trap.
  public var trappedPixels = 0
  /// Pixels whose orbit was given up because it returned to an earlier point.
  public var cyclingPixels = 0

  /// All counts zero.
  public init() {}

  /// Adds the counts of another loop.
  public static func += (sum: inout OrbitTally, other: OrbitTally) {
    sum.iterations += other.iterations
    sum.trappedPixels += other.trappedPixels
    sum.cyclingPixels += other.cyclingPixels
  }
}

/// A disc round a point of an attracting cycle that orbits enter and never leave.
public struct TrapDisc: BitwiseCopyable, Hashable, Sendable {
  /// Real part of the middle.
  public var real: Double
  /// Imaginary part of the middle.
  public var imaginary: Double
  /// Radius, positive.
  public var radius: Double

  /// The given disc.
  public init(real: Double, imaginary: Double, radius: Double) {
    self.real = real
    self.imaginary = imaginary
    self.radius = radius
  }
}

/// A point w of a frame's attracting cycle, which identifies orbits that end in the cycle.
public struct AttractingPoint: Hashable, Sendable {
  /// Distance from the cycle at which an orbit has converged.
  public static let tolerance = 0x1p-20

  /// Re w. Of the cycle's points, w is the one nearest to 0.
  public var real: Double
  /// Im w.
  public var imaginary: Double
  /// Points of the cycle, p.
  public var period: Int
  /// |λ| of fᵖ(w + δ) ≈ w + λδ + κδ²; below 1.
  public var multiplierMagnitude: Double
  /// |κ| in the same formula.
  public var curvatureMagnitude: Double
  /// Radius of a disc round w such that every orbit in it ends in the cycle, positive.
  public var radius: Double

  /// The given point.
  public init(
    real: Double, imaginary: Double, period: Int, multiplierMagnitude: Double, curvatureMagnitude: Double,
    radius: Double
  ) {
    self.real = real
    self.imaginary = imaginary
    self.period = period
    self.multiplierMagnitude = multiplierMagnitude
    self.curvatureMagnitude = curvatureMagnitude
    self.radius = radius
  }
}
