import Foundation
import SchedulingSimulation

/// Turns outcomes into lines of a Markdown table.
struct ResultTable {
  let pictureBytes: Int
  let encoderPictures: Double

  /// What is simulated, and the table's head.
  func heading(_ trace: CostTrace, film: FilmCosts) -> String {
    let perFrame = 1e6 * Double(film.frameCount)
    return """
      \(trace.title), \(trace.width)×\(trace.height), \(film.frameCount) frames; per frame \
      \(Self.decimal(Double(film.totalRendering) / perFrame, 1)) ms to render, \(Self.decimal(Double(film.totalEncoding) / perFrame, 1)) ms to encode. \
      Recorded on \(trace.machine).

      | strategy | segment | in flight | look-ahead | workers | busy % | speed-up | idle tail % | s | pictures | encoders | GB |
      | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
      """
  }

  /// The figures of one outcome.
  func row(_ strategy: Strategy, plan: SegmentPlan, _ outcome: Outcome) -> ResultRow {
    let pictures = Double(outcome.peakPictures) + Double(outcome.peakEncoders) * encoderPictures
    return ResultRow(
      strategy: strategy.rawValue, segmentLength: plan.length, segmentsInFlight: plan.inFlight,
      lookahead: plan.lookahead, workers: outcome.workers.count, busyShare: outcome.busyShare,
      speedUp: outcome.speedUp, idleTailShare: outcome.idleTailShare, seconds: Double(outcome.makespan) / 1e9,
      peakPictures: outcome.peakPictures, peakEncoders: outcome.peakEncoders,
      peakBytes: Int(pictures * Double(pictureBytes)), steals: outcome.steals, parks: outcome.parks)
  }

  /// `value` with `digits` behind the point.
  static func decimal(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
}

/// One line of the table; its JSON form has the same names.
struct ResultRow: Codable {
  let strategy: String
  let segmentLength: Int
  let segmentsInFlight: Int
  let lookahead: Int
  let workers: Int
  let busyShare: Double
  let speedUp: Double
  let idleTailShare: Double
  let seconds: Double
  let peakPictures: Int
  let peakEncoders: Int
  let peakBytes: Int
  let steals: Int
  let parks: Int

  /// The line in Markdown.
  var markdown: String {
    let segmented = strategy == Strategy.stealing.rawValue && peakEncoders > 0
    let cells = [
      strategy, segmented ? "\(segmentLength)" : "–", segmented ? "\(segmentsInFlight)" : "–",
      segmented ? "\(lookahead)" : "–", "\(workers)", ResultTable.decimal(busyShare * 100, 1),
      ResultTable.decimal(speedUp, 1), ResultTable.decimal(idleTailShare * 100, 1),
      ResultTable.decimal(seconds, 2), "\(peakPictures)", "\(peakEncoders)",
      ResultTable.decimal(Double(peakBytes) / 1e9, 2),
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}
