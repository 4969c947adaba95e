/// Several paths, one after the other.
public struct FollowPath: Hashable, Sendable {
  /// The parts in their order, at least one.
  public internal(set) var parts: [Part] = []

  /// One of the paths and the way to the next.
  public struct Part: Hashable, Sendable {
    /// The path; no other sequence.
    public internal(set) var path: JuliaPath
    /// Seconds for the path. All parts together are stretched to the film.
    public internal(set) var durationSeconds = 1.0
    /// How the path is spread over its time; without overshoot.
    public internal(set) var easing: Easing?
    /// Seconds for a smooth crossing from the path's end to the start of the next; 0 where they are the same point.
    public internal(set) var joinSeconds = 0.0
  }
}
