/// Rows of words and figures, as text for a terminal or as Markdown.
package struct Table: Sendable {
  private let header: [String]
  private var rows: [[String]] = []

  /// A table without rows; the first column holds words and stands left, the others hold figures and stand right.
  package init(_ header: String...) { self.header = header }

  /// Adds a row of as many cells as the header has.
  package mutating func add(_ cells: String...) {
    precondition(cells.count == header.count, "\(cells.count) cells for \(header.count) columns")
    rows.append(cells)
  }

  /// Whether there is no row.
  package var isEmpty: Bool { rows.isEmpty }

  /// Columns side by side, two spaces between them.
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
