import Foundation
import Synchronization

/// `POST /api/measure`: runs this program's own `bench` on the film, in a separate process.
final class Measurement: Sendable {
  private let isRunning = Mutex(false)
  private let child = ChildProcess()
  private let program: String
  private let folder: String

  private static let longestReport = 16 << 20

  init(program: String, folder: String) {
    self.program = program
    self.folder = folder
  }

  /// The JSON report for the film of `text`; takes minutes at most.
  func report(of text: String) throws -> HTTPResponse {
    let mayBegin = isRunning.withLock { isRunning in
      defer { isRunning = true }
      return !isRunning
    }
    guard mayBegin else { throw HTTPFault(.conflict, "a measurement is running") }
    defer { isRunning.withLock { $0 = false } }
    let temporary = FileManager.default.temporaryDirectory.appendingPathComponent("juliareel-" + StudioToken().text)
    try FileManager.default.createDirectory(
      at: temporary, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: temporary) }
    let file = temporary.appendingPathComponent("report.json")
    let end = try child.run(
      program, ["bench", "-", "--runs=1", "--json", file.path], folder: folder, input: text, hear: { _ in })
    guard end.status == 0, let report = try? Data(contentsOf: file), report.count <= Self.longestReport else {
      throw HTTPFault(.unprocessable, end.lastWords.isEmpty ? "the measurement was ended" : end.lastWords)
    }
    return HTTPResponse(contentType: "application/json; charset=utf-8", body: .bytes(Array(report)))
  }

  /// Ends a running measurement.
  func end() { child.interrupt() }
}
