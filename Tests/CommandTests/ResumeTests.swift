import Foundation
import TestSupport
import Testing

@Suite("Films that go on")
struct ResumeTests {
  @Test("killed at any moment and started again, a film loses no finished segment and gets the same bytes")
  func kill() throws {
    let clock = ContinuousClock()
    let expected = try TwentySegments.undisturbed()
    var folder = try TemporaryFolder()
    let duration = try clock.measure { _ = try TwentySegments.render(in: folder.path) }
    folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 1)
    var keptCounts: [Int] = []
    for round in 0..<StressRuns.count(usual: 4) {
      let before = TwentySegments.segments(in: folder.path)
      let running = try TwentySegments.start(in: folder.path)
      // A little longer than the film takes, for what comes after its last frame.
      running.waitForEnd(atMost: duration * Double.random(in: 0...1.1, using: &random))
      running.send(SIGKILL)
      let said = running.finish().errors
      if folder.contents.contains("film.mp4") {
        try #require(try TwentySegments.film(in: folder.path) == expected, "round \(round)")
        folder = try TemporaryFolder()
        continue
      }
      let kept = TwentySegments.segments(in: folder.path)
      try #require(before.isSubset(of: kept), "round \(round)")
      if !said.isEmpty { #expect(said.contains("resuming from \(before.count) of 20 "), "round \(round): \(said)") }
      keptCounts.append(kept.count)
      // One runs to its end, the other to the next kill.
      let copy = try TemporaryFolder()
      if !folder.contents.isEmpty {
        try FileManager.default.copyItem(
          atPath: folder.file(TwentySegments.folderName), toPath: copy.file(TwentySegments.folderName))
      }
      try TwentySegments.expectGoingOn(from: kept.count, in: copy.path, to: expected, "round \(round)")
    }
    // The moments did differ.
    if keptCounts.count >= 50 { #expect(Set(keptCounts).count > 10, "\(keptCounts)") }
    let last = try TwentySegments.render(in: folder.path)
    #expect(last.status == 0, "\(last.errors)")
    #expect(try TwentySegments.film(in: folder.path) == expected)
  }

  @Test("another film in the same place is noticed, and --fresh starts over")
  func otherFilm() throws {
    let folder = try TemporaryFolder()
    try TwentySegments.interrupt(folder.path, after: 2)
    let other = try TwentySegments.render("--crf", "30", in: folder.path)
    #expect(other.status == 0 && other.errors.split(separator: "\n").count == 1, "\(other.errors)")
    #expect(other.errors.contains("starting over"), "\(other.errors)")
    try TwentySegments.interrupt(folder.path, after: 2)
    let fresh = try TwentySegments.render("--fresh", in: folder.path)
    #expect(fresh.status == 0 && fresh.errors.isEmpty, "\(fresh.errors)")
  }

  @Test("of a film that was edited, the segments that stay the same are not rendered again")
  func edited() throws {
    let folder = try TemporaryFolder()
    try TwentySegments.interrupt(folder.path, after: 3)
    let count = TwentySegments.segments(in: folder.path).count
    let edited = try TwentySegments.render("--set", "title=New", in: folder.path)
    #expect(edited.status == 0)
    #expect(
      edited.errors
        == "\(TwentySegments.folderName) belongs to an earlier film, and this one has another preset, or other values of "
        + "its keys: resuming from \(count) of 20 segments, which are the same\n")
    #expect(try TwentySegments.render("--set", "title=New", in: folder.path, output: "other.mp4").status == 0)
    #expect(
      FileManager.default.contentsEqual(atPath: folder.file("film.mp4"), andPath: folder.file("other.mp4")))
  }

  @Test("a second render of the same output is told who makes it, and a dead one holds nobody up")
  func lock() throws {
    let folder = try TemporaryFolder()
    let running = try Command.Running(
      Command.executable, ["render", "classic-loop", "--size", "320x180", "--set", "duration=600", "-o", "film.mp4"],
      folder: folder.path)
    while running.process.isRunning && TwentySegments.segments(in: folder.path).isEmpty { sched_yield() }
    let second = try TwentySegments.render(in: folder.path)
    #expect(second.status == 73)
    #expect(second.errors.contains("film.mp4 is being made by process \(running.process.processIdentifier) on "))
    running.send(SIGKILL)
    _ = running.finish()
    #expect(try TwentySegments.render(in: folder.path).status == 0)
    #expect(folder.contents == ["film.mp4"])
  }

  @Test("with a cache a new title renders nothing, and a moved keyframe what it touches")
  func cache() throws {
    let folder = try TemporaryFolder()
    func width(_ middle: Double) -> String {
      "camera.width={\"keyframes\":[{\"time\":0,\"value\":4},{\"time\":1,\"value\":\(middle)},{\"time\":2,\"value\":4}],"
        + "\"interpolation\":\"linear\"}"
    }
    #expect(
      try !TwentySegments.render("--set", width(4.1), "--cache", "cache", in: folder.path).errors.contains("segments"))
    let title = try TwentySegments.render(
      "--set", width(4.1), "--set", "title=New", "--cache", "cache", in: folder.path)
    #expect(title.errors.contains("20 of 20 segments"), "\(title.errors)")
    let moved = try TwentySegments.render("--set", width(4.2), "--cache", "cache", in: folder.path)
    // Two seconds of ten, but for the frame in which nothing moves.
    #expect(moved.errors.contains("16 of 20 segments"), "\(moved.errors)")
    #expect(try TwentySegments.render("--set", width(4.2), in: folder.path, output: "plain.mp4").status == 0)
    #expect(
      FileManager.default.contentsEqual(atPath: folder.file("film.mp4"), andPath: folder.file("plain.mp4")))
    #expect(folder.contents == ["cache", "film.mp4", "plain.mp4"])
  }
}
