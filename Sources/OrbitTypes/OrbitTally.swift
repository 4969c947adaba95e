/// What the orbit loops did.
public struct OrbitTally: Hashable, Sendable {
  /// Steps that were computed, those that an orbit made after its escape before it was taken out included.
  public var iterations = 0
  /// Pixels whose orbit was given up because it entered a trap.
  public var trappedPixels = 0
  /// Pixels whose orbit was given up because it came back to a point where it had been.
  public var cyclingPixels = 0

  /// Nothing yet.
  public init() {}

  /// Adds what another loop did.
  public static func += (sum: inout OrbitTally, other: OrbitTally) {
    sum.iterations += other.iterations
    sum.trappedPixels += other.trappedPixels
    sum.cyclingPixels += other.cyclingPixels
  }
}
