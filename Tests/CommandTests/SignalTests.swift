import Foundation
import TestSupport
import Testing

@Suite("Signals")
struct SignalTests {
  /// A preset of which no frame is finished in the time of a test: c = ¼ has orbits that stay bounded, and no attracting
  /// cycle by which that could be known in advance. Its colours change, so that no two segments are equal.
  private static let endless = """
    { "version": 1, "title": "Endless", "duration": 10, "c": [0.25, 0], "camera": { "width": 0.4 },
      "shading": { "phase": { "keyframes": [ { "time": 0, "value": 0 }, { "time": 10, "value": 0.5 } ] } },
      "output": { "width": 640, "height": 360 }, "fractal": { "maximumIterations": 10000000 } }
    """

  private static func start(_ arguments: String..., in folder: TemporaryFolder) throws -> Command.Running {
    try endless.write(toFile: folder.file("endless.json"), atomically: true, encoding: .utf8)
    return try Command.Running(Command.executable, arguments, folder: folder.path)
  }

  @Test(
    "the first signal finishes what has begun, keeps it, and the same command resumes",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func kept(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let end = try TwentySegments.interrupt(folder.path, after: 1, with: signal)
    #expect(end.status == 130, "\(end.errors)")
    let first = "finishing the segments in progress; a second signal stops at once\n"
    #expect(end.errors.hasPrefix(first), "\(end.errors)")
    #expect(end.errors.contains("are finished and kept: the same command resumes"), "\(end.errors)")
    #expect(folder.contents == [TwentySegments.folderName])
    let count = TwentySegments.segments(in: folder.path).count
    #expect(end.errors.contains("of 600 frames \(30 * count) are "), "\(end.errors)")
    try TwentySegments.expectGoingOn(from: count, in: folder.path, to: TwentySegments.undisturbed())
  }

  @Test("with --finish-short the first signal ends with a playable shorter film", arguments: [SIGINT, SIGTERM, SIGHUP])
  func playable(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let running = try Self.start(
      "render", "classic-loop", "--size", "320x180", "--set", "duration=3600", "--progress", "json", "--finish-short",
      "-o", "film.mp4",
      in: folder)
    let said = running.readErrors(until: "}\n{")
    running.send(signal)
    let end = running.finish()
    #expect(end.status == 130, "\(said)\(end.errors)")
    #expect(folder.contents == ["endless.json", "film.mp4"])
    let words = try #require(end.errors.split(separator: "\n").last).split(separator: " ")
    #expect(words.prefix(4) == ["interrupted:", "of", "216000", "frames"])
    if let frames = try frameCount(of: folder.file("film.mp4")) { #expect(String(frames) == words[4]) }
  }

  /// The frames that ffprobe decodes; `nil` where it is not installed.
  private func frameCount(of film: String) throws -> Int? {
    let probe = "ffprobe -v error -count_frames -show_entries stream=nb_read_frames -of csv=p=0 '\(film)'"
    let outcome = try Command.shell("command -v ffprobe >/dev/null || exit 99; \(probe)")
    if outcome.status == 99 { return nil }
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    let count: Int = try #require(Int(outcome.text.trimmingCharacters(in: .whitespacesAndNewlines)))
    return count
  }

  @Test("a second signal ends at once, in the middle of a tile, and leaves no file")
  func second() throws {
    let folder = try TemporaryFolder()
    let running = try Self.start("render", "endless.json", "-o", "film.mp4", "--stats", "stats.json", in: folder)
    #expect(running.readErrors(until: "\n") == "frame 0 of 600\n")
    // Two of one kind could arrive as one.
    running.send(SIGINT, SIGTERM)
    let end = running.finish()
    #expect(end.status == 130)
    #expect(end.errors.contains("interrupted\n"))
    #expect(folder.contents == ["endless.json"])
  }

  @Test("a second signal takes nothing away that is finished")
  func secondOfFilm() throws {
    let folder = try TemporaryFolder()
    let end = try TwentySegments.interrupt(folder.path, after: 2, with: SIGINT, SIGTERM)
    // In whichever order the two signals are told of.
    #expect(end.status == 130 && end.errors.contains("interrupted\n"), "\(end.errors)")
    let kept = TwentySegments.segments(in: folder.path)
    #expect(kept.count >= 2)
    try TwentySegments.expectGoingOn(from: kept.count, in: folder.path, to: TwentySegments.undisturbed())
  }

  @Test("a second signal ends at once whatever threads an encoder has", arguments: ["av1", "hevc"])
  func secondOfThreads(codec: String) throws {
    let folder = try TemporaryFolder()
    let running = try Self.start(
      "render", "endless.json", "--codec", codec, "--encoder-preset", "best", "-o", "film.mp4", in: folder)
    #expect(running.readErrors(until: "\n") == "frame 0 of 600\n")
    running.send(SIGINT, SIGTERM)
    #expect(running.finish().status == 130)
    #expect(folder.contents == ["endless.json"])
  }

  @Test("a second signal ends at once while nobody reads the standard output")
  func blockedPipe() throws {
    let folder = try TemporaryFolder()
    let running = try Self.start("render", "classic-loop", "-o", "-", "--size", "640x360", in: folder)
    _ = running.readErrors(until: "\n")
    running.send(SIGINT, SIGTERM)
    #expect(running.finish().status == 130)
  }

  @Test(
    "a still or a field ends at the first signal and leaves no file", arguments: [SIGINT, SIGTERM, SIGHUP],
    [["still", "x.png"], ["field", "x.npy"]])
  func still(signal: Int32, command: [String]) throws {
    let folder = try TemporaryFolder()
    let running = try Self.start(command[0], "endless.json", "-o", command[1], in: folder)
    // The file is made after the signals have got their meaning.
    while running.process.isRunning && folder.contents.count < 2 { sched_yield() }
    running.send(signal)
    #expect(running.finish().status == 130)
    #expect(folder.contents == ["endless.json"])
  }

  @Test("a signal that was ignored when the program began stays ignored")
  func nohup() throws {
    let folder = try TemporaryFolder()
    let running = try Command.Running(
      "/bin/sh",
      ["-c", "trap '' HUP; exec \"$JULIAREEL\" render classic-loop --size 160x90 -o film.mp4"], folder: folder.path)
    _ = running.readErrors(until: "\n")
    running.send(SIGHUP)
    #expect(running.finish().status == 0)
    #expect(folder.contents == ["film.mp4"])
  }
}
