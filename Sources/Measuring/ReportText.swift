import Foundation

/// A report for people.
package struct ReportText {
  private let report: BenchmarkReport
  private let isMarkdown: Bool

  /// The text of `report`, as Markdown or for a terminal.
  package init(_ report: BenchmarkReport, isMarkdown: Bool) {
    self.report = report
    self.isMarkdown = isMarkdown
  }

  /// The whole text, without a trailing newline.
  package var text: String {
    let machine = report.machine
    let gibibytes = Figure.text(Double(machine.memoryBytes) / 0x1p30)
    let libraries = report.libraries.sorted { $0.key < $1.key }.map { ", \($0.key) \($0.value)" }.joined()
    let place =
      "\(machine.processor), \(machine.usableProcessors) of \(machine.logicalProcessors) logical processors, "
      + "\(gibibytes) GiB, \(machine.operatingSystem); juliareel \(revision)\(libraries); \(report.date)"
    return ([place] + report.films.map(section)).joined(separator: "\n\n")
  }

  /// The version and, if known, the revision of the sources.
  private var revision: String {
    guard let program = report.program else { return report.commit }
    return report.commit == SourceRevision.unknown ? program : "\(program) (\(report.commit))"
  }

  private func section(_ film: BenchmarkReport.Film) -> String {
    let title =
      "\(film.preset), \(film.width)×\(film.height), frames \(film.firstFrame)..<\(film.firstFrame + film.frames), "
      + film.instructionSet
    let runs = film.measurements.first?.runs.count ?? 0
    let note =
      "Preset hash \(film.presetHash). Medians of \(runs) run\(runs == 1 ? "" : "s"); in brackets the slowest and the fastest."
    let tables = [stages(film), scaling(film), strategies(film)].filter { !$0.isEmpty }
    let blocks = tables.map { isMarkdown ? $0.markdown : $0.text }
    let limit = "Limit: \(film.limit)."
    return ([isMarkdown ? "## \(title)" : title, note] + blocks + [limit]).joined(separator: "\n\n")
  }

  private func stages(_ film: BenchmarkReport.Film) -> Table {
    var table = Table(
      "stage", "threads", "frames", "fps", "", "ms/frame", "CPU ms/frame", "iterations/s", "busy", "peak memory")
    for stage in StageMeasurement.Stage.allCases {
      let candidates = film.measurements.filter { $0.stage == stage && ($0.strategy ?? .stealing) == .stealing }
      guard let measurement = candidates.max(by: { $0.threads < $1.threads }) else { continue }
      let iterations = measurement.iterationsPerSecond.median
      table.add(
        stage.rawValue, measurement.strategy == nil ? "–" : "\(measurement.threads)", "\(measurement.frames)",
        Figure.text(measurement.framesPerSecond.median), ends(measurement),
        Figure.text(measurement.millisecondsPerFrame.median),
        Figure.text(measurement.processorMillisecondsPerFrame.median),
        iterations > 0 ? Figure.scaled(iterations) : "–", busy(measurement),
        "\(measurement.peakResidentBytes >> 20) MiB")
    }
    return table
  }

  private func scaling(_ film: BenchmarkReport.Film) -> Table {
    var table = Table("scaling", "threads", "fps", "", "speed-up", "efficiency", "busy")
    for stage in [StageMeasurement.Stage.render, .film] {
      let curve = film.measurements.filter { $0.stage == stage && $0.strategy == .stealing }
        .sorted { $0.threads < $1.threads }
      guard curve.count > 1, let first = curve.first else { continue }
      for measurement in curve {
        let speedUp = measurement.framesPerSecond.median / first.framesPerSecond.median
        let efficiency = 100 * speedUp * Double(first.threads) / Double(measurement.threads)
        table.add(
          stage.rawValue, "\(measurement.threads)", Figure.text(measurement.framesPerSecond.median), ends(measurement),
          Figure.text(speedUp), "\(Figure.text(efficiency)) %", busy(measurement))
      }
    }
    return table
  }

  private func strategies(_ film: BenchmarkReport.Film) -> Table {
    var table = Table("strategy", "threads", "fps", "", "ms/frame", "CPU ms/frame", "busy", "busy per worker")
    let rendered = film.measurements.filter { $0.stage == .render }
    let most = rendered.map(\.threads).max()
    let compared = StrategyName.allCases.compactMap { name in
      rendered.first { $0.strategy == name && ($0.threads == most || name == .oneThread) }
    }
    guard compared.count > 1 else { return table }
    for measurement in compared {
      table.add(
        measurement.strategy?.rawValue ?? "", "\(measurement.threads)",
        Figure.text(measurement.framesPerSecond.median), ends(measurement),
        Figure.text(measurement.millisecondsPerFrame.median),
        Figure.text(measurement.processorMillisecondsPerFrame.median), busy(measurement), busyRange(measurement))
    }
    return table
  }

  private func ends(_ measurement: StageMeasurement) -> String {
    "(\(Figure.text(measurement.framesPerSecond.minimum))–\(Figure.text(measurement.framesPerSecond.maximum)))"
  }

  private func busy(_ measurement: StageMeasurement) -> String {
    measurement.busyPercent.map { String(format: "%.1f %%", $0.median) } ?? "–"
  }

  /// Each worker's share if there are few of them, otherwise the range.
  private func busyRange(_ measurement: StageMeasurement) -> String {
    let shares = measurement.busyPercentPerWorker
    guard shares.count > 4, let least = shares.min(), let most = shares.max() else {
      return shares.isEmpty ? "–" : shares.map { String(format: "%.1f", $0) }.joined(separator: ", ") + " %"
    }
    return String(format: "%.1f to %.1f %%", least, most)
  }
}
