import Foundation
import TestSupport
import Testing

@Suite("juliareel sheet, path and info")
struct DrawingCommandTests {
  /// Width and height in the header of a PNG file.
  private static func pngSize(_ path: String) throws -> [Int] {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    return [16, 20].map { start in bytes[start..<start + 4].reduce(0) { $0 << 8 + Int($1) } }
  }

  /// Renders a film of five frames in `folder`.
  private static func makeFilm(_ name: String, in folder: TemporaryFolder) throws {
    let outcome = try Command.run(
      "render", "classic-loop", "--size", "64x36", "--frames", "0..<5", "--set", "title=Fünf & mehr", "--progress",
      "none",
      "-o", name, folder: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test("a contact sheet has so many cells of the size asked for, and tells its name")
  func sheet() throws {
    let folder = try TemporaryFolder()
    let outcome = try Command.run(
      "sheet", "classic-loop", "-o", "s.png", "--count", "5", "--columns", "3", "--size", "64x36", folder: folder.path)
    #expect(outcome.status == 0 && outcome.text == "s.png\n" && outcome.errors.isEmpty, "\(outcome.errors)")
    let size = try Self.pngSize(folder.file("s.png"))
    #expect(size[0] == 3 * 64 + 2 * 4 + 2 * 8)
    #expect(size[1] > 2 * 36 && size[1] < 2 * 36 + 100)
    #expect(folder.contents == ["s.png"])
  }

  @Test(
    "sheets and paths that cannot be are refused with a sentence, and leave nothing",
    arguments: [
      ("sheet classic-loop -o s.jpg", Int32(64), ".png"), ("sheet classic-loop -o s.png --count 0", 64, "--count"),
      ("sheet classic-loop -o s.png --columns 600 --count 600", 64, "16384"),
      ("sheet missing -o s.png", 66, "missing"), ("sheet classic-loop -o none/s.png", 73, "none"),
      ("path classic-loop -o p.pdf", 64, ".svg"), ("path classic-loop -o p.png --size 60x60", 64, "too small"),
      ("path classic-loop -o none/p.svg", 73, "none"), ("path classic-loop -o p.svg --set c.radius=9", 64, "c.radius"),
    ])
  func refused(command: String, status: Int32, word: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try Command.shell("exec \"$JULIAREEL\" \(command)", folder: folder.path)
    #expect(outcome.status == status, "\(outcome.errors)")
    #expect(outcome.errors.contains(word), "\(outcome.errors)")
    #expect(folder.contents.isEmpty && outcome.output.isEmpty)
  }

  @Test("the path is drawn as PNG in the size asked for, and as SVG")
  func path() throws {
    let folder = try TemporaryFolder()
    for name in ["p.png", "p.svg"] {
      let outcome = try Command.run(
        "path", "famous-constants", "-o", name, "--size", "320x280", folder: folder.path)
      #expect(outcome.status == 0 && outcome.text == name + "\n", "\(outcome.errors)")
    }
    #expect(try Self.pngSize(folder.file("p.png")) == [320, 280])
    #expect(try String(contentsOfFile: folder.file("p.svg"), encoding: .utf8).contains("viewBox=\"0 0 320 280\""))
  }

  @Test("a film tells its recipe, which renders the same film again", arguments: ["film.mp4", "film.mkv"])
  func recipe(film: String) throws {
    let folder = try TemporaryFolder()
    try Self.makeFilm(film, in: folder)
    let recipe = try Command.run("info", film, folder: folder.path)
    #expect(recipe.status == 0, "\(recipe.errors)")
    #expect(recipe.text.hasPrefix("{\n  \"version\": 1,\n  \"title\": \"Fünf & mehr\",\n"))
    try recipe.output.write(to: URL(fileURLWithPath: folder.file("recipe.json")))
    var frames: [Data] = []
    for source in [film, "recipe.json"] {
      frames.append(
        try Command.run("render", source, "--frames", "0..<3", "-o", "-", "--progress", "none", folder: folder.path)
          .output)
    }
    #expect(frames[0] == frames[1] && frames[0].count > 3 * 64 * 36)
  }

  @Test("a film tells its facts, whatever its container and name", arguments: ["film.mp4", "film.mkv"])
  func facts(film: String) throws {
    let folder = try TemporaryFolder()
    try Self.makeFilm(film, in: folder)
    try FileManager.default.moveItem(atPath: folder.file(film), toPath: folder.file("film"))
    let outcome = try Command.run("info", "film", "--summary", folder: folder.path)
    #expect(
      outcome.text.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1).joined(separator: " ") }.filter {
        !$0.hasPrefix("duration")
      }.map { $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ") } == [
        "title Fünf & mehr", "size 64×36", "rate 60 fps", "frames 5", "codec h264", "sound –", "recipe yes",
      ], "\(outcome.text)\(outcome.errors)")
  }

  @Test("a film rendered again goes beside the first one, never over it")
  func again() throws {
    let folder = try TemporaryFolder()
    try Self.makeFilm("film.mp4", in: folder)
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.file("film.mp4")))
    let again = try Command.run(
      "render", "film.mp4", "--size", "32x18", "--frames", "0..<2", "--progress", "none", folder: folder.path)
    #expect(again.status == 0 && again.text.hasPrefix("film-again.mp4: 2 frames of 32×18"), "\(again.errors)")
    let over = try Command.run("render", "./film.mp4", "-o", "film.mp4", folder: folder.path)
    #expect(over.status == 64 && over.errors.contains("film.mp4"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("film.mp4"))) == before)
    #expect(folder.contents == ["film-again.mp4", "film.mp4"])
  }

  @Test("a film in another container, with a name of two words, is rendered again into the like of it")
  func againInItsContainer() throws {
    let folder = try TemporaryFolder()
    let first = try Command.run(
      "render", "classic-loop", "--size", "32x18", "--frames", "0..<2", "--codec", "vp9", "--progress", "none", "-o",
      "my film.webm", folder: folder.path)
    #expect(first.status == 0, "\(first.errors)")
    let again = try Command.run(
      "render", "my film.webm", "--frames", "0..<2", "--progress", "none", folder: folder.path)
    #expect(again.status == 0 && again.text.hasPrefix("my film-again.webm: 2 frames of 32×18"), "\(again.errors)")
    #expect(folder.contents == ["my film-again.webm", "my film.webm"])
  }

  @Test("a GIF or WebP picture is no preset, and the sentence says where recipes are", arguments: ["gif", "webp"])
  func loopPicture(format: String) throws {
    let folder = try TemporaryFolder()
    let first = try Command.run(
      "render", "classic-loop", "--size", "32x18", "--fps", "20", "--frames", "0..<2", "--progress", "none", "-o",
      "loop.\(format)", folder: folder.path)
    #expect(first.status == 0, "\(first.errors)")
    let again = try Command.run("render", "loop.\(format)", folder: folder.path)
    #expect(again.status == 65 && again.errors.contains("loop.\(format): a GIF or WebP picture"), "\(again.errors)")
    #expect(folder.contents == ["loop.\(format)"])
  }

  @Test("what is no film, or carries no recipe, is told apart")
  func noRecipe() throws {
    let folder = try TemporaryFolder()
    try Data("{ \"version\": 1 }".utf8).write(to: URL(fileURLWithPath: folder.file("p.json")))
    // A film's first bytes, and nothing after them.
    try Data([0, 0, 0, 16] + Array("ftypisom".utf8) + [0, 0, 0, 0]).write(
      to: URL(fileURLWithPath: folder.file("stub.mp4")))
    try Self.makeFilm("film.mp4", in: folder)
    // The comment's brace becomes a space: still a film, whose comment is no recipe any more.
    let film = URL(fileURLWithPath: folder.file("film.mp4"))
    var bytes = try Data(contentsOf: film)
    let brace = try #require(bytes.range(of: Data("{\"version\"".utf8)))
    bytes[brace.lowerBound] = UInt8(ascii: "x")
    try bytes.write(to: film)
    for (name, status, word) in [
      ("p.json", Int32(66), "not an MP4"), ("stub.mp4", 66, "stub.mp4"), ("missing.mp4", 66, "No such file"),
      ("film.mp4", 65, "no recipe"),
    ] {
      let outcome = try Command.run("info", name, folder: folder.path)
      #expect(outcome.status == status && outcome.errors.contains(word), "\(outcome.status) \(outcome.errors)")
      #expect(outcome.output.isEmpty && outcome.errors.split(separator: "\n").count == 1)
    }
    let piped = try Command.shell("cat film.mp4 | \"$JULIAREEL\" validate -", folder: folder.path)
    #expect(piped.status == 66 && piped.errors.contains("from a file"))
  }
}
