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
    let headline = report.headline.map { ["Headline: \($0.sentence)."] } ?? []
    return (head + report.films.map(section) + headline).joined(separator: "\n\n")
  }

  /// What concerns all films: the machine and the program, the presets, the noise.
  var head: [String] {
    let machine = report.machine
    let gibibytes = Figure.text(Double(machine.memoryBytes) / 0x1p30)
    let libraries = report.libraries.sorted { $0.key < $1.key }.map { ", \($0.key) \($0.value)" }.joined()
    let clock = machine.clockMegahertz.map { " at \(Figure.text($0 / 1000)) GHz" } ?? ""
    let place =
      "\(machine.processor)\(clock), \(machine.usableProcessors) of \(machine.logicalProcessors) logical processors, "
      + "\(gibibytes) GiB, \(machine.operatingSystem); juliareel \(revision)\(libraries); \(report.date)"
    return [place, hashes, "Noise: \(report.noise.sentence)."].filter { !$0.isEmpty }
  }

  /// The presets with their hashes, each once.
  private var hashes: String {
    var words: [String] = []
    for film in report.films {
      let word = "\(film.preset) \(film.presetHash)"
      if !words.contains(word) { words.append(word) }
    }
    return words.isEmpty ? "" : "Presets: \(words.joined(separator: ", "))"
  }

  /// The version and, if known, the revision of the sources.
  private var revision: String {
    report.commit == SourceRevision.unknown ? report.program : "\(report.program) (\(report.commit))"
  }

  /// What concerns one film: which, how it is anti-aliased, how often it was measured.
  func note(_ film: BenchmarkReport.Film) -> String {
    let runs = film.measurements.first?.runs.count ?? 0
    return "Preset hash \(film.presetHash). Anti-aliasing (stages with +aa): \(film.antialiasing). "
      + "Medians of \(runs) run\(runs == 1 ? "" : "s"); in brackets the slowest and the fastest."
  }

  private func section(_ film: BenchmarkReport.Film) -> String {
    let tables = [stages(film), scaling(film), strategies(film)].filter { !$0.isEmpty }
    let blocks = tables.map { isMarkdown ? $0.markdown : $0.text }
    let sums = film.stageSums.map { "Stages: \($0.sentence)." }
    let limit = "Limit: \(film.limit)."
    return ([isMarkdown ? "## \(film.title)" : film.title, note(film)] + blocks + sums + [limit]).joined(
      separator: "\n\n")
  }

  /// The stages, each with the most threads.
  func stages(_ film: BenchmarkReport.Film) -> Table {
    var table = Table(
      "stage", "threads", "frames", "fps", "", "ms/frame", "CPU ms/frame", "iterations/s", "busy", "peak memory")
    for stage in StageMeasurement.Stage.allCases {
      guard let measurement = film.measurements.withMostThreads(stage) else { continue }
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

  /// What was measured with several numbers of threads.
  func scaling(_ film: BenchmarkReport.Film) -> Table {
    var table = Table("scaling", "threads", "fps", "", "speed-up", "efficiency", "busy")
    for curve in film.scalingCurves {
      guard let first = curve.first else { continue }
      for measurement in curve {
        let speedUp = measurement.framesPerSecond.median / first.framesPerSecond.median
        let efficiency = 100 * speedUp * Double(first.threads) / Double(measurement.threads)
        table.add(
          measurement.stage.rawValue, "\(measurement.threads)", Figure.text(measurement.framesPerSecond.median),
          ends(measurement),
          Figure.text(speedUp), "\(Figure.text(efficiency)) %", busy(measurement))
      }
    }
    return table
  }

  /// The strategies of rendering; empty if there is nothing to compare.
  func strategies(_ film: BenchmarkReport.Film) -> Table {
    var table = Table("strategy", "threads", "fps", "", "ms/frame", "CPU ms/frame", "busy", "busy per worker")
    let compared = film.comparedStrategies
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
