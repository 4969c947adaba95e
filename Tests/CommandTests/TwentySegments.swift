import Foundation
import TestSupport
import Testing

/// A film of 20 segments that takes about half a second, made by the command in a folder that a test has for it.
enum TwentySegments {
  /// Where its segments are, in the folder of the film.
  static let folderName = "film.mp4.juliareel"

  private static let arguments = [
    "render", "classic-loop", "--size", "160x90", "--threads", "2", "--progress", "none",
  ]

  /// Begins to render it to film.mp4 in `folder`.
  static func start(_ options: String..., in folder: String) throws -> Command.Running {
    try Command.Running(Command.executable, arguments + ["-o", "film.mp4"] + options, folder: folder)
  }

  /// Renders it to `output` in `folder`.
  static func render(_ options: String..., in folder: String, output: String = "film.mp4") throws -> Command.Outcome {
    try Command.run(arguments + ["-o", output] + options, folder: folder)
  }

  /// The bytes of the film that nothing has befallen, made once for all tests.
  static func undisturbed() throws -> Data { try undisturbedFilm.get() }

  private static let undisturbedFilm = Result {
    let folder = try TemporaryFolder()
    let outcome = try render(in: folder.path)
    try #require(outcome.status == 0 && folder.contents == ["film.mp4"], "\(outcome.errors)")
    return try film(in: folder.path)
  }

  /// Renders until `segmentCount` segments are there, and ends that with SIGKILL.
  static func interrupt(_ folder: String, after segmentCount: Int) throws {
    _ = try interrupt(folder, after: segmentCount, with: SIGKILL)
  }

  /// Renders until `segmentCount` segments are there, and sends `signals`.
  ///
  /// A busy machine may let the film come to its end before the signals reach it; then it is begun anew.
  ///
  /// - Returns: how the film that was interrupted ended.
  static func interrupt(
    _ folder: String, after segmentCount: Int, with signals: Int32...
  ) throws -> (status: Int32, errors: String) {
    let attempts = 100
    for _ in 0..<attempts {
      let running = try start(in: folder)
      while running.process.isRunning && segments(in: folder).count < segmentCount { sched_yield() }
      for signal in signals { running.send(signal) }
      let end = running.finish()
      let film = folder + "/film.mp4"
      guard FileManager.default.fileExists(atPath: film) else {
        try #require(segments(in: folder).count >= segmentCount, "\(end.errors)")
        return end
      }
      try FileManager.default.removeItem(atPath: film)
      try? FileManager.default.removeItem(atPath: "\(folder)/\(folderName)")
    }
    throw NeverInterrupted()
  }

  private struct NeverInterrupted: Error {}

  /// Names of the segments that are kept.
  static func segments(in folder: String) -> Set<String> {
    Set(names(in: "\(folder)/\(folderName)").filter { $0.hasSuffix(".jrseg") })
  }

  /// The film that is in `folder`.
  static func film(in folder: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder + "/film.mp4"))
  }

  /// The names in `folder`, sorted; none where it is not there.
  static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// Renders in `folder`, where `keptCount` segments are, and requires that all of them are used and the film is `expected`.
  static func expectGoingOn(
    from keptCount: Int, in folder: String, to expected: Data, _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let outcome = try render(in: folder)
    try #require(outcome.status == 0, "\(outcome.errors)", sourceLocation: sourceLocation)
    let sentence = keptCount == 0 ? "" : "\(folderName): resuming from \(keptCount) of 20 segments\n"
    #expect(outcome.errors == sentence, comment, sourceLocation: sourceLocation)
    #expect(try film(in: folder) == expected, comment, sourceLocation: sourceLocation)
    #expect(names(in: folder) == ["film.mp4"], comment, sourceLocation: sourceLocation)
  }
}
