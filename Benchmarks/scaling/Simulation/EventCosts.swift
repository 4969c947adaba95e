/// What the scheduling itself costs, in nanoseconds.
///
/// The defaults of `item` and `wake` were measured with two threads (`../micro`: 1024 empty items took 146 µs, one item with two
/// wake-ups 46 µs); the others are estimates. With several sockets, waking, stealing and claiming cost more.
public struct EventCosts: Hashable, Sendable {
  /// A worker's bookkeeping for one item: its share of pushes and pops, two readings of the clock, the count-down.
  public var item = 150
  /// One look into another worker's deque, or into the injector.
  public var probe = 20
  /// Taking a range from another worker's deque, whose lines are in the other's cache.
  public var steal = 200
  /// From the signal until the sleeper runs; it is asleep on a processor that may be asleep as well.
  public var wake = 20_000
  /// What the one who wakes another pays for the signal.
  public var signal = 2_000
  /// The coordinator's work for one frame: plan, picture, submission.
  public var submission = 50_000
  /// Claiming the next chunk of a loop from the counter that its threads share; claims wait for each other.
  public var claim = 50
  /// Starting the threads of a parallel loop, and again waiting for all at its end.
  public var barrier = 5_000

  /// The defaults.
  public init() {}

  /// Scheduling for nothing, for tests and bounds.
  public static var free: EventCosts {
    var costs = EventCosts()
    costs.item = 0
    costs.probe = 0
    costs.steal = 0
    costs.wake = 0
    costs.signal = 0
    costs.submission = 0
    costs.claim = 0
    costs.barrier = 0
    return costs
  }
}
