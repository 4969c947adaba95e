import Foundation
import TestSupport
import Testing
import VideoEncoding

@Suite("Films with a cover")
struct CoverTests {
  private let folder: TemporaryFolder

  private static let ffprobe = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map { $0 + "/ffprobe" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  init() throws {
    folder = try TemporaryFolder()
    try ClickSong().write(to: folder.file("song.wav"))
    let preset = """
      {"version": 1, "title": "Cover", "duration": 4, "audio": {"file": "song.wav"},
       "output": {"width": 96, "height": 64, "frameRate": 25},
       "c": {"path": "circle", "center": [0, 0], "radius": 0.7}}
      """
    try Data(preset.utf8).write(to: URL(fileURLWithPath: folder.file("film.json")))
  }

  private func places(_ name: String) throws -> [Int] { try ClickSong.places(inFilm: folder.file(name)) }

  /// The frames of the film called `name` as decoded, with their times.
  private func frames(_ name: String) throws -> String {
    try ClickSong.runFFmpeg(["-i", folder.file(name), "-map", "0:v:0", "-f", "framemd5", folder.file("frames.md5")])
    defer { try? FileManager.default.removeItem(atPath: folder.file("frames.md5")) }
    return String(decoding: try folder.bytes("frames.md5"), as: UTF8.self)
  }

  @Test(
    "players find it, and film and sound are what they are without it", .enabled(if: ffprobe != nil, "needs ffprobe"),
    arguments: ["mp4", "mkv"])
  func shown(container: String) throws {
    let (plain, covered) = ("plain.\(container)", "covered.\(container)")
    try folder.render("-o", plain)
    try folder.render("-o", covered, "--cover")
    let probe = try Command.shell(
      "exec \(Self.ffprobe ?? "ffprobe") -v error -show_entries stream=codec_type,codec_name,width,height:stream_disposition=attached_pic -of compact \(covered)",
      folder: folder.path)
    let streams = probe.text.split(separator: "\n")
    #expect(streams.count == 3 && streams[0].contains("codec_name=h264") && streams[0].contains("attached_pic=0"))
    #expect(
      streams.last?.contains("codec_name=png|codec_type=video|width=96|height=64|disposition:attached_pic=1") == true,
      "\(probe.text) \(probe.errors)")
    #expect(try places(covered) == ClickSong.five.map { Int($0 * 48_000) })
    #expect(try frames(covered) == frames(plain))
    let (one, other) = try (
      FilmRecipe.read(folder.file(plain), displayName: plain),
      FilmRecipe.read(folder.file(covered), displayName: covered)
    )
    #expect(one == other && other.frameCount == 100)
    // The cover is the middle of the film, with the samples of a contact sheet's cells.
    try ClickSong.runFFmpeg([
      "-i", folder.file(covered), "-map", "0:\(streams.count - 1)", "-c", "copy", "-f", "image2",
      folder.file("cover.png"),
    ])
    try folder.run("still", "film.json", "--frame", "50", "--antialiasing", "grid", "--samples", "9", "-o", "still.png")
    #expect(try folder.bytes("cover.png") == folder.bytes("still.png"))
    // A film that is made again from itself is the film alone.
    try folder.run("render", covered, "-o", "again.\(container)", "--progress", "none")
    #expect(try folder.bytes("again.\(container)") == folder.bytes(plain))
  }

  @Test("the bytes are the same with any number of workers and from a farm, whose join adds it")
  func sameBytes() throws {
    for count in ["1", "2", "3", "8"] { try folder.render("--cover", "--threads", count, "-o", "film\(count).mp4") }
    let expected = try folder.bytes("film1.mp4")
    #expect(try ["2", "3", "8"].allSatisfy { try folder.bytes("film\($0).mp4") == expected })
    try folder.run("plan", "film.json", "--chunks", "2", "-o", "farm.plan.json")
    for index in ["1", "0"] { try folder.run("segment", "farm.plan.json", "--index", index, "--progress", "none") }
    try folder.run("join", "farm.plan.json", "--cover", "--progress", "none")
    #expect(try folder.bytes("farm.mp4") == expected)
  }

  @Test("a repeated film has one, and it counts in a file's size")
  func together() throws {
    try folder.render("-o", "thrice.mp4", "--repeat", "3", "--cover", "--target-size", "500kB")
    let film = try folder.bytes("thrice.mp4")
    #expect(film.count <= 500_000 && film.range(of: Data([0x89, 0x50, 0x4E, 0x47])) != nil)
    #expect(try FilmRecipe.read(folder.file("thrice.mp4"), displayName: "film").frameCount == 300)
    #expect(try places("thrice.mp4") == ClickSong.five.map { Int($0 * 48_000) })
  }

  @Test("files that have no place for one are refused", arguments: ["a.mov", "a.webm", "a.gif", "a%d.png", "-"])
  func refused(output: String) throws {
    let outcome = try Command.run("render", "film.json", "--cover", "-o", output, "--no-audio", folder: folder.path)
    #expect(
      outcome.status == 64 && outcome.errors.contains("only .mp4 and .mkv files have a cover"), "\(outcome.errors)")
    #expect(folder.contents == ["film.json", "song.wav"])
  }
}
