/// A comparison of two reports for people.
package struct ComparisonText {
  private let comparison: BenchmarkComparison
  private let names: (first: String, second: String)
  private let isMarkdown: Bool

  /// The text of `comparison` between reports called `names`, as Markdown or for a terminal.
  package init(_ comparison: BenchmarkComparison, names: (first: String, second: String), isMarkdown: Bool) {
    self.comparison = comparison
    self.names = names
    self.isMarkdown = isMarkdown
  }

  /// The whole text, without a trailing newline.
  package var text: String {
    let title = "\(names.second) relative to \(names.first): above 1 the second is faster."
    let differences =
      comparison.differences.isEmpty
      ? "Machines, programs and load before are alike."
      : "What differs:\n" + comparison.differences.map { "- \($0)" }.joined(separator: "\n")
    let noise =
      "Noise of the first: \(comparison.noise.first.sentence).\nNoise of the second: \(comparison.noise.second.sentence)."
    let sections = comparison.films.isEmpty ? ["The reports have no film in common."] : comparison.films.map(section)
    let unmatched =
      comparison.unmatched.isEmpty
      ? [] : ["Not compared:\n" + comparison.unmatched.map { "- \($0)" }.joined(separator: "\n")]
    return ([title, differences, noise] + sections + unmatched + headline).joined(separator: "\n\n")
  }

  private func section(_ film: BenchmarkComparison.Film) -> String {
    var table = Table("stage", "threads", "fps, first", "fps, second", "speed", "", "CPU time", "verdict")
    for row in film.rows {
      let threads = (row.first.threads, row.second.threads)
      table.add(
        row.name, threads.0 == threads.1 ? "\(threads.0)" : "\(threads.0), \(threads.1)",
        Figure.text(row.first.framesPerSecond.median), Figure.text(row.second.framesPerSecond.median),
        Figure.text(row.speed.median), range(row.speed), Figure.text(row.processorTime.median), row.speed.verdict)
    }
    return "\(isMarkdown ? "## " : "")\(film.title)\n\n\(isMarkdown ? table.markdown : table.text)"
  }

  private func range(_ ratio: BenchmarkComparison.Ratio) -> String {
    "(\(Figure.text(ratio.minimum))–\(Figure.text(ratio.maximum)))"
  }

  private var headline: [String] {
    guard let (first, second) = comparison.headlines else { return [] }
    let ratio = BenchmarkComparison.Ratio(first.framesPerSecond, second.framesPerSecond)
    return [
      "Headline, \(first.name) \(first.version): \(Figure.text(second.framesPerSecond.median)) against "
        + "\(Figure.text(first.framesPerSecond.median)) frames per second, \(Figure.text(ratio.median)) times as many "
        + "\(range(ratio)): \(ratio.verdict)."
    ]
  }
}
