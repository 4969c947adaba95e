import Foundation
import TestSupport
import Testing
import VideoEncoding

@Suite("Films of a size")
struct TargetSizeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try ClickSong().write(to: folder.file("song.wav"))
    let preset = """
      {"version": 1, "title": "Size", "duration": 4, "audio": {"file": "song.wav", "bitrate": 32},
       "output": {"width": 192, "height": 108, "frameRate": 25}, "camera": {"width": 2.6},
       "c": {"path": "circle", "center": [0, 0], "radius": 0.78}}
      """
    try Data(preset.utf8).write(to: URL(fileURLWithPath: folder.file("film.json")))
  }

  private func render(_ words: String...) throws -> Command.Outcome {
    try Command.run(["render", "film.json", "--progress", "none"] + words, folder: folder.path)
  }

  @Test("a file is as large as asked for or a little smaller, with all that is in it, whatever holds it")
  func sizes() throws {
    #expect(try render("-o", "plain.mp4").status == 0)
    let usual = try folder.bytes("plain.mp4").count
    // The codecs with whole factors have sizes some per cent apart, and x265 of small films some steps.
    for (file, codec, share, least) in [
      ("a.mp4", "h264", 0.8, 0.97), ("b.mkv", "h264", 0.6, 0.97), ("c.mov", "hevc", 0.7, 0.95),
      ("d.webm", "vp9", 0.8, 0.85), ("e.mp4", "av1", 0.6, 0.85),
    ] {
      let wanted = Int(Double(usual) * share)
      let outcome = try render("-o", file, "--codec", codec, "--target-size", "\(wanted)")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let got = try folder.bytes(file).count
      #expect(got <= wanted && Double(got) >= least * Double(wanted), "\(file): \(got) of \(wanted)")
      #expect(outcome.text.contains("with the rate factor "), "\(outcome.text)")
      let film = try FilmRecipe.read(folder.file(file), displayName: file)
      #expect(film.frameCount == 100 && !film.sound.isEmpty)
      #expect(!folder.contents.contains { $0.hasSuffix(".juliareel") })
    }
  }

  @Test(
    "the bytes are those of the rate factor that is named, with any number of workers, and after SIGKILL nothing is measured again"
  )
  func sameBytes() throws {
    let size = ["--target-size", "120kB"]
    let first = try render(["--threads", "1", "-o", "film.mp4"] + size)
    #expect(first.status == 0, "\(first.errors)")
    let expected = try folder.bytes("film.mp4")
    #expect(expected.count <= 120_000)
    let factor = try #require(first.text.split(separator: " ").last.map { $0.filter { !$0.isNewline } })
    #expect(try render("-o", "named.mp4", "--crf", String(factor)).status == 0)
    #expect(try folder.bytes("named.mp4") == expected)
    for count in ["2", "3", "8"] {
      #expect(try render(["--threads", count, "-o", "film\(count).mp4"] + size).status == 0)
      #expect(try folder.bytes("film\(count).mp4") == expected)
    }
    _ = try stopped(by: SIGKILL, size, "killed.mp4") { notes, hasSegments in
      notes.contains("\"factor\"") && hasSegments
    }
    let again = try Command.run(["render", "film.json", "-o", "killed.mp4"] + size, folder: folder.path)
    #expect(again.status == 0 && again.errors.contains("making: frame"), "\(again.errors)")
    #expect(!again.errors.contains("measuring"), "\(again.errors)")
    #expect(try folder.bytes("killed.mp4") == expected)
    #expect(!folder.contents.contains("killed.mp4.juliareel"))
  }

  @Test("a cover, which is made once for all passes, is part of the size and that of the rate factor that is named")
  func cover() throws {
    let sized = try render("-o", "sized.mp4", "--cover", "--target-size", "150kB")
    #expect(sized.status == 0, "\(sized.errors)")
    #expect(try folder.bytes("sized.mp4").count <= 150_000)
    let factor = try #require(sized.text.split(separator: " ").last.map { $0.filter { !$0.isNewline } })
    #expect(try render("-o", "named.mp4", "--cover", "--crf", String(factor)).status == 0)
    #expect(try folder.bytes("named.mp4") == folder.bytes("sized.mp4"))
  }

  /// How a run with one worker ends that is sent `signal` once `isMoment` says so of what is noted of its sizes, and whether it has segments.
  private func stopped(
    by signal: Int32, _ size: [String], _ film: String, at isMoment: (String, Bool) -> Bool
  ) throws -> (status: Int32, errors: String) {
    let running = try Command.Running(
      Command.executable,
      ["render", "film.json", "--progress", "none", "--threads", "1", "-o", film] + size, folder: folder.path)
    let segments = folder.file(film + ".juliareel")
    while running.process.isRunning {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: segments)) ?? []
      let notes = (try? String(contentsOfFile: segments + "/sizes.json", encoding: .utf8)) ?? ""
      if isMoment(notes, names.contains { $0.hasPrefix("segment") }) { break }
      sched_yield()
    }
    running.send(signal)
    return running.finish()
  }

  @Test("a measuring pass that was stopped goes on from the segments measured", arguments: [SIGKILL, SIGINT])
  func measuredAgain(signal: Int32) throws {
    let size = ["--target-size", "120kB"]
    #expect(try render(["-o", "film.mp4"] + size).status == 0)
    let stopped = try stopped(by: signal, size, "stopped.mp4") { notes, _ in
      notes.contains("\"segments\":{\"") && !notes.contains("\"factor\"")
    }
    if signal == SIGINT {
      #expect(stopped.status == 130 && stopped.errors.contains("the same command resumes"), "\(stopped.errors)")
    }
    let again = try Command.run(["render", "film.json", "-o", "stopped.mp4"] + size, folder: folder.path)
    #expect(again.status == 0 && again.errors.contains("resuming from"), "\(again.errors)")
    #expect(again.errors.contains("measuring: frame"), "\(again.errors)")
    #expect(try folder.bytes("stopped.mp4") == folder.bytes("film.mp4"))
    #expect(!folder.contents.contains("stopped.mp4.juliareel"))
  }

  @Test("of a repeated film the whole file has the size")
  func repeats() throws {
    let outcome = try render("-o", "thrice.mp4", "--repeat", "3", "--target-size", "400 kB")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let count = try folder.bytes("thrice.mp4").count
    #expect(count <= 400_000 && count > 380_000, "\(count)")
    #expect(try FilmRecipe.read(folder.file("thrice.mp4"), displayName: "film").frameCount == 300)
  }

  @Test("a film that is smaller anyway gets the best quality")
  func best() throws {
    let outcome = try render("-o", "best.mp4", "--target-size", "1GB")
    #expect(outcome.status == 0 && outcome.text.hasSuffix("with the rate factor 13\n"), "\(outcome.text)")
  }

  @Test("what cannot be is refused with one sentence, and nothing is left")
  func refusals() throws {
    let before = folder.contents
    for (words, status, message) in [
      (["-o", "a.mp4", "--target-size", "9kB"], 64, "kB at least, with the largest rate factor, not 9.0 kB"),
      (["-o", "a.gif", "--target-size", "9MB", "--no-audio"], 64, "only .mp4, .mkv, .webm and .mov"),
      (["-o", "a.mkv", "--codec", "ffv1", "--target-size", "9MB"], 64, "FFV1 has no rate factor"),
      (["-o", "a.mov", "--codec", "prores", "--target-size", "9MB"], 64, "allowed for a size: h264, hevc, av1, vp9"),
      (["-o", "a.mp4", "--crf", "20", "--target-size", "9MB"], 64, "--target-size and --crf exclude each other"),
      (["-o", "a.mp4", "--quality", "20", "--target-size", "9MB"], 64, "--target-size and --quality"),
      (["-o", "a.mp4", "--set", "output.crf=20", "--target-size", "9MB"], 64, "--set output.crf"),
      (["-o", "a.mp4", "--target-size", "9"], 64, "at least"),
      (["-o", "a.mp4", "--target-size", "big"], 64, "--target-size"),
    ] {
      let refused = try Command.run(["render", "film.json", "--progress", "none"] + words, folder: folder.path)
      #expect(Int(refused.status) == status && refused.errors.contains(message), "\(words): \(refused.errors)")
      #expect(folder.contents == before, "\(words)")
    }
    for words in [
      ["plan", "film.json", "--chunks", "2"], ["segment", "plan.json", "--index", "0"], ["join", "plan.json"],
    ] {
      let refused = try Command.run(words + ["--target-size", "9MB"], folder: folder.path)
      #expect(refused.status == 64 && refused.errors.contains("do not wait for one another"), "\(refused.errors)")
    }
  }

  private func render(_ words: [String]) throws -> Command.Outcome {
    try Command.run(["render", "film.json", "--progress", "none"] + words, folder: folder.path)
  }
}
