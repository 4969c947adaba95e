import Foundation
import TestSupport
import Testing

@Suite("Films that follow their songs")
struct SongFollowingTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try ClickSong().write(to: folder.file("song.wav"))
    try write(to: "film.json")
  }

  /// A film of four seconds and 100 frames.
  private func write(_ keys: String = #""audio": {"file": "song.wav"},"#, to name: String) throws {
    let preset = """
      {"version": 1, "title": "Song", "duration": 4, \(keys)
       "output": {"width": 96, "height": 64, "frameRate": 25},
       "c": {"path": "circle", "radius": 0.7},
       "camera": {"width": {"base": 3.2, "audio": {"feature": "band", "band": [30, 3000], "to": [0, -0.4]}}},
       "shading": {"phase": {"base": 0, "audio": {"feature": "level", "to": [0.05, 1], "integrate": true}},
                   "density": {"base": 0.02, "audio": {"feature": "onset", "to": [0, 0.01]}}}}
      """
    try Data(preset.utf8).write(to: URL(fileURLWithPath: folder.file(name)))
  }

  private func run(_ words: String...) throws -> Command.Outcome { try Command.run(words, folder: folder.path) }

  private func render(_ words: String...) throws {
    let outcome = try Command.run(["render", "film.json", "--progress", "none"] + words, folder: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  private func hide() throws {
    try FileManager.default.moveItem(atPath: folder.file("song.wav"), toPath: folder.file("hidden.wav"))
  }

  @Test("the bytes are the same with any number of workers, and from a farm, where only joining reads the song")
  func sameBytes() throws {
    for count in ["1", "2", "3", "8"] { try render("--threads", count, "-o", "film\(count).mp4") }
    let expected = try folder.bytes("film1.mp4")
    #expect(try ["2", "3", "8"].allSatisfy { try folder.bytes("film\($0).mp4") == expected })
    let plan = try run("plan", "film.json", "--chunks", "3", "-o", "farm.plan.json")
    #expect(plan.status == 0, "\(plan.errors)")
    try hide()
    for index in ["2", "0", "1"] {
      let segment = try run("segment", "farm.plan.json", "--index", index, "--progress", "none")
      #expect(segment.status == 0, "\(segment.errors)")
    }
    try FileManager.default.moveItem(atPath: folder.file("hidden.wav"), toPath: folder.file("song.wav"))
    let join = try run("join", "farm.plan.json", "--progress", "none")
    #expect(join.status == 0, "\(join.errors)")
    #expect(try folder.bytes("farm.mp4") == expected)
  }

  @Test("a film is made again from itself with the same pictures, without the song")
  func again() throws {
    try render("-o", "film.mkv", "--codec", "ffv1")
    try render("-o", "silent.mkv", "--codec", "ffv1", "--no-audio")
    try hide()
    for (film, options) in [("film", []), ("silent", []), ("film", ["--no-audio"])] {
      let outcome = try Command.run(
        ["render", film + ".mkv", "--progress", "none", "-o", "again.mkv"] + options, folder: folder.path)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let name = options.isEmpty ? film : "silent"
      #expect(try folder.bytes("again.mkv") == folder.bytes(name + ".mkv"), "\(film) \(options)")
      try FileManager.default.removeItem(atPath: folder.file("again.mkv"))
    }
  }

  @Test("--audio gives the song that the film follows")
  func given() throws {
    try write("", to: "bare.json")
    let missing = try run("render", "bare.json", "-o", "bare.mp4", "--progress", "none")
    #expect(missing.status == 65 && missing.errors.contains("there is no song to follow"), "\(missing.errors)")
    let outcome = try run("render", "bare.json", "--audio", "song.wav", "-o", "bare.mp4", "--progress", "none")
    #expect(outcome.status == 0, "\(outcome.errors)")
    try render("-o", "film.mp4")
    #expect(try folder.bytes("bare.mp4") == folder.bytes("film.mp4"))
    try ClickSong(moments: [0.5, 3]).write(to: folder.file("other.wav"))
    try render("--audio", "other.wav", "-o", "other.mkv", "--codec", "ffv1")
    try render("-o", "film.mkv", "--codec", "ffv1")
    #expect(try folder.bytes("other.mkv") != folder.bytes("film.mkv"))
  }

  @Test("what shows a film without making it follows the song, too")
  func shown() throws {
    for words in [
      ["sheet", "film.json", "-o", "sheet.png"], ["path", "film.json", "-o", "path.png"],
      ["still", "film.json", "--time", "1.02", "-o", "click.png"],
      ["still", "film.json", "--time", "1.02", "-o", "quiet.png", "--set", "shading.density=0.02"],
      ["render", "film.json", "--no-audio", "-o", "film.gif", "--progress", "none"],
      ["plan", "film.json", "--chunks", "2", "-o", "farm.plan.json"],
      ["export", "farm.plan.json", "--shell", "-o", "farm.sh"],
    ] {
      let outcome = try Command.run(words, folder: folder.path)
      #expect(outcome.status == 0, "\(words): \(outcome.errors)")
    }
    #expect(try folder.bytes("click.png") != folder.bytes("quiet.png"))
    let valid = try run("validate", "film.json")
    #expect(valid.status == 0 && valid.text.contains("sound from song.wav"), "\(valid.errors)")
  }

  @Test("flashes that the song makes are found, and mended where the phase makes them")
  func flashes() throws {
    let clicks = (1...39).map { Double($0) / 10 }
    try ClickSong(moments: clicks).write(to: folder.file("song.wav"))
    let palette = ##"{"stops":[{"at":0,"color":"#000"},{"at":0.5,"color":"#fff"}]}"##
    let phase = #"{"base":0,"audio":{"feature":"onset","attack":0,"release":0.02,"to":[0,0.5]}}"#
    let flashing = [
      "--set", "shading.phase=\(phase)", "--set", "shading.palette=\(palette)", "--set", "shading.density=0.001",
    ]
    let valid = try Command.run(["validate", "film.json"] + flashing, folder: folder.path)
    #expect(valid.errors.contains("warning: flashes:"), "\(valid.errors)")
    let mended = try Command.run(
      ["render", "film.json", "-o", "film.mp4", "--progress", "none", "--fix-flashes"] + flashing, folder: folder.path)
    #expect(mended.errors.contains("the palette's phase is slowed"), "\(mended.errors)")
  }

  @Test("a stranger's preset follows no song of its own, but the user's")
  func untrusted() throws {
    let refused = try run("validate", "film.json", "--untrusted")
    #expect(
      refused.errors.contains("a preset's song is not read with --untrusted; allowed: --audio"), "\(refused.errors)")
    let given = try run(
      "render", "film.json", "--untrusted", "--audio", "song.wav", "-o", "film.mp4", "--progress", "none")
    #expect(given.status == 0, "\(given.errors)")
  }

  @Test(
    "a song that cannot be followed is one sentence",
    arguments: [("missing", nil), ("empty", ""), ("text", "this is no song"), ("nothing", "RIFF")]
      as [(String, String?)])
  func faults(name: String, contents: String?) throws {
    try FileManager.default.removeItem(atPath: folder.file("song.wav"))
    if let contents { try Data(contents.utf8).write(to: URL(fileURLWithPath: folder.file("song.wav"))) }
    let outcome = try run("validate", "film.json")
    let lines = outcome.errors.split(separator: "\n")
    #expect(outcome.status == 65 && lines.count == 1, "\(outcome.errors)")
    #expect(lines.first?.hasPrefix("film.json:1:") == true && lines.first?.contains("audio.file: ") == true)
  }

  @Test("the example dances to its song, and does not flash")
  func example() throws {
    let preset = Repository.root.appendingPathComponent("Examples/Dance/dance.json").path
    let outcome = try run("validate", preset)
    #expect(
      outcome.status == 0 && !outcome.errors.contains("flashes") && outcome.text.contains("24 s, 1440 frames"),
      "\(outcome.errors)")
    let beats = try run("beats", Repository.root.appendingPathComponent("Examples/Dance/song.flac").path)
    #expect(beats.text.hasPrefix("\"tempo\": { \"bpm\": 111.9"), "\(beats.text.prefix(60))")
  }

  @Test("a song of no length is silence")
  func silence() throws {
    try ClickSong(moments: [], seconds: 0).write(to: folder.file("song.wav"))
    let outcome = try run("validate", "film.json")
    #expect([0, 65].contains(outcome.status) && outcome.errors.split(separator: "\n").count <= 1, "\(outcome.errors)")
    try ClickSong(moments: [], seconds: 1).write(to: folder.file("song.wav"))
    #expect(try run("validate", "film.json").status == 0)
  }

  /// A film whose camera alone moves, by the song, in one piece or in scenes.
  private func writeFilm(_ keys: String, to name: String) throws {
    let preset = """
      {"version": 1, "title": "Song", "audio": {"file": "song.wav"},
       "output": {"width": 96, "height": 64, "frameRate": 25}, \(keys)}
      """
    try Data(preset.utf8).write(to: URL(fileURLWithPath: folder.file(name)))
  }

  private func frames(_ film: String, _ more: String...) throws -> Data {
    let outcome = try Command.run(
      ["render", film, "--no-audio", "-o", "-", "--progress", "none"] + more, folder: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  @Test("scenes follow the film's song at the film's times, alone and in a film made again from itself, too")
  func scenes() throws {
    let own = #""c": [-0.8, 0.156], "camera": {"width": {"base": 3.2, "audio": {"feature": "level", "to": [0, -1]}}}"#
    func scene(_ place: String) -> String {
      #"{"preset": {"version": 1, "title": "s", "duration": 4, \#(own)}, \#(place)}"#
    }
    try writeFilm("\"duration\": 4, \(own)", to: "whole.json")
    // The second scene shows the start of its own film, at 2 s of the film and of the song.
    try writeFilm(
      "\"scenes\": [\(scene(#""duration": 2"#)), \(scene(#""name": "late", "start": 0.52, "duration": 2"#))]",
      to: "cut.json")
    let (whole, cut) = (try frames("whole.json"), try frames("cut.json"))
    #expect(whole == cut)
    #expect(try frames("whole.json", "--set", "camera.width=3.2") != whole)
    // Frames of the late scene alone: those of the second half, after a header of one line.
    let late = try frames("cut.json", "--scene", "late")
    let byteCount = 6 + 96 * 64 * 3 / 2
    #expect(late.suffix(50 * byteCount) == cut.suffix(50 * byteCount))
    for words in [["-o", "cut.mkv"], ["--scene", "late", "-o", "late.mkv"]] {
      let outcome = try Command.run(
        ["render", "cut.json", "--codec", "ffv1", "--progress", "none"] + words, folder: folder.path)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    try hide()
    for film in ["cut", "late"] {
      let again = try run("render", "\(film).mkv", "-o", "again.mkv", "--fresh", "--progress", "none")
      #expect(again.status == 0, "\(again.errors)")
      #expect(try folder.bytes("again.mkv") == folder.bytes("\(film).mkv"))
    }
  }

  @Test("a scene that follows the song neither comes again nor runs backwards")
  func refusedScenes() throws {
    let phase = #""shading": {"phase": {"base": 0, "audio": {"feature": "level", "to": [0, 1]}}}"#
    for (loop, sentence) in [
      ("wrap", "cut.json:3:"), ("pingpong", "runs backwards in its second half cannot follow a song"),
    ] {
      let scene =
        #"{"preset": {"version": 1, "title": "s", "duration": 1, "loop": "\#(loop)", "c": [0, 1], \#(phase)}, "duration": 3}"#
      try writeFilm("\n\"scenes\": [\(scene)]", to: "cut.json")
      let outcome = try run("validate", "cut.json")
      #expect(outcome.status == 65 && outcome.errors.contains(sentence), "\(outcome.errors)")
      #expect(outcome.errors.contains("while the song that it follows goes on; allowed: at most"))
    }
  }
}
