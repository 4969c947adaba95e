/// The repeated measurement of one thing.
///
/// Its JSON contains the runs and figures derived from them; the latter are not read back but recomputed.
package struct StageMeasurement: Hashable, Sendable {
  /// The measured work.
  package enum Stage: String, CaseIterable, Codable, Hashable, Sendable {
    /// Smooth counts alone.
    case field
    /// Counts to R′G′B′.
    case shade
    /// Counts to Y′CbCr in 4:2:0, in one pass.
    case shadeAndConvert = "shade+convert"
    /// Field, shading and conversion together, with the pixels discarded; one sample per pixel.
    case render
    /// The same with the film's anti-aliasing.
    case renderAntialiased = "render+aa"
    /// Finished pictures of one sample per pixel, into a film file.
    case encode
    /// Finished pictures with the film's anti-aliasing, into a film file.
    case encodeAntialiased = "encode+aa"
    /// Everything, from the preset to the finished file, with one sample per pixel.
    case film
    /// Everything, with the film's anti-aliasing.
    case filmAntialiased = "film+aa"
  }

  /// The measured work.
  package let stage: Stage
  /// How it was distributed over threads; `nil` for the encoder, which has its own threads.
  package let strategy: StrategyName?
  /// The number of workers, at least 1.
  package let threads: Int
  /// Frames per run, at least 1.
  package let frames: Int
  /// At least one, in the order in which they were taken.
  package let runs: [MeasuredRun]

  /// The measurement of `frames` frames in `runs`, neither of them empty.
  package init(stage: Stage, strategy: StrategyName?, threads: Int, frames: Int, runs: [MeasuredRun]) {
    precondition(threads >= 1 && frames >= 1 && !runs.isEmpty)
    self.stage = stage
    self.strategy = strategy
    self.threads = threads
    self.frames = frames
    self.runs = runs
  }

  /// Frames per second.
  package var framesPerSecond: Spread { spread { Double(frames) / $0.elapsedSeconds } }
  /// Milliseconds of wall-clock time per frame.
  package var millisecondsPerFrame: Spread { spread { 1000 * $0.elapsedSeconds / Double(frames) } }
  /// Milliseconds of processor time per frame.
  package var processorMillisecondsPerFrame: Spread { spread { 1000 * $0.processorSeconds / Double(frames) } }
  /// Orbit steps per second; 0 if none were computed.
  package var iterationsPerSecond: Spread { spread { Double($0.iterations) / $0.elapsedSeconds } }
  /// The peak resident memory of all runs, in bytes.
  package var peakResidentBytes: Int { runs.map(\.peakResidentBytes).max() ?? 0 }

  /// Percentage of the workers' time spent inside tiles: 100 · Σ busy / (threads · wall); `nil` if none of our workers
  /// took part.
  package var busyPercent: Spread? {
    runs.contains { $0.workers.isEmpty }
      ? nil
      : spread { run in
        100 * run.workers.reduce(0) { $0 + $1.busySeconds } / (Double(threads) * run.elapsedSeconds)
      }
  }

  /// The same for each worker, the median over the runs; empty if the runs had different workers, or none.
  package var busyPercentPerWorker: [Double] {
    guard let count = runs.first?.workers.count, runs.allSatisfy({ $0.workers.count == count }) else { return [] }
    return (0..<count).map { worker in
      spread { 100 * $0.workers[worker].busySeconds / $0.elapsedSeconds }.median
    }
  }

  private func spread(_ figure: (MeasuredRun) -> Double) -> Spread { Spread(runs.map(figure)) }
}

extension StageMeasurement: Codable {
  private enum Key: String, CodingKey {
    case stage, strategy, threads, frames, runs
    case framesPerSecond, millisecondsPerFrame, processorMillisecondsPerFrame, iterationsPerSecond, busyPercent
    case busyPercentPerWorker, peakResidentBytes
  }

  /// Reads the runs.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let threads = try values.decode(Int.self, forKey: .threads)
    let frames = try values.decode(Int.self, forKey: .frames)
    let runs = try values.decode([MeasuredRun].self, forKey: .runs)
    guard threads >= 1, frames >= 1, !runs.isEmpty else {
      throw DecodingError.dataCorruptedError(
        forKey: .runs, in: values, debugDescription: "threads, frames and runs are 1 or more")
    }
    self.init(
      stage: try values.decode(Stage.self, forKey: .stage),
      strategy: try values.decodeIfPresent(StrategyName.self, forKey: .strategy), threads: threads, frames: frames,
      runs: runs)
  }

  /// Writes the runs and the derived figures.
  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(stage, forKey: .stage)
    try values.encodeIfPresent(strategy, forKey: .strategy)
    try values.encode(threads, forKey: .threads)
    try values.encode(frames, forKey: .frames)
    try values.encode(runs, forKey: .runs)
    try values.encode(framesPerSecond, forKey: .framesPerSecond)
    try values.encode(millisecondsPerFrame, forKey: .millisecondsPerFrame)
    try values.encode(processorMillisecondsPerFrame, forKey: .processorMillisecondsPerFrame)
    try values.encode(iterationsPerSecond, forKey: .iterationsPerSecond)
    try values.encodeIfPresent(busyPercent, forKey: .busyPercent)
    try values.encode(busyPercentPerWorker, forKey: .busyPercentPerWorker)
    try values.encode(peakResidentBytes, forKey: .peakResidentBytes)
  }
}
