import Foundation
import TestSupport
import Testing

/// What may befall the place of a film: each time one clear sentence, nothing lost that was finished, and the same command resumes.
@Suite("Films whose place fails")
struct FaultTests {
  private static func expectRefusal(
    _ outcome: Command.Outcome, mentioning words: String..., comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.status == 73, comment, sourceLocation: sourceLocation)
    #expect(outcome.output.isEmpty, comment, sourceLocation: sourceLocation)
    // What is gone on from is no error.
    let errors = outcome.errors.split(separator: "\n").filter { !$0.contains(": resuming from ") }
    #expect(errors.count == 1, "\(outcome.errors)", sourceLocation: sourceLocation)
    for word in words {
      #expect(outcome.errors.contains(word), "“\(word)” in: \(outcome.errors)", sourceLocation: sourceLocation)
    }
  }

  /// Gives every file below `folder` the same date.
  private static func date(_ folder: String, _ date: Date) throws {
    for name in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? [] {
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: "\(folder)/\(name)")
    }
  }

  @Test(
    "a disk that is full at any point ends the film, and with room the same command resumes",
    .enabled(if: SmallDisk.isPossible, "a small disk needs the right to mount"))
  func fullDisk() throws {
    let expected = try TwentySegments.undisturbed()
    let points = Int(StressRuns.count(usual: 3))
    for point in 0..<points {
      // From next to nothing to nearly what the segments and the film take together.
      let kilobytes = 8 + (2 * expected.count / 1024 - 16) * point / max(1, points - 1)
      let disk = try SmallDisk(kilobytes: kilobytes)
      let outcome = try TwentySegments.render(in: disk.path)
      let kept = TwentySegments.segments(in: disk.path)
      Self.expectRefusal(outcome, mentioning: "No space left on device", comment: "\(kilobytes) kB")
      #expect(outcome.errors.contains("are kept in \(TwentySegments.folderName)") == !kept.isEmpty, "\(outcome.errors)")
      #expect(TwentySegments.names(in: disk.path) == (kept.isEmpty ? [] : [TwentySegments.folderName]))
      try disk.resize(kilobytes: 1 << 16)
      try TwentySegments.expectGoingOn(from: kept.count, in: disk.path, to: expected, "\(kilobytes) kB")
    }
  }

  @Test(
    "a disk that became full or read-only keeps its segments",
    .enabled(if: SmallDisk.isPossible, "a small disk needs the right to mount"))
  func readOnly() throws {
    let expected = try TwentySegments.undisturbed()
    let disk = try SmallDisk(kilobytes: 1 << 16)
    try TwentySegments.interrupt(disk.path, after: 3)
    let kept = TwentySegments.segments(in: disk.path)
    try disk.setReadOnly(true)
    Self.expectRefusal(
      try TwentySegments.render(in: disk.path), mentioning: "cannot write film.mp4", "Read-only file system")
    try disk.setReadOnly(false)
    let filler = try Command.shell("cat /dev/zero > filler", folder: disk.path)
    #expect(filler.status != 0 && TwentySegments.segments(in: disk.path) == kept)
    Self.expectRefusal(
      try TwentySegments.render(in: disk.path), mentioning: "No space left on device", "are kept in")
    #expect(TwentySegments.segments(in: disk.path) == kept)
    try FileManager.default.removeItem(atPath: disk.path + "/filler")
    try TwentySegments.expectGoingOn(from: kept.count, in: disk.path, to: expected)
  }

  @Test("a folder that is taken away meanwhile ends the film, and brought back has what was finished")
  func folderGone() throws {
    let folder = try TemporaryFolder()
    // Too long to be finished before the folder is gone.
    let arguments = [
      "render", "classic-loop", "--size", "128x72", "--set", "duration=600", "--progress", "none", "-o",
      "place/film.mp4",
    ]
    try FileManager.default.createDirectory(atPath: folder.file("place"), withIntermediateDirectories: false)
    let running = try Command.Running(Command.executable, arguments, folder: folder.path)
    while running.process.isRunning && TwentySegments.segments(in: folder.file("place")).isEmpty { sched_yield() }
    try FileManager.default.moveItem(atPath: folder.file("place"), toPath: folder.file("elsewhere"))
    let end = running.finish()
    #expect(end.status == 73)
    #expect(end.errors.split(separator: "\n").count == 1, "\(end.errors)")
    #expect(end.errors.contains("place/film.mp4") && end.errors.contains("No such file or directory"), "\(end.errors)")
    #expect(folder.contents == ["elsewhere"])

    try FileManager.default.moveItem(atPath: folder.file("elsewhere"), toPath: folder.file("place"))
    let count = TwentySegments.segments(in: folder.file("place")).count
    let again = try Command.Running(Command.executable, arguments, folder: folder.path)
    #expect(again.readErrors(until: "\n").contains("resuming from \(count) of 600 segments\n"))
    again.send(SIGKILL)
    _ = again.finish()
  }

  @Test(
    "a cache that is full is told once and is no error",
    .enabled(if: SmallDisk.isPossible, "a small disk needs the right to mount"))
  func fullCache() throws {
    let folder = try TemporaryFolder()
    let disk = try SmallDisk(kilobytes: 100)
    let outcome = try TwentySegments.render("--cache", disk.path, in: folder.path)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "the cache \(disk.path) cannot store more segments: No space left on device\n")
    #expect(try TwentySegments.film(in: folder.path) == TwentySegments.undisturbed())
    let cached = TwentySegments.names(in: disk.path)
    #expect(!cached.isEmpty && cached.allSatisfy { $0.hasSuffix(".jrseg") })
    let again = try TwentySegments.render("--cache", disk.path, in: folder.path)
    #expect(again.status == 0 && again.errors.contains("\(cached.count) of 20 segments come from there"))
  }

  @Test("a cache stays within its size, whatever the clock says")
  func cacheSize() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.file("cache"), withIntermediateDirectories: false)
    // Half a segment of a process that was killed long ago, and one of a process that writes now.
    for name in [".juliareel-1-0.part", ".juliareel-2-0.part"] {
      try Data(count: 1000).write(to: URL(fileURLWithPath: folder.file("cache/\(name)")))
    }
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -1e6)], ofItemAtPath: folder.file("cache/.juliareel-1-0.part"))
    for (crf, year) in [(3, 2100.0), (4, 1970), (5, 1971)] {
      let outcome = try TwentySegments.render(
        "--cache", "cache", "--cache-size", "1", "--crf", "\(crf)", in: folder.path)
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      let segments = TwentySegments.names(in: folder.file("cache")).filter { $0.hasSuffix(".jrseg") }
      let sizes = try segments.map {
        try FileManager.default.attributesOfItem(atPath: folder.file("cache/\($0)"))[.size] as? Int ?? 0
      }
      #expect(sizes.count > 2 && sizes.reduce(0, +) <= 1 << 20)
      if crf == 3 {
        #expect(
          TwentySegments.names(in: folder.file("cache")).filter { $0.hasPrefix(".") } == [".juliareel-2-0.part"])
      }
      try Self.date(folder.file("cache"), Date(timeIntervalSince1970: (year - 1970) * 365.25 * 86400))
    }
  }

  @Test("segments and a lock of the future are as good as any")
  func future() throws {
    let folder = try TemporaryFolder()
    try TwentySegments.interrupt(folder.path, after: 3)
    let count = TwentySegments.segments(in: folder.path).count
    try Self.date(folder.path, Date(timeIntervalSinceNow: 1e9))
    try TwentySegments.expectGoingOn(from: count, in: folder.path, to: TwentySegments.undisturbed())
  }

  @Test(
    "a clock that is put back during the film changes nothing",
    .enabled(if: FakeClock.library != nil, "it takes libfaketime (the package faketime)"))
  func clockPutBack() throws {
    let folder = try TemporaryFolder()
    let clock = try FakeClock(file: folder.file("offset"))
    let running = try #require(
      try clock.start(
        "render classic-loop --size 160x90 --threads 1 --progress json --cache cache -o film.mp4",
        folder: folder.path))
    while running.process.isRunning && TwentySegments.segments(in: folder.path).isEmpty { sched_yield() }
    try clock.set(days: -4000)
    let end = running.finish()
    try #require(end.status == 0, "\(end.errors)")
    #expect(end.errors.contains("\"frame\":600,") && !end.errors.contains("elapsedSeconds\":-"), "\(end.errors)")
    #expect(try TwentySegments.film(in: folder.path) == TwentySegments.undisturbed())
    #expect(TwentySegments.names(in: folder.file("cache")).count == 20)
    #expect(folder.contents == ["cache", "film.mp4", "offset"])
  }

  @Test(
    "neither a name nor a path of 2 000 characters is an obstacle",
    arguments: [
      "Ünï 日本 🎬.mp4", " a b .mkv", "file:a:b.mp4", "new\nline.mp4", "%d.mp4", "*?'\"$x\\.mkv",
    ])
  func names(name: String) throws {
    let folder = try TemporaryFolder()
    let part = "/" + String(repeating: "é", count: 99)
    let length = 1900 - folder.path.count
    let place =
      folder.path + String(repeating: part, count: length / 100) + "/"
      + String(repeating: "x", count: 99 + length % 100)
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    let path = "\(place)/\(name)"
    #expect(path.count >= 2000)
    let outcome = try Command.run([
      "render", "classic-loop", "--size", "64x36", "--frames", "0..<40", "--progress", "none", "--stats",
      path + ".json", "--cache", path + " cache", "-o", path,
    ])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(TwentySegments.names(in: place) == [name, name + " cache", name + ".json"].sorted())
  }

  @Test(
    "a name may be as long as the system allows, and begin with a dash",
    arguments: [String(repeating: "n", count: 251) + ".mp4", "-dash.mp4"])
  func longName(name: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try Command.run(
      ["render", "classic-loop", "--size", "64x36", "--frames", "0..<40", "--output=\(name)"], folder: folder.path)
    #expect(outcome.status == 0 && folder.contents == [name], "\(outcome.errors)")
  }

  @Test(
    "a name that no file can have is refused before anything is rendered",
    arguments: [
      String(repeating: "n", count: 300) + ".mp4", String(repeating: "d/", count: 3000) + "x.mp4", "a\nb/x.mp4",
    ])
  func impossibleName(output: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try TwentySegments.render(in: folder.path, output: output)
    Self.expectRefusal(outcome, mentioning: "cannot write ")
    #expect(folder.contents.isEmpty)
  }
}
