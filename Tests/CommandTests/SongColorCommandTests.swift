import Foundation
import TestSupport
import Testing

@Suite("Films whose points and colours follow their songs")
struct SongColorCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try ClickSong().write(to: folder.file("song.wav"))
    try write(
      """
      "c": {"base": {"path": "lissajous", "amplitude": [0.3, 0.4]},
            "audio": {"feature": "onset", "release": 0.3, "to": [[0, 0], [0.05, -0.02]]}},
      "camera": {"center": {"base": [0, 0], "audio": {"feature": "level", "to": [[0, 0], [0.2, 0.1]], "integrate": true}}},
      "shading": {"interior": {"base": "#101020", "audio": {"feature": "band", "band": [30, 3000], "to": [0, 0.8], "toward": "#f80"}},
                  "palette": {"base": "ember", "audio": {"feature": "level", "to": [0, 0.5], "toward": "glacier"}}}
      """)
  }

  /// A film of four seconds and 100 frames.
  private func write(_ keys: String) throws {
    let preset = """
      {"version": 1, "title": "Song", "duration": 4, "audio": {"file": "song.wav"},
       "output": {"width": 96, "height": 64, "frameRate": 25}, \(keys)}
      """
    try Data(preset.utf8).write(to: URL(fileURLWithPath: folder.file("film.json")))
  }

  @Test("the bytes are the same with any number of workers, from a farm without the song, and from the film itself")
  func sameBytes() throws {
    for count in ["1", "2", "3", "8"] { try folder.render("--threads", count, "-o", "film\(count).mp4") }
    let expected = try folder.bytes("film1.mp4")
    #expect(try ["2", "3", "8"].allSatisfy { try folder.bytes("film\($0).mp4") == expected })
    try folder.run("plan", "film.json", "--chunks", "3", "-o", "farm.plan.json")
    let (song, hidden) = (folder.file("song.wav"), folder.file("hidden.wav"))
    try FileManager.default.moveItem(atPath: song, toPath: hidden)
    for index in ["2", "0", "1"] { try folder.run("segment", "farm.plan.json", "--index", index, "--progress", "none") }
    try FileManager.default.moveItem(atPath: hidden, toPath: song)
    try folder.run("join", "farm.plan.json", "--progress", "none")
    #expect(try folder.bytes("farm.mp4") == expected)
    try FileManager.default.moveItem(atPath: song, toPath: hidden)
    try folder.run("render", "film1.mp4", "--fresh", "--progress", "none", "-o", "again.mp4")
    #expect(try folder.bytes("again.mp4") == expected)
  }

  @Test("shortcuts change no pixel of such a film, and it is not the one without a song")
  func shortcuts() throws {
    try folder.run("audit", "film.json")
    try folder.render("--no-audio", "-o", "film.mkv", "--codec", "ffv1")
    for (name, setting) in [
      ("c", "c=[0.3,0.4]"), ("center", "camera.center=[0,0]"), ("interior", "shading.interior=#101020"),
      ("palette", "shading.palette=ember"),
    ] {
      try folder.render("--no-audio", "-o", "\(name).mkv", "--codec", "ffv1", "--set", setting)
      #expect(try folder.bytes("\(name).mkv").count != folder.bytes("film.mkv").count, "\(name)")
    }
  }

  @Test("a strobe that the song makes is found", arguments: ["interior", "palette"])
  func strobe(key: String) throws {
    try ClickSong(moments: (1...39).map { Double($0) / 10 }).write(to: folder.file("song.wav"))
    let palette = ##"{"stops": [{"at": 0, "color": "#000"}]}"##
    let base = key == "palette" ? palette : "\"#000\""
    let audio = ##"{"feature": "onset", "attack": 0, "release": 0.02, "to": [0, 1], "toward": "#fff"}"##
    let other = key == "palette" ? "" : ", \"palette\": \(palette)"
    // A figure that fills half of the picture.
    try write(
      "\"c\": [0, 0], \"camera\": {\"width\": 3}, \"shading\": {\"\(key)\": {\"base\": \(base), \"audio\": \(audio)}\(other)}"
    )
    let valid = try Command.run(["validate", "film.json"], folder: folder.path)
    #expect(valid.status == 0 && valid.errors.contains("warning: flashes:"), "\(valid.errors)")
    let calm = try Command.run(
      ["validate", "film.json", "--set", "shading.\(key).audio.release=3"], folder: folder.path)
    #expect(!calm.errors.contains("flashes:"), "\(calm.errors)")
  }

  @Test("what shows a film without making it follows the song, too")
  func shown() throws {
    try folder.run("sheet", "film.json", "-o", "sheet.png")
    try folder.run("path", "film.json", "-o", "path.png")
    try folder.run("still", "film.json", "--time", "1.02", "-o", "click.png")
    try folder.run("still", "film.json", "--time", "1.02", "-o", "quiet.png", "--set", "shading.palette=ember")
    #expect(try folder.bytes("click.png") != folder.bytes("quiet.png"))
    try folder.render("--no-audio", "-o", "film.gif")
  }
}
