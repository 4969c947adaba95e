import Foundation
import TestSupport
import Testing

@Suite("Films that go on")
struct ResumeTests {
  /// A film of 20 segments that takes about half a second.
  private static let film = ["classic-loop", "--size", "256x144", "--threads", "2", "--progress", "none"]
  private static let folderName = "film.mp4.juliareel"

  private static func render(_ options: String..., in folder: TemporaryFolder, output: String = "film.mp4") throws
    -> Command.Outcome
  {
    let words = (["render"] + film + ["-o", output] + options).map { "'\($0)'" }.joined(separator: " ")
    return try Command.shell("exec \"$JULIAREEL\" \(words)", folder: folder.path)
  }

  private static func segments(in folder: TemporaryFolder) -> Set<String> {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.file(folderName))) ?? []
    return Set(names.filter { $0.hasSuffix(".jrseg") })
  }

  private static func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

  /// Renders until `segmentCount` segments are there, and ends that with SIGKILL.
  private static func interrupt(_ folder: TemporaryFolder, after segmentCount: Int) throws {
    let running = try Command.Running(
      Command.executable, ["render"] + film + ["-o", "film.mp4"], folder: folder.path)
    while running.process.isRunning && segments(in: folder).count < segmentCount { sched_yield() }
    running.send(SIGKILL)
    _ = running.finish()
    try #require(segments(in: folder).count >= segmentCount)
  }

  @Test("killed at any moment and started again, a film loses no finished segment and gets the same bytes")
  func kill() throws {
    let reference = try TemporaryFolder()
    #expect(try Self.render(in: reference).status == 0)
    let expected = try Self.bytes(reference.file("film.mp4"))
    #expect(reference.contents == ["film.mp4"])
    var folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 1)
    var goings = 0
    for round in 0..<StressRuns.count(usual: 12) {
      let before = Self.segments(in: folder)
      let running = try Command.Running(
        Command.executable, ["render"] + Self.film + ["-o", "film.mp4"], folder: folder.path)
      let end = ContinuousClock.now + .milliseconds(Int.random(in: 0...900, using: &random))
      while running.process.isRunning && ContinuousClock.now < end { sched_yield() }
      running.send(SIGKILL)
      _ = running.finish()
      if folder.contents.contains("film.mp4") {
        try #require(try Self.bytes(folder.file("film.mp4")) == expected, "round \(round)")
        folder = try TemporaryFolder()
        continue
      }
      try #require(before.isSubset(of: Self.segments(in: folder)), "round \(round)")
      goings += before.isEmpty ? 0 : 1
    }
    let last = try Self.render(in: folder)
    #expect(last.status == 0, "\(last.errors)")
    #expect(try Self.bytes(folder.file("film.mp4")) == expected)
    #expect(folder.contents == ["film.mp4"] && goings > 0)
  }

  @Test("damaged segments and lists are noticed and made up for", arguments: [0, 1, 2, 3, 4])
  func damage(kind: Int) throws {
    let folder = try TemporaryFolder()
    try Self.interrupt(folder, after: 4)
    let first = folder.file(Self.folderName + "/" + (Self.segments(in: folder).sorted()[0]))
    var bytes = try Self.bytes(first)
    switch kind {
    case 0: bytes[bytes.count / 2] ^= 1
    case 1: bytes = bytes.prefix(bytes.count / 2)
    case 2: bytes = Data()
    case 3: try Data("{".utf8).write(to: URL(fileURLWithPath: folder.file(Self.folderName + "/manifest.jsonl")))
    default: try FileManager.default.removeItem(atPath: first)
    }
    if kind < 3 { try bytes.write(to: URL(fileURLWithPath: first)) }
    let kept = Self.segments(in: folder).count - (kind < 3 ? 1 : 0)
    let outcome = try Self.render(in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("rendered again") == (kind != 3), "\(outcome.errors)")
    #expect(outcome.errors.contains("going on from \(kept) of 20 segments"), "\(outcome.errors)")
    #expect(try Self.render("--fresh", in: folder, output: "other.mp4").status == 0)
    #expect(
      FileManager.default.contentsEqual(atPath: folder.file("film.mp4"), andPath: folder.file("other.mp4")))
  }

  @Test("another film in the same place is noticed, and --fresh starts over")
  func otherFilm() throws {
    let folder = try TemporaryFolder()
    try Self.interrupt(folder, after: 2)
    let other = try Self.render("--crf", "30", in: folder)
    #expect(other.status == 0 && other.errors.split(separator: "\n").count == 1, "\(other.errors)")
    #expect(other.errors.contains("starting over"), "\(other.errors)")
    try Self.interrupt(folder, after: 2)
    let fresh = try Self.render("--fresh", in: folder)
    #expect(fresh.status == 0 && fresh.errors.isEmpty, "\(fresh.errors)")
  }

  @Test("a second render of the same output is told who makes it, and a dead one holds nobody up")
  func lock() throws {
    let folder = try TemporaryFolder()
    let running = try Command.Running(
      Command.executable, ["render", "classic-loop", "--size", "320x180", "--set", "duration=3600", "-o", "film.mp4"],
      folder: folder.path)
    while running.process.isRunning && Self.segments(in: folder).isEmpty { sched_yield() }
    let second = try Self.render(in: folder)
    #expect(second.status == 73)
    #expect(second.errors.contains("film.mp4 is being made by process \(running.process.processIdentifier) on "))
    running.send(SIGKILL)
    _ = running.finish()
    #expect(try Self.render(in: folder).status == 0)
    #expect(folder.contents == ["film.mp4"])
  }

  @Test("with a cache a new title renders nothing, and a moved keyframe what it touches")
  func cache() throws {
    let folder = try TemporaryFolder()
    func width(_ middle: Double) -> String {
      "camera.width={\"keyframes\":[{\"time\":0,\"value\":4},{\"time\":1,\"value\":\(middle)},{\"time\":2,\"value\":4}],"
        + "\"interpolation\":\"linear\"}"
    }
    func render(_ options: String..., output: String = "film.mp4") throws -> Command.Outcome {
      let words = (["render"] + Self.film + ["-o", output] + options).map { "'\($0)'" }.joined(separator: " ")
      return try Command.shell("exec \"$JULIAREEL\" \(words)", folder: folder.path)
    }
    #expect(try !render("--set", width(4.1), "--cache", "cache").errors.contains("segments"))
    let title = try render("--set", width(4.1), "--set", "title=New", "--cache", "cache")
    #expect(title.errors.contains("20 of 20 segments"), "\(title.errors)")
    let moved = try render("--set", width(4.2), "--cache", "cache")
    // Two seconds of ten, but for the frame in which nothing moves.
    #expect(moved.errors.contains("16 of 20 segments"), "\(moved.errors)")
    #expect(try render("--set", width(4.2), output: "plain.mp4").status == 0)
    #expect(
      FileManager.default.contentsEqual(atPath: folder.file("film.mp4"), andPath: folder.file("plain.mp4")))
    #expect(folder.contents == ["cache", "film.mp4", "plain.mp4"])
  }

  @Test("a full disk keeps what is finished", .enabled(if: SmallDisk.isPossible), arguments: [100, 300, 700])
  func fullDisk(kilobytes: Int) throws {
    let disk = try SmallDisk(kilobytes: kilobytes)
    let folder = try TemporaryFolder()
    let outcome = try Self.render(in: folder, output: disk.path + "/film.mp4")
    #expect(outcome.status == 73, "\(outcome.errors)")
    #expect(outcome.errors.contains("No space left on device"), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    #expect(try !FileManager.default.contentsOfDirectory(atPath: disk.path).contains("film.mp4"))
  }

  @Test("a cache that cannot be written is told once and is no error")
  func brokenCache() throws {
    let folder = try TemporaryFolder()
    let outcome = try Self.render("--cache", "/proc/cache", in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.errors.split(separator: "\n").count == 1 && outcome.errors.contains("/proc/cache"))
  }

  @Test("long paths and names in any language are no obstacle")
  func paths() throws {
    let folder = try TemporaryFolder()
    let deep = Array(repeating: String(repeating: "é", count: 120), count: 8).joined(separator: "/")
    try FileManager.default.createDirectory(atPath: folder.file(deep), withIntermediateDirectories: true)
    for name in ["Ünï 日本.mp4", String(repeating: "n", count: 251) + ".mp4"] {
      let outcome = try Self.render("--frames", "0..<40", in: folder, output: deep + "/" + name)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file(deep)).count == 2)
  }
}
