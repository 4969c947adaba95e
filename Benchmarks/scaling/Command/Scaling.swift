import ArgumentParser
import Foundation
import SchedulingSimulation

/// Replays recorded costs on as many virtual workers as you like, and prints how busy they are.
@main
struct Scaling: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scaling",
    abstract: "Simulates a film on 1 to 256 workers, by every strategy, from recorded costs.",
    discussion: "The table is Markdown. With several values of an option, every combination is simulated.")

  @Argument(help: "The trace, as record-costs writes it.")
  var trace: String
  @Option(help: "Length of the film; the recorded frames are taken in turn.")
  var frames = 3600
  @Option(parsing: .upToNextOption, help: "Strategies: static, dynamic, guided, frames, processes, stealing.")
  var strategy: [Strategy] = Strategy.allCases
  @Option(parsing: .upToNextOption, help: "Numbers of workers.")
  var workers = [1, 2, 4, 8, 16, 32, 64, 128, 256]
  @Option(help: "An encoder's preset in the trace, milliseconds per frame, or none.")
  var encoding = "superfast"

  @Option(help: "By which share of that a frame may take more or less.")
  var spread = 0.3

  @Option(parsing: .upToNextOption, help: "Frames of a segment.")
  var segment = [30]
  @Option(parsing: .upToNextOption, help: "Segments in flight. Default: 1.5 for each worker.")
  var inFlight: [Int] = []
  @Option(parsing: .upToNextOption, help: "Frames of a segment that may be alive at once.")
  var lookahead = [2]
  @Option(parsing: .upToNextOption, help: "Frames in rendering at once. Default: a quarter of the workers, at least 2.")
  var rendering: [Int] = []
  @Option(help: "Pictures' worth of memory that an open encoder takes.")
  var encoderPictures = 32.0
  @Option(help: "Microseconds from waking a worker until it runs.")
  var wake = 20.0
  @Option(help: "File for all figures as JSON.")
  var json: String?

  func validate() throws {
    let counts = [frames] + workers + segment + inFlight + lookahead + rendering
    guard counts.allSatisfy({ $0 >= 1 }) else { throw ValidationError("Every number must be 1 or more.") }
    guard (0...1).contains(spread) else { throw ValidationError("--spread takes 0 to 1, not \(spread).") }
    guard wake >= 0 else { throw ValidationError("--wake takes 0 or more, not \(wake).") }
  }

  func run() throws {
    let bytes = try Data(contentsOf: URL(filePath: trace))
    let trace = try JSONDecoder().decode(CostTrace.self, from: bytes)
    guard trace.format == CostTrace.currentFormat else {
      throw ValidationError("The trace has format \(trace.format); this program reads \(CostTrace.currentFormat).")
    }
    let encoding = try encodingNanoseconds(trace)
    let film = trace.film(frameCount: frames, encoding: encoding, spread: spread)
    let table = ResultTable(pictureBytes: trace.pictureBytes, encoderPictures: encoderPictures)
    print(table.heading(trace, film: film))
    var rows: [ResultRow] = []
    for configuration in configurations() {
      for count in workers {
        let plan = configuration.plan(film: film, workers: count)
        var simulation = Simulation(film: film, segments: plan)
        simulation.events.wake = Int(wake * 1000)
        let outcome = simulation.run(configuration.strategy, workerCount: count)
        let row = table.row(configuration.strategy, plan: plan, outcome)
        print(row.markdown)
        rows.append(row)
      }
    }
    guard let json else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(rows).write(to: URL(filePath: json))
  }

  private func encodingNanoseconds(_ trace: CostTrace) throws -> Int? {
    guard encoding != "none" else { return nil }
    guard let milliseconds = Double(encoding) ?? trace.encodingMilliseconds[encoding] else {
      let known = trace.encodingMilliseconds.keys.sorted().joined(separator: ", ")
      throw ValidationError("--encoding takes \(known), milliseconds or none, not '\(encoding)'.")
    }
    return Int(milliseconds * 1_000_000)
  }

  /// Every combination of the options that a strategy uses.
  private func configurations() -> [Configuration] {
    strategy.flatMap { strategy -> [Configuration] in
      guard strategy == .stealing, encoding != "none" else { return [Configuration(strategy: strategy)] }
      return segment.flatMap { segment in
        Self.orNone(inFlight).flatMap { inFlight in
          lookahead.flatMap { lookahead in
            Self.orNone(rendering).map { rendering in
              Configuration(
                strategy: strategy, segment: segment, inFlight: inFlight, lookahead: lookahead, rendering: rendering)
            }
          }
        }
      }
    }
  }

  private static func orNone(_ values: [Int]) -> [Int?] { values.isEmpty ? [nil] : values }
}

/// A strategy with its parameters; what is `nil` follows from the number of workers.
private struct Configuration {
  let strategy: Strategy
  var segment = 1
  var inFlight: Int?
  var lookahead = 2
  var rendering: Int?

  func plan(film: FilmCosts, workers: Int) -> SegmentPlan {
    // As FilmProduction does when nothing is encoded.
    guard film.encoding != nil else { return .onePiece(frameCount: film.frameCount, lookahead: workers + 2) }
    var plan = SegmentPlan.recommended(length: segment, workerCount: workers)
    plan.inFlight = inFlight ?? plan.inFlight
    plan.lookahead = lookahead
    plan.rendering = rendering ?? plan.rendering
    return plan
  }
}

extension Strategy: ExpressibleByArgument {}
