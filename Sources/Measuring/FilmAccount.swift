/// Where the time of a film went, by its own account of one run. The run is that of middling length, so that the parts
/// add up to its whole.
package struct FilmAccount: Codable, Hashable, Sendable {
  /// The stage that gave the account.
  package let stage: StageMeasurement.Stage
  /// Its number of workers.
  package let threads: Int
  /// Processor milliseconds per frame in tiles.
  package let renderingMilliseconds: Double
  /// Processor milliseconds per frame in encoders, those of their own threads included.
  package let encodingMilliseconds: Double
  /// Processor milliseconds per frame for everything else: opening encoders, deciding what comes next, joining segments.
  package let otherMilliseconds: Double
  /// Percentage of the workers' time, workers × wall, in which the film had a processor.
  package let usedPercent: Double
  /// Percentage in which workers had work, but others had the processor, the system included.
  package let takenPercent: Double
  /// Percentage in which workers waited for work: only this is idle.
  package let waitedPercent: Double

  /// The account of `measurement`; `nil` if none of our workers took part.
  package init?(_ measurement: StageMeasurement) {
    let runs = measurement.runs.sorted { $0.elapsedSeconds < $1.elapsedSeconds }
    let run = runs[(runs.count - 1) / 2]
    guard !run.workers.isEmpty else { return nil }
    func sum(_ part: KeyPath<WorkerTally, Double>) -> Double { run.workers.reduce(0) { $0 + $1[keyPath: part] } }
    let inWorkers = sum(\.processorSeconds)
    let inEncoders = sum(\.encodingProcessorSeconds)
    let elsewhere = max(0, run.processorSeconds - inWorkers - run.coordinationSeconds)
    // Only encoders have threads beside the workers and the coordinator.
    let ofEncoders = sum(\.encodingSeconds) > 0 ? elsewhere : 0

    stage = measurement.stage
    threads = measurement.threads
    let perFrame = 1000 / Double(measurement.frames)
    renderingMilliseconds = perFrame * max(0, inWorkers - inEncoders)
    encodingMilliseconds = perFrame * (inEncoders + ofEncoders)
    otherMilliseconds = perFrame * (run.coordinationSeconds + elsewhere - ofEncoders)

    let workerPercent = 100 / (Double(measurement.threads) * run.elapsedSeconds)
    // A worker that waits for its encoder's own threads is displaced by nobody.
    let taken = max(0, sum(\.busySeconds) - inWorkers - ofEncoders)
    usedPercent = min(100, workerPercent * run.processorSeconds)
    takenPercent = min(100 - usedPercent, workerPercent * taken)
    waitedPercent = 100 - usedPercent - takenPercent
  }

  /// Processor milliseconds per frame, the sum of the three parts.
  package var totalMilliseconds: Double { renderingMilliseconds + encodingMilliseconds + otherMilliseconds }

  /// The parts of the processor time by their names.
  package var parts: [(name: String, milliseconds: Double)] {
    [("rendering", renderingMilliseconds), ("encoding", encodingMilliseconds), ("the rest", otherMilliseconds)]
  }

  /// In the form `of 2 workers' time film+aa used 84 %, others took 13 %, and 3 % was idle`.
  package var workerSentence: String {
    "of \(threads) worker\(threads == 1 ? "'s" : "s'") time \(stage.rawValue) used \(Figure.percent(usedPercent)), "
      + "others took \(Figure.percent(takenPercent)), and \(Figure.percent(waitedPercent)) was idle"
  }
}
