import Foundation
import TestSupport
import Testing

@Suite("Films of several scenes on the command line")
struct SceneCommandTests {
  /// Six seconds of two scenes, the second from a file, with a dissolve, a shutter and a song.
  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let film = """
      { "version": 1, "title": "Rooms", "output": { "width": 64, "height": 36, "frameRate": 20 },
        "shutter": { "angle": 180, "samples": 4 }, "audio": { "file": "song.wav" },
        "scenes": [
          { "name": "loop", "preset": "classic-loop", "start": 4, "duration": 4 },
          { "name": "own", "preset": "rooms/own.json",
            "transition": { "kind": "dissolve", "duration": 0.5 } } ] }
      """
    let own = """
      { "version": 1, "title": "Own", "duration": 2.5, "c": [-0.4, 0.6],
        "camera": { "rotation": { "keyframes": [{ "time": 0, "value": 0 }, { "time": 2.5, "value": 20 }] } } }
      """
    try FileManager.default.createDirectory(atPath: folder.file("rooms"), withIntermediateDirectories: false)
    try Data(film.utf8).write(to: URL(fileURLWithPath: folder.file("film.json")))
    try Data(own.utf8).write(to: URL(fileURLWithPath: folder.file("rooms/own.json")))
    try Data(Self.song(seconds: 6)).write(to: URL(fileURLWithPath: folder.file("song.wav")))
    return folder
  }

  /// A WAV file of a tone, 8000 samples a second.
  private static func song(seconds: Int) -> [UInt8] {
    func little(_ number: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(number >> (8 * $0) & 255) } }
    let samples = (0..<8000 * seconds).flatMap { little(Int(9000 * sin(Double($0) / 3)) & 0xFFFF, 2) }
    return Array("RIFF".utf8) + little(36 + samples.count, 4) + Array("WAVEfmt ".utf8) + little(16, 4) + little(1, 2)
      + little(1, 2) + little(8000, 4) + little(16000, 4) + little(2, 2) + little(16, 2) + Array("data".utf8)
      + little(samples.count, 4) + samples
  }

  private static func render(_ folder: TemporaryFolder, _ words: String...) throws -> Data {
    let outcome = try Command.run(
      ["render", "film.json", "-o", "f.mp4", "--fresh", "--progress", "none"] + words, folder: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try Data(contentsOf: URL(fileURLWithPath: folder.file("f.mp4")))
  }

  @Test("scenes, sound and shutter give the same bytes with any number of workers and from a farm")
  func bytes() throws {
    let folder = try Self.folder()
    let films = try ["1", "2", "3", "8"].map { try Self.render(folder, "--threads", $0) }
    #expect(films.allSatisfy { $0 == films[0] })
    for words in [
      ["plan", "film.json", "--film", "g.mp4", "--chunks", "3", "-o", "plan.json"],
      ["segment", "plan.json", "--index", "2", "--progress", "none"],
      ["segment", "plan.json", "--index", "0", "--progress", "none"],
      ["segment", "plan.json", "--index", "1", "--progress", "none"], ["join", "plan.json", "--progress", "none"],
    ] {
      let outcome = try Command.run(words, folder: folder.path)
      #expect(outcome.status == 0, "\(words): \(outcome.errors)")
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("g.mp4"))) == films[0])
    let again = try Command.run("info", "f.mp4", folder: folder.path)
    #expect(again.text.contains("\"scenes\": ["), "\(again.text)")
  }

  @Test("--scene makes one of them, and what is of one scene asks for it")
  func scene() throws {
    let folder = try Self.folder()
    let one = try Command.run(
      ["render", "film.json", "--scene", "own", "-o", "one.mp4", "--progress", "none"], folder: folder.path)
    #expect(one.status == 0 && one.text.contains("50 frames"), "\(one.text) \(one.errors)")
    let path = try Command.run(["path", "film.json", "--scene", "1", "-o", "p.svg"], folder: folder.path)
    #expect(path.status == 0, "\(path.errors)")
    for (words, sentence) in [
      (["still", "film.json", "--scene", "x", "-o", "x.png"], "there is no scene “x”; allowed: loop, own"),
      (["still", "classic-loop", "--scene", "x", "-o", "x.png"], "the film has no scenes"),
    ] {
      let outcome = try Command.run(words, folder: folder.path)
      #expect(outcome.status == 64 && outcome.errors.contains(sentence), "\(outcome.errors)")
    }
  }

  @Test("an untrusted film's scenes come from its own folder, and count together")
  func untrusted() throws {
    let folder = try Self.folder()
    let words = ["sheet", "film.json", "--untrusted", "--set", "audio=null", "-o", "s.png"]
    #expect(try Command.run(words, folder: folder.path).status == 0)
    let outside = try Command.run(
      words + ["--set", "scenes[1].preset=../x.json"], folder: folder.path)
    #expect(outside.status == 64 && outside.errors.contains("leads out of the preset's folder"), "\(outside.errors)")
    let large = try Command.run(words + ["--max-work", "1e6"], folder: folder.path)
    #expect(large.status == 65 && large.errors.contains("steps"), "\(large.errors)")
  }
}
