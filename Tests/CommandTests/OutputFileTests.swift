import Foundation
import TestSupport
import Testing

/// Where results go, as a shell and other users leave it.
@Suite("Results and closed streams", .timeLimit(.minutes(30)))
struct OutputFileTests {
  private let folder: TemporaryFolder
  private static let film = "render classic-loop --size 64x36 --fps 10 --frames '0..<10' --progress none"

  init() throws { folder = try TemporaryFolder() }

  private func shell(_ script: String) throws -> Command.Outcome {
    try Command.shell(script, folder: folder.path)
  }

  @Test("a pipe is no place for a film, and stays one")
  func pipe() throws {
    try #require(mkfifo(folder.file("pipe.mkv"), 0o666) == 0)
    let outcome = try shell("exec \"$JULIAREEL\" \(Self.film) -o pipe.mkv")
    #expect(outcome.status == 73)
    #expect(
      outcome.errors.split(separator: "\n").last
        == "cannot write pipe.mkv: it is a pipe, not a regular file; -o - writes a film as Y4M to a pipe")
    #expect(folder.contents == ["pipe.mkv"])
    let stats = try shell("exec \"$JULIAREEL\" \(Self.film) -o film.mp4 --stats pipe.mkv")
    #expect(stats.status == 73 && folder.contents == ["pipe.mkv"])
  }

  @Test(
    "a film that is complete is no failure where there is no standard output, and what is printed gets into no file",
    arguments: [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
  func closedStreams(closing: String) throws {
    let expected = try shell("exec \"$JULIAREEL\" \(Self.film) -o expected.mp4 --progress json")
    #expect(expected.status == 0)
    let outcome = try shell(
      "exec \"$JULIAREEL\" \(Self.film) --progress json -o film.mp4 --stats stats.json \(closing)")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(FileManager.default.contentsEqual(atPath: folder.file("film.mp4"), andPath: folder.file("expected.mp4")))
    let stats = try Data(contentsOf: URL(fileURLWithPath: folder.file("stats.json")))
    #expect(try JSONSerialization.jsonObject(with: stats) is [String: Any])
    #expect(folder.contents == ["expected.mp4", "film.mp4", "stats.json"])
    if closing == ">&-" { #expect(outcome.errors.contains("\nfilm.mp4: 10 frames of 64×36")) }
  }

  @Test(
    "a result that goes to no standard output is lost, and no success",
    arguments: ["presets", "\(film) -o -", "validate classic-loop"])
  func lostResult(command: String) throws {
    let outcome = try shell("exec \"$JULIAREEL\" \(command) >&-")
    #expect(outcome.status == 73)
    #expect(outcome.errors == "cannot write the standard output: Bad file descriptor\n")
  }

  @Test("other commands' files are complete without a standard output, too")
  func otherFiles() throws {
    for (command, file) in [
      ("still classic-loop --size 32x18 -o a.png", "a.png"),
      ("plan classic-loop --size 64x36 --fps 10 --set duration=6 --chunks 2 -o a.plan.json", "a.plan.json"),
      ("segment a.plan.json --index 0 --progress none", "a.mp4.juliareel"),
      ("export a.plan.json --shell", "a.sh"),
      ("join a.plan.json --repair --progress none", "a.mp4"),
    ] {
      let outcome = try shell("exec \"$JULIAREEL\" \(command) >&-")
      #expect(outcome.status == 0 && folder.contents.contains(file), "\(command): \(outcome.errors)")
    }
  }

  @Test(
    "a farm's folder may be another user's where our group may write and others may not",
    .enabled(if: Rights.areRoots, "a folder is given to another user"))
  func farmGroup() throws {
    let plan = try shell(
      "exec \"$JULIAREEL\" plan classic-loop --size 64x36 --fps 10 --set duration=6 --chunks 2 -o a.plan.json")
    try #require(plan.status == 0)
    let kept = folder.file("a.mp4.juliareel")
    try FileManager.default.createDirectory(atPath: kept, withIntermediateDirectories: false)
    let segment = "exec \"$JULIAREEL\" segment a.plan.json --index 0 --progress none"
    for (group, mode, words) in [
      (Rights.stranger, 0o770, "it belongs to another user, and to a group that this one is not in"),
      (getegid(), 0o777, "it belongs to another user, and everybody may write into it"),
    ] {
      try #require(chown(kept, Rights.stranger, group) == 0 && chmod(kept, mode_t(mode)) == 0)
      let outcome = try shell(segment)
      #expect(outcome.status == 73 && outcome.errors == "cannot write a.mp4.juliareel: \(words)\n")
    }
    try #require(chmod(kept, 0o770) == 0)
    #expect(try shell(segment).status == 0)
    #expect(try shell("exec \"$JULIAREEL\" join a.plan.json --repair --progress none").status == 0)
    #expect(folder.contents.contains("a.mp4") && !folder.contents.contains("a.mp4.juliareel"))
  }

  @Test("a pipe in a segment's place holds up no signal and nobody")
  func pipeAsSegment() throws {
    try FileManager.default.createDirectory(
      atPath: folder.file("film.mp4.juliareel"), withIntermediateDirectories: false)
    try #require(mkfifo(folder.file("film.mp4.juliareel/segment-00000.jrseg"), 0o666) == 0)
    let outcome = try shell("exec \"$JULIAREEL\" \(Self.film) -o film.mp4")
    #expect(outcome.status == 0 && folder.contents == ["film.mp4"], "\(outcome.errors)")
  }

  @Test("-o film.webm makes VP9, an explicit codec stays, and .mov has H.264")
  func usualCodec() throws {
    for (name, options, codec) in [
      ("film.webm", "", "vp9"), ("film.mkv", "--codec vp9", "vp9"), ("film.mov", "", "h264"),
      ("av1.webm", "--codec av1", "av1"),
    ] {
      let outcome = try shell("exec \"$JULIAREEL\" \(Self.film) --size 64x64 \(options) -o \(name)")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let recipe = try shell("exec \"$JULIAREEL\" info \(name)")
      #expect(recipe.text.contains("\"codec\": \"\(codec)\""), "\(name): \(recipe.text)")
    }
  }

  @Test("equal segments inside a film are rendered and encoded once")
  func equalSegments() throws {
    // Five turns of one second in a film of scenes: a segment has 30 frames.
    let turn =
      #"{"version": 1, "title": "t", "duration": 1, "loop": "wrap", "c": {"path": "circle", "radius": 0.7}}"#
    let scene = #"{"preset": \#(turn), "duration": 5}"#
    let film =
      #"{"version": 1, "title": "Turns", "output": {"width": 64, "height": 36, "frameRate": 30}, "scenes": [\#(scene)]}"#
    try Data(film.utf8).write(to: URL(fileURLWithPath: folder.file("turns.json")))
    let outcome = try shell("exec \"$JULIAREEL\" render turns.json -o turns.mp4 --stats stats.json --progress none")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let stats = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: folder.file("stats.json"))))
        as? [String: Any])
    let workers = try #require(stats["workers"] as? [[String: Any]])
    #expect(workers.reduce(0) { $0 + ($1["encodedFrames"] as? Int ?? 0) } == 30, "\(stats)")
    #expect(stats["finishedFrames"] as? Int == 150, "\(stats)")
  }

  @Test("a poster is the picture in the middle, and overwrites nothing")
  func poster() throws {
    #expect(try shell("exec \"$JULIAREEL\" \(Self.film) -o film.mp4 --poster poster.png").status == 0)
    let still = try shell(
      "exec \"$JULIAREEL\" still classic-loop --size 64x36 --set output.frameRate=10 --frame 5 -o still.png")
    #expect(still.status == 0, "\(still.errors)")
    #expect(FileManager.default.contentsEqual(atPath: folder.file("poster.png"), andPath: folder.file("still.png")))
    let refused = try shell("exec \"$JULIAREEL\" \(Self.film) -o 'f/%d.png' --poster f/3.png")
    #expect(refused.status == 64 && refused.errors.contains("--poster: f/3.png is the output;"), "\(refused.errors)")
    let stats = try shell("exec \"$JULIAREEL\" \(Self.film) -o b.mp4 --poster s.png --stats s.png")
    #expect(stats.status == 64 && stats.errors.contains("s.png is the file of --stats"), "\(stats.errors)")
    #expect(try shell("exec \"$JULIAREEL\" \(Self.film) -o b.mp4 --poster b.jpg").status == 64)
  }
}
