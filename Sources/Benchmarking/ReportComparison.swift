import Animation
import Foundation
import HostSystem
import Measuring

extension BenchmarkOptions {
  /// The most bytes of a report; those of the suite on a hundred workers have less than one million.
  private static let reportByteLimit = 64 << 20

  /// The text for `--compare`; `nil` if nothing is to be compared.
  ///
  /// - Throws: `UnusableReport` if a file cannot be read, or is no report.
  package func comparison() throws(UnusableReport) -> String? {
    guard compare.count == 2 else { return nil }
    let reports = (try Self.report(compare[0]), try Self.report(compare[1]))
    let comparison = BenchmarkComparison(reports.0, reports.1)
    return ComparisonText(
      comparison, names: (compare[0].oneLine, compare[1].oneLine), isMarkdown: markdown
    ).text
  }

  private static func report(_ path: String) throws(UnusableReport) -> BenchmarkReport {
    let bytes: [UInt8]
    do throws(FileContents.Failure) {
      bytes = try FileContents.read(path, byteLimit: reportByteLimit)
    } catch {
      throw UnusableReport(path: path, reason: "\(error)", isMissing: true)
    }
    do throws(UnreadableReport) {
      return try BenchmarkReport(json: Data(bytes))
    } catch {
      throw UnusableReport(path: path, reason: "\(error)", isMissing: false)
    }
  }
}

/// A file that cannot be compared.
package struct UnusableReport: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file as the user named it.
  package let path: String
  /// What is wrong with it.
  package let reason: String
  /// Whether there is nothing to read, rather than something that is no report.
  package let isMissing: Bool

  /// A sentence for the user.
  package var description: String { "\(path.oneLine): \(reason)" }
}
