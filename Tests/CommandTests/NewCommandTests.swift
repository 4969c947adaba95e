import Foundation
import TestSupport
import Testing

@Suite("New presets")
struct NewCommandTests {
  @Test("a new preset is valid, named as its file, has the schema beside it, and renders the pictures that it is like")
  func start() throws {
    let folder = try TemporaryFolder()
    let outcome = try Command.run("new", "my film", "--like", "spiral-descent", folder: folder.path)
    #expect(outcome.status == 0 && outcome.text.contains("juliareel render 'my film.json'"), "\(outcome.errors)")
    #expect(folder.contents == ["my film.json", "preset.schema.json"])
    let text = try String(contentsOfFile: folder.file("my film.json"), encoding: .utf8)
    #expect(text.hasPrefix("{\n  \"$schema\": \"preset.schema.json\",\n  \"title\": \"my film\",\n"))
    let schema = try String(contentsOfFile: folder.file("preset.schema.json"), encoding: .utf8)
    #expect(try schema == Command.run("schema").text)
    for (preset, picture) in [("my film.json", "a.png"), ("spiral-descent", "b.png")] {
      let still = try Command.run("still", preset, "--size", "64x36", "-o", picture, folder: folder.path)
      #expect(still.status == 0 && still.errors.isEmpty, "\(still.errors)")
    }
    #expect(FileManager.default.contentsEqual(atPath: folder.file("a.png"), andPath: folder.file("b.png")))
  }

  @Test("every shipped preset is a start")
  func all() throws {
    let folder = try TemporaryFolder()
    let names = try Command.run("presets").text.split(separator: "\n").compactMap { $0.split(separator: " ").first }
    #expect(names.count > 30)
    for name in names {
      #expect(try Command.run("new", "x-\(name).JSON", "--like", String(name), folder: folder.path).status == 0)
    }
    let valid = try Command.shell("exec \"$JULIAREEL\" validate --no-pictures x-*.JSON", folder: folder.path)
    #expect(valid.status == 0 && valid.errors.isEmpty, "\(valid.errors)")
  }

  @Test("who asks for the preset without its extension is told the file's name")
  func extensionLess() throws {
    let folder = try TemporaryFolder()
    #expect(try Command.run("new", "mine", folder: folder.path).status == 0)
    let outcome = try Command.run("validate", "mine", folder: folder.path)
    #expect(
      outcome.status == 66
        && outcome.errors == "mine: no such file or shipped preset; did you mean mine.json?\n", "\(outcome.errors)")
  }

  @Test("nothing is overwritten, and what cannot be is refused with one sentence")
  func refusals() throws {
    let folder = try TemporaryFolder()
    #expect(try Command.run("new", "a", folder: folder.path).status == 0)
    let before = folder.contents
    for (words, status, message) in [
      (["new", "a"], 73, "a.json exists"), (["new", "b", "--like", "spiral-decent"], 66, "spiral-descent"),
      (["new", "preset.schema"], 64, "the schema"), (["new", "none/b"], 73, "none"),
      (["new", ""], 64, "no name"), (["new", "."], 64, "no name"), (["new", "x/-"], 64, "no name"),
      (["new", "/dev/null"], 73, "it is a device, not a regular file"),
    ] {
      let refused = try Command.run(words, folder: folder.path)
      #expect(Int(refused.status) == status && refused.errors.contains(message), "\(refused.errors)")
    }
    #expect(folder.contents == before)
  }
}
