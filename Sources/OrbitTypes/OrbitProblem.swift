import FractalMath

/// What the orbit loops need to know about one frame, in plain numbers.
///
/// The pixel in column i and row j starts at centre + ((i + ½ − W/2) + (H/2 − j − ½)·√−1)·columnStep, but for deep views (`SharedPrefix`).
public struct OrbitProblem: Sendable {
  /// The constant c of z ↦ z² + c; |c| at most 4.
  public var juliaConstant: (real: Double, imaginary: Double)
  /// Columns of the frame.
  public var width: Int
  /// Rows of the frame.
  public var height: Int
  /// The point in the middle of the frame.
  public var center: (real: Double, imaginary: Double)
  /// What one column to the right adds; one row up adds √−1 times that.
  public var columnStep: (real: Double, imaginary: Double)
  /// |z| beyond which an orbit counts as escaped: 4…1 000 000, hence at least max(2, |c|).
  public var escapeRadius: Double
  /// Steps after which an orbit that has not escaped is taken to stay bounded.
  public var maximumIterations: Int
  /// Discs that no orbit leaves: one that enters is known to stay bounded. Empty where none is known.
  public var traps: [TrapDisc] = []
  /// Whether orbits are given up that come back to a point where they were, to the last bit: worth it for long orbits that
  /// settle where no trap is known.
  public var findsCycles = false
  /// What is computed of each orbit.
  public var channels = FieldChannels()
  /// The attracting cycle, where one is known and the interior's number asks for it.
  public var attractor: AttractingPoint?
  /// The steps that all orbits make together, where the view is deep.
  public var prefix: SharedPrefix?

  /// The given problem.
  public init(
    juliaConstant: (real: Double, imaginary: Double), width: Int, height: Int,
    center: (real: Double, imaginary: Double), columnStep: (real: Double, imaginary: Double),
    escapeRadius: Double, maximumIterations: Int
  ) {
    precondition((4...1_000_000).contains(escapeRadius), "escape radius \(escapeRadius) is outside 4…1000000")
    self.juliaConstant = juliaConstant
    self.width = width
    self.height = height
    self.center = center
    self.columnStep = columnStep
    self.escapeRadius = escapeRadius
    self.maximumIterations = maximumIterations
  }
}
