import Foundation

/// Rows of words and figures, as text for a terminal or as Markdown.
package struct Table: Sendable {
  private let header: [String]
  private var rows: [[String]] = []

  /// A table without rows; the first column holds left-aligned words, the others hold right-aligned figures.
  package init(_ header: String...) { self.header = header }

  /// Adds a row with as many cells as the header.
  package mutating func add(_ cells: String...) {
    precondition(cells.count == header.count, "\(cells.count) cells for \(header.count) columns")
    rows.append(cells)
  }

  /// Whether there are no rows.
  package var isEmpty: Bool { rows.isEmpty }

  /// The header's cells and those of the rows.
  var cells: [[String]] { [header] + rows }

  /// Columns separated by two spaces.
  package var text: String {
    let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
    return ([header] + rows).map { row in
      zip(row, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + padding : padding + cell.0
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  /// A table in GitHub's Markdown.
  package var markdown: String {
    let rule = header.indices.map { $0 == 0 ? "---" : "---:" }
    return ([header, rule] + rows).map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
  }
}

/// Numbers formatted for tables.
package enum Figure {
  /// Three significant digits below 100, whole numbers above: `0.0123`, `1.23`, `12.3`, `123`, `1234`.
  package static func text(_ number: Double) -> String {
    guard number.isFinite else { return "–" }
    if abs(number) >= 99.95 { return String(format: "%.0f", number) }
    if abs(number) >= 9.995 { return String(format: "%.1f", number) }
    if abs(number) >= 0.9995 { return String(format: "%.2f", number) }
    return number == 0 ? "0" : String(format: "%.3g", number)
  }

  /// A percentage without a fraction: `71 %`.
  package static func percent(_ number: Double) -> String { String(format: "%.0f %%", number) }

  /// With a prefix for the power of a thousand: `2.31 G`.
  package static func scaled(_ number: Double) -> String {
    for (power, prefix) in [(1e12, " T"), (1e9, " G"), (1e6, " M"), (1e3, " k")] where abs(number) >= power {
      return text(number / power) + prefix
    }
    return text(number)
  }
}

/// The median and the extremes of a repeatedly measured figure.
package struct Spread: Codable, Hashable, Sendable {
  /// The middle value, or the mean of the two middle ones.
  package let median: Double
  /// The smallest value.
  package let minimum: Double
  /// The largest value.
  package let maximum: Double

  /// The given values.
  package init(median: Double, minimum: Double, maximum: Double) {
    self.median = median
    self.minimum = minimum
    self.maximum = maximum
  }

  /// The spread of `values`, at least one.
  package init(_ values: [Double]) {
    precondition(!values.isEmpty, "a spread is of at least one value")
    let sorted = values.sorted()
    let middle = sorted.count / 2
    median = sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    minimum = sorted[0]
    maximum = sorted[sorted.count - 1]
  }
}
