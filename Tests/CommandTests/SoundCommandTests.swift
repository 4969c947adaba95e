import Foundation
import HostSystem
import TestSupport
import Testing
import VideoEncoding

@Suite("Films with sound")
struct SoundCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try ClickSong().write(to: folder.file("song.wav"))
    try write(#""audio": {"file": "song.wav"}"#, to: "film.json")
  }

  /// A film of four seconds and 100 frames.
  private func write(_ keys: String, duration: String = "4", output: String = "", to name: String) throws {
    let preset = """
      {"version": 1, "title": "Sound", "duration": \(duration), \(keys.isEmpty ? "" : keys + ",")
       "output": {"width": 96, "height": 64, "frameRate": 25\(output)},
       "c": {"path": "circle", "center": [0, 0], "radius": 0.7}}
      """
    try Data(preset.utf8).write(to: URL(fileURLWithPath: folder.file(name)))
  }

  private func run(_ words: String...) throws -> Command.Outcome { try Command.run(words, folder: folder.path) }

  private func render(_ words: String...) throws -> Command.Outcome {
    try Command.run(["render", "film.json", "--progress", "none"] + words, folder: folder.path)
  }

  private func places(_ name: String) throws -> [Int] { try ClickSong.places(inFilm: folder.file(name)) }

  private static let places = ClickSong.five.map { Int($0 * 48_000) }

  @Test("the bytes are the same with any number of workers, from a farm and after SIGKILL")
  func sameBytes() throws {
    for count in ["1", "2", "3", "8"] {
      let outcome = try render("--threads", count, "-o", "film\(count).mp4")
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    let expected = try folder.bytes("film1.mp4")
    #expect(try ["2", "3", "8"].allSatisfy { try folder.bytes("film\($0).mp4") == expected })
    #expect(try places("film1.mp4") == Self.places)

    #expect(try run("plan", "film.json", "--chunks", "3", "-o", "farm.plan.json").status == 0)
    for index in ["2", "0", "1"] {
      #expect(try run("segment", "farm.plan.json", "--index", index, "--progress", "none").status == 0)
    }
    let join = try run("join", "farm.plan.json", "--progress", "none")
    #expect(join.status == 0, "\(join.errors)")
    #expect(try folder.bytes("farm.mp4") == expected)

    let running = try Command.Running(
      Command.executable, ["render", "film.json", "--progress", "none", "--threads", "1", "-o", "killed.mp4"],
      folder: folder.path)
    while running.process.isRunning
      && (try? FileManager.default.contentsOfDirectory(atPath: folder.file("killed.mp4.juliareel")))?
        .contains(where: { $0.hasPrefix("segment") }) != true
    { sched_yield() }
    running.send(SIGKILL)
    _ = running.finish()
    #expect(try render("-o", "killed.mp4").status == 0)
    #expect(try folder.bytes("killed.mp4") == expected)
  }

  @Test("a repeated film shows its frames again, its sound goes on, and nothing is rendered twice")
  func repeats() throws {
    #expect(try render("-o", "once.mkv", "--codec", "ffv1").status == 0)
    try ClickSong(moments: [1, 5, 9], seconds: 12).write(to: folder.file("song.wav"))
    let outcome = try render("-o", "thrice.mkv", "--codec", "ffv1", "--repeat", "3")
    #expect(outcome.status == 0 && outcome.text.contains("100 frames"), "\(outcome.errors)")
    #expect(outcome.text.contains("shown 3 times"))
    #expect(try places("thrice.mkv") == [48_000, 240_000, 432_000])
    let film = try FilmRecipe.read(folder.file("thrice.mkv"), displayName: "film")
    #expect(film.frameCount == 300 && abs(film.durationSeconds - 12) < 0.002)
    guard ClickSong.ffmpeg != nil else { return }
    for name in ["once", "thrice"] {
      try ClickSong.runFFmpeg(
        ["-i", folder.file(name + ".mkv"), "-map", "0:v", "-f", "framemd5", folder.file(name + ".md5")])
    }
    let frames = try ["once", "thrice"].map { name in
      String(decoding: try folder.bytes(name + ".md5"), as: UTF8.self).split(separator: "\n").filter {
        !$0.hasPrefix("#")
      }
      .map { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } }
    }
    #expect(frames[1].map { $0.last } == (frames[0] + frames[0] + frames[0]).map { $0.last })
    // No time twice.
    #expect(Set(frames[1].map { $0[2] }).count == 300)
  }

  @Test("--audio gives the song, also to a preset without one, and --no-audio takes it away")
  func options() throws {
    try write("", to: "silent.json")
    try FileManager.default.createDirectory(atPath: folder.file("songs"), withIntermediateDirectories: false)
    try FileManager.default.moveItem(atPath: folder.file("song.wav"), toPath: folder.file("songs/other.wav"))
    #expect(try render("--no-audio", "-o", "silent.mp4").status == 0)
    let given = try run("render", "silent.json", "--audio", "songs/other.wav", "--progress", "none", "-o", "given.mp4")
    #expect(given.status == 0, "\(given.errors)")
    #expect(try places("given.mp4") == Self.places)
    #expect(try run("info", "given.mp4").text.contains(#""file": "other.wav""#))
    #expect(try run("info", "given.mp4", "--summary").text.contains("sound     aac"))
    #expect(try run("info", "silent.mp4", "--summary").text.contains("sound     –"))
    #expect(try !run("info", "silent.mp4").text.contains("audio"))
  }

  @Test("a film made again from itself has its own sound")
  func again() throws {
    #expect(try render("-o", "film.mkv", "--codec", "ffv1", "--set", "audio.start=0.25").status == 0)
    try FileManager.default.removeItem(atPath: folder.file("song.wav"))
    let outcome = try run("render", "film.mkv", "--progress", "none", "-o", "again.mkv")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try folder.bytes("again.mkv") == folder.bytes("film.mkv"))
    let remixed = try run("render", "film.mkv", "--set", "audio.gain=3", "-o", "other.mkv")
    #expect(remixed.status == 64 && remixed.errors.contains("is mixed already"), "\(remixed.errors)")
  }

  @Test(
    "a film made again from itself keeps its sound packet by packet, also from a farm and shown several times",
    arguments: [
      ["film.mp4"], ["film.webm"], ["film.mkv"], ["film.mov"], ["film.mp4", "--repeat", "3"],
      ["film.webm", "--repeat", "2"],
    ])
  func copied(words: [String]) throws {
    #expect(
      try Command.run(["render", "film.json", "--progress", "none", "-o"] + words, folder: folder.path).status == 0)
    try FileManager.default.removeItem(atPath: folder.file("song.wav"))
    let outcome = try run("render", words[0], "--progress", "none", "-o", "again-" + words[0])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try folder.bytes("again-" + words[0]) == folder.bytes(words[0]))
    #expect(try places("again-" + words[0]) == Self.places.filter { $0 < 192_000 })
    for step in [
      ["plan", words[0], "--chunks", "2", "-o", "farm.plan.json", "--film", "farm-" + words[0]],
      ["segment", "farm.plan.json", "--index", "0"], ["segment", "farm.plan.json", "--index", "1"],
      ["join", "farm.plan.json"],
    ] {
      let outcome = try Command.run(step, folder: folder.path)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    #expect(try folder.bytes("farm-" + words[0]) == folder.bytes(words[0]))
  }

  @Test("a part of a film, or another container, has its sound encoded anew")
  func encodedAnew() throws {
    #expect(try render("-o", "film.mp4").status == 0)
    for (name, options) in [("part.mp4", ["--frames", "30-89"]), ("film.webm", ["--codec", "vp9"])] {
      let words = ["render", "film.mp4", "--progress", "none", "-o", name] + options
      let outcome = try Command.run(words, folder: folder.path)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    #expect(try places("film.webm") == Self.places)
    #expect(try places("part.mp4") == [38_400, 74_400, 110_400])
  }

  @Test("what is damaged in a song is told", .enabled(if: ClickSong.ffmpeg != nil))
  func damage() throws {
    try ClickSong().write(to: folder.file("song.m4a"), ffmpegOptions: ["-b:a", "192k"])
    var song = try folder.bytes("song.m4a")
    // Packets are one after another behind the mark, before which is the size of all.
    let mark = try #require(song.range(of: Data("mdat".utf8)))
    let size = song[mark.lowerBound - 4..<mark.lowerBound].reduce(0) { $0 << 8 | Int($1) } - 8
    for place in mark.upperBound + size / 4..<mark.upperBound + size / 2 { song[place] = 0xFF }
    try song.write(to: URL(fileURLWithPath: folder.file("song.m4a")))
    let outcome = try render("--audio", "song.m4a", "-o", "film.mp4")
    #expect(
      outcome.status == 0 && outcome.errors.contains("the song song.m4a: ")
        && outcome.errors.contains("damaged and became silence"), "\(outcome.errors)")
    #expect(try !render("-o", "whole.mp4").errors.contains("damaged"))
  }

  @Test("a film can be as long as its song")
  func length() throws {
    try write(#""audio": {"file": "song.wav", "start": 1}"#, duration: "\"audio\"", to: "film.json")
    #expect(try render("-o", "film.mp4").status == 0)
    #expect(try FilmRecipe.read(folder.file("film.mp4"), displayName: "film").frameCount == 75)
    #expect(try run("validate", "film.json", "--no-pictures").text.contains("3 s, 75 frames"))
    try write("", duration: "\"audio\"", to: "film.json")
    let outcome = try run("validate", "film.json", "--no-pictures")
    #expect(
      outcome.errors == "film.json:1:46: duration: \"audio\" is the length of a song, which \"audio\" has to name\n",
      "\(outcome.errors)")
  }

  @Test("the sound is not part of what segments are", arguments: ["--no-audio", "--set=audio.gain=3", "--repeat=2"])
  func segments(option: String) throws {
    #expect(try render("-o", "film.mp4", "--cache", "cache").status == 0)
    let outcome = try render("-o", "other.mp4", "--cache", "cache", option)
    #expect(outcome.errors.contains("4 of 4 segments"), "\(outcome.errors)")
  }

  @Test(
    "other outputs refuse sound and repeats, and say which have them",
    arguments: ["film.gif", "%d.png", "-", "film.webp"])
  func otherOutputs(name: String) throws {
    let outcome = try render("-o", name)
    #expect(outcome.status == 65 && outcome.errors.contains("only .mp4, .mkv, .webm and .mov files have sound"))
    let repeated = try render("-o", name, "--no-audio", "--repeat", "2")
    #expect(repeated.status == 64 && repeated.errors.contains("only .mp4, .mkv, .webm and .mov files have repeats"))
    #expect(!FileManager.default.fileExists(atPath: folder.file(name)))
  }

  @Test(
    "a song that is no song, is missing or is not beside its preset is one sentence",
    arguments: [
      ("missing.wav", 66, "no such file"), ("film.json", 66, "it is not a WAV"), ("empty.wav", 66, "it is empty"),
      ("/etc/passwd", 65, "is an absolute path"), ("../song.wav", 65, "leads out of the folder"),
      ("http://127.0.0.1/song.wav", 65, "is no file"), ("", 65, "allowed"), (".", 66, "a folder"),
    ] as [(String, Int32, String)])
  func badSongs(file: String, status: Int32, reason: String) throws {
    try Data().write(to: URL(fileURLWithPath: folder.file("empty.wav")))
    try write(#""audio": {"file": "\#(file)"}"#, to: "film.json")
    let outcome = try render("-o", "film.mp4")
    #expect(outcome.status == status && outcome.errors.contains(reason), "\(outcome.errors)")
    let sentences = outcome.errors.split(separator: "\n").filter { !$0.hasPrefix("warning: ") }
    #expect(sentences.count == 1, "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.file("film.mp4")))
  }

  @Test("songs of any rate and number of channels, and of any damage, make a film or a sentence")
  func oddSongs() throws {
    var generator = SeededGenerator(seed: 3)
    for (sampleRate, channelCount) in [(192_000, 2), (8_000, 1), (48_000, 8), (44_100, 6)] {
      let song = ClickSong(sampleRate: sampleRate, channelCount: channelCount)
      try song.write(to: folder.file("song.wav"))
      let outcome = try render("-o", "film.mp4", "--fresh")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try places("film.mp4").count == 5)
      var damaged = song.wave
      for _ in 0..<40 {
        damaged[Int.random(in: 0..<64, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      try Data(damaged).write(to: URL(fileURLWithPath: folder.file("song.wav")))
      let result = try render("-o", "damaged.mp4")
      #expect([0, 66].contains(result.status), "\(result.errors)")
    }
  }

  @Test("an untrusted preset's song is not read")
  func untrusted() throws {
    let outcome = try render("--untrusted", "-o", "film.mp4")
    #expect(outcome.status == 65 && outcome.errors.contains("--untrusted allows none"), "\(outcome.errors)")
    #expect(try render("--untrusted", "--no-audio", "-o", "film.mp4").status == 0)
    #expect(try render("--untrusted", "--audio", "song.wav", "-o", "own.mp4").status == 0)
  }

  @Test("a plan's song is the one that was planned, or one that join is given")
  func plannedSong() throws {
    #expect(try run("plan", "film.json", "--chunks", "1", "-o", "farm.plan.json").status == 0)
    #expect(try run("segment", "farm.plan.json", "--index", "0", "--progress", "none").status == 0)
    try ClickSong(moments: [2]).write(to: folder.file("song.wav"))
    let outcome = try run("join", "farm.plan.json", "--progress", "none")
    #expect(outcome.status == 65 && outcome.errors.contains("another song than the planned one"), "\(outcome.errors)")
    #expect(try run("join", "farm.plan.json", "--progress", "none", "--audio", "song.wav").status == 0)
    #expect(try places("farm.mp4") == [96_000])
  }
}

extension ClickSong {
  /// Where the clicks are in the sound of the film at `path`, in samples.
  static func places(inFilm path: String) throws -> [Int] {
    var decoder = try SongDecoder(contentsOf: path, channels: 1)
    var samples: [Float] = []
    while let block = try decoder.next() { samples += block }
    return places(in: samples)
  }
}
