/// What a simulated film took.
public struct Outcome: Hashable, Sendable {
  /// What one worker did.
  public struct Worker: Hashable, Sendable {
    /// Nanoseconds in tiles and in encoders; scheduling is not counted.
    public internal(set) var busy = 0
    /// When its last work ended.
    public internal(set) var end = 0

    /// Works for `cost` from `start` on; returns when that ends.
    mutating func work(from start: Int, for cost: Int) -> Int {
      busy += cost
      end = start + cost
      return end
    }
  }

  /// The workers, or processors.
  public internal(set) var workers: [Worker]
  /// When the last frame was finished, in nanoseconds from the start.
  public internal(set) var makespan = 0
  /// Tiles that were rendered.
  public internal(set) var renderedTiles = 0
  /// Frames that were encoded, or discarded.
  public internal(set) var finishedFrames = 0
  /// The most pictures that were alive at once: being rendered, waiting for the encoder, or being encoded.
  public internal(set) var peakPictures = 0
  /// The most encoders that were open at once.
  public internal(set) var peakEncoders = 0
  /// Ranges that were stolen.
  public internal(set) var steals = 0
  /// Times a worker fell asleep.
  public internal(set) var parks = 0

  init(workerCount: Int) {
    workers = Array(repeating: Worker(), count: workerCount)
  }

  /// Useful work as a share of workers × makespan, 0…1.
  public var busyShare: Double {
    makespan == 0 ? 1 : Double(totalBusy) / (Double(workers.count) * Double(makespan))
  }

  /// How many processors' worth of work was done at a time, on average.
  public var speedUp: Double { busyShare * Double(workers.count) }

  /// The share of workers × makespan between each worker's last work and the end of the film, 0…1.
  public var idleTailShare: Double {
    guard makespan > 0 else { return 0 }
    return workers.reduce(0.0) { $0 + Double(makespan - $1.end) } / (Double(workers.count) * Double(makespan))
  }

  /// Useful work in nanoseconds.
  public var totalBusy: Int { workers.reduce(0) { $0 + $1.busy } }
}
