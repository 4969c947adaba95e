import Animation
import Foundation
import Production
import Synchronization
import TestSupport
import Testing

@Suite("Kept segments and their list")
struct KeptSegmentTests {
  private static let output = "film.mp4"
  private static let kept = output + ".juliareel"

  /// Asks for an end after so many frames.
  private struct Stopping: FilmProgressReporting {
    let frames: Int
    let interruption: Interruption

    func report(_ progress: FilmProgress) {
      if progress.finishedFrames == frames { interruption.request() }
    }
  }

  /// A film that was stopped on its way: what is kept of it, by name, and its bytes as they should become.
  private struct Stopped {
    let preset: Preset
    let files: [String: [UInt8]]
    let expected: Data

    var segments: [String] { files.keys.filter { $0.hasSuffix(".jrseg") }.sorted() }

    init() throws {
      preset = try FilmFixture.preset(frames: 240)
      let folder = try TemporaryFolder()
      let output = try FilmOutput(name: folder.file(KeptSegmentTests.output))
      let interruption = Interruption()
      let report = try FilmFixture.production(preset).run(
        to: output, preset: preset, progress: Stopping(frames: 130, interruption: interruption),
        interruption: interruption)
      try #require(report.isSuspended)
      var files: [String: [UInt8]] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.file(kept)) {
        files[name] = Array(try Data(contentsOf: URL(fileURLWithPath: folder.file("\(kept)/\(name)"))))
      }
      self.files = files
      _ = try FilmFixture.production(preset).run(to: output, preset: preset)
      expected = try Data(contentsOf: URL(fileURLWithPath: folder.file(KeptSegmentTests.output)))
    }

    /// Goes on with `files` instead, and requires the film to be as it should.
    ///
    /// - Returns: the frames that were not rendered again, and what the user was told.
    func goOn(with files: [String: [UInt8]]) throws -> (keptFrames: Int, notices: [String]) {
      let folder = try TemporaryFolder()
      try FileManager.default.createDirectory(atPath: folder.file(kept), withIntermediateDirectories: false)
      for (name, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: folder.file("\(kept)/\(name)"))) }
      let notices = Mutex<[String]>([])
      let report = try FilmFixture.production(preset).run(
        to: FilmOutput(name: folder.file(KeptSegmentTests.output)), preset: preset,
        notice: { sentence in notices.withLock { $0.append(sentence) } })
      try #require(
        try Data(contentsOf: URL(fileURLWithPath: folder.file(KeptSegmentTests.output))) == expected)
      try #require(folder.contents == [KeptSegmentTests.output])
      return (report.keptFrames, notices.withLock { $0 })
    }
  }

  /// `bytes` with one byte changed, cut off, or with more behind them.
  private static func damaged(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    let place = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<3, using: &random) {
    case 0:
      var changed = bytes
      changed[place] ^= UInt8.random(in: 1...255, using: &random)
      return changed
    case 1: return Array(bytes.prefix(place))
    default: return bytes + bytes.prefix(place + 1)
    }
  }

  @Test("a damaged segment is rendered again, and it alone")
  func damagedSegment() throws {
    let stopped = try Stopped()
    var random = SeededGenerator(seed: 1)
    for round in 0..<StressRuns.count(usual: 20) {
      let name = try #require(stopped.segments.randomElement(using: &random))
      var files = stopped.files
      files[name] = Self.damaged(stopped.files[name] ?? [], &random)
      let (keptFrames, notices) = try stopped.goOn(with: files)
      #expect(keptFrames == 30 * (stopped.segments.count - 1), "round \(round)")
      #expect(notices.count == 2 && notices[0].contains(name) && notices[0].hasSuffix("is rendered again"))
    }
  }

  @Test("whatever befalls the list, no segment is rendered again")
  func damagedList() throws {
    let stopped = try Stopped()
    var random = SeededGenerator(seed: 2)
    for round in 0..<StressRuns.count(usual: 20) {
      var files = stopped.files
      files["manifest.jsonl"] = Self.damaged(stopped.files["manifest.jsonl"] ?? [], &random)
      let (keptFrames, notices) = try stopped.goOn(with: files)
      #expect(keptFrames == 30 * stopped.segments.count, "round \(round): \(notices)")
      #expect(notices.last?.contains("resuming from \(stopped.segments.count) of 8 segments") == true, "\(notices)")
    }
  }

  @Test("a missing list, a missing segment and files of other people do no harm")
  func missing() throws {
    let stopped = try Stopped()
    var files = stopped.files
    files["manifest.jsonl"] = nil
    files["lock"] = nil
    files[".juliareel-1-0.part"] = [1, 2, 3]
    #expect(try stopped.goOn(with: files).keptFrames == 30 * stopped.segments.count)
    files = stopped.files
    files[stopped.segments[1]] = nil
    let (keptFrames, notices) = try stopped.goOn(with: files)
    #expect(keptFrames == 30 * (stopped.segments.count - 1))
    #expect(notices.count == 2 && notices[0].hasSuffix("listed but missing; it is rendered again"))
    // Under the name of another one.
    files = stopped.files
    files[stopped.segments[1]] = stopped.files[stopped.segments[0]]
    #expect(try stopped.goOn(with: files).keptFrames == 30 * (stopped.segments.count - 1))
  }
}
