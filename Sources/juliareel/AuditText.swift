import Foundation
import Production

/// An audit's report as people read it.
package struct AuditText {
  private let report: AuditReport

  /// The text of `report`.
  package init(_ report: AuditReport) {
    self.report = report
  }

  /// A line for each shortcut by itself and one for all together, below a heading.
  package var table: String {
    let heading = ["shortcut", "pixels that differ", "iterations saved", "pixels copied", "pixels given up"]
    let lines = report.findings.map { finding in
      [
        finding.name, Text.grouped(finding.mismatchingPixels),
        Self.percent(finding.savedIterationsPercent), Text.grouped(finding.copiedPixels),
        Text.grouped(finding.givenUpPixels),
      ]
    }
    let widths = heading.indices.map { column in ([heading] + lines).map { $0[column].count }.max() ?? 0 }
    return ([heading] + lines).map { cells in
      zip(cells, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + padding : padding + cell.0
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  /// Rounded down, so that 100 % is all and not almost all.
  private static func percent(_ number: Double) -> String {
    String(format: "%.1f %%", (number * 10).rounded(.down) / 10)
  }

  /// One sentence: what was compared, and whether it was the same.
  package var verdict: String {
    let compared =
      "\(Text.grouped(report.pixels)) pixels of \(Text.count(report.tiles, "tile")) in \(report.frames.count) of "
      + "\(Text.count(report.filmFrames, "frame")) of \(report.width)×\(report.height), compared bit for bit with "
      + "\(report.instructionSet), seed \(report.seed)"
    return report.failure == nil ? "No pixel differs: \(compared)." : "Pixels differ: \(compared)."
  }

  /// The first pixel of the first shortcut that is wrong; `nil` where none is.
  package var failure: String? {
    guard let finding = report.failure, let pixel = finding.firstMismatch else { return nil }
    return "\(finding.name): frame \(pixel.frame), column \(pixel.column), row \(pixel.row) has \(pixel.shortcut), "
      + "brute force \(pixel.bruteForce)"
  }
}
