/// A report as one page that needs nothing else: no network, no script.
package struct ReportPage {
  private let report: BenchmarkReport

  /// The page of `report`.
  package init(_ report: BenchmarkReport) { self.report = report }

  /// The whole document.
  package var html: String {
    let text = ReportText(report, isMarkdown: false)
    let head = text.head.map { Markup.element("p", $0) }
    let headline = report.headline.map { ["<p class=\"headline\">\(Markup.escaped($0.sentence))</p>"] } ?? []
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>juliareel bench, \(Markup.escaped(report.machine.processor)), \(Markup.escaped(report.date))</title>
      <style>
      \(PageStyle.css)
      </style>
      </head>
      <body>
      <h1>juliareel bench</h1>
      \((headline + head + report.films.map { section($0, text) }).joined(separator: "\n"))
      </body>
      </html>

      """
  }

  private func section(_ film: BenchmarkReport.Film, _ text: ReportText) -> String {
    var parts = [
      Markup.element("h2", film.title), Markup.element("p", text.note(film)),
      Markup.element("p", "Limit: \(film.limit)."),
    ]
    if let account = film.account { parts += shares(account) }
    parts += [
      Markup.element("h3", "Stages: frames per second"),
      BarChart(title: "frames per second of each stage", bars: stageBars(film)).svg,
    ]
    parts += film.stageSums.map { Markup.element("p", "\($0.sentence).") }
    parts.append(table(text.stages(film)))
    if !film.scalingCurves.isEmpty {
      parts += [
        Markup.element("h3", "Scaling: speed-up over workers"), ScalingChart(curves: film.scalingCurves).svg,
        table(text.scaling(film)),
      ]
    }
    if film.comparedStrategies.count > 1 {
      parts += [
        Markup.element("h3", "Strategies: frames per second, rendering only"),
        BarChart(title: "frames per second of each strategy", bars: film.comparedStrategies.map(strategyBar)).svg,
        table(text.strategies(film)),
      ]
    }
    return parts.joined(separator: "\n")
  }

  private func shares(_ account: FilmAccount) -> [String] {
    let work = account.parts.map {
      ShareBar.Part(name: $0.name, size: $0.milliseconds, note: "\(Figure.text($0.milliseconds)) ms")
    }
    let time = [
      ("used", account.usedPercent), ("taken by others", account.takenPercent), ("idle", account.waitedPercent),
    ].map { ShareBar.Part(name: $0.0, size: $0.1, note: Figure.percent($0.1)) }
    return [
      Markup.element("h3", "\(account.stage.rawValue): processor time of a frame"), ShareBar(parts: work).html,
      Markup.element("h3", "\(account.stage.rawValue): time of its \(account.threads) workers"),
      ShareBar(parts: time).html,
    ]
  }

  private func stageBars(_ film: BenchmarkReport.Film) -> [BarChart.Bar] {
    StageMeasurement.Stage.allCases.compactMap { stage in
      film.measurements.withMostThreads(stage).map { bar($0, name: stage.rawValue) }
    }
  }

  private func strategyBar(_ measurement: StageMeasurement) -> BarChart.Bar {
    bar(measurement, name: measurement.strategy?.rawValue ?? "")
  }

  private func bar(_ measurement: StageMeasurement, name: String) -> BarChart.Bar {
    let rate = measurement.framesPerSecond
    return BarChart.Bar(
      name: name, value: rate,
      note: "\(Figure.text(rate.median)) (\(Figure.text(rate.minimum))–\(Figure.text(rate.maximum)))")
  }

  private func table(_ table: Table) -> String {
    let rows = table.cells.enumerated().map { index, cells in
      "<tr>" + cells.map { Markup.element(index == 0 ? "th" : "td", $0) }.joined() + "</tr>"
    }
    return "<table>\n\(rows.joined(separator: "\n"))\n</table>"
  }
}
