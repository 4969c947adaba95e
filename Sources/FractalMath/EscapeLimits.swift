/// When an orbit counts as escaped, and when it is given up.
public struct EscapeLimits: Hashable, Sendable {
  /// Steps after which an orbit that has not escaped is taken to stay bounded, at least 1.
  public var maximumIterations: Int
  /// |z| beyond which an orbit counts as escaped; at least max(2, |c|), larger values smooth the count.
  public var escapeRadius: Double

  /// The given limits.
  public init(maximumIterations: Int = 500, escapeRadius: Double = 256) {
    self.maximumIterations = maximumIterations
    self.escapeRadius = escapeRadius
  }
}
