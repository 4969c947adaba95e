import Foundation
import TestSupport
import Testing

/// File systems tell names apart by bytes; strings do not.
@Suite("Names of files")
struct FileNameTests {
  private static func write(_ text: String, to file: String) throws {
    try text.write(toFile: file, atomically: true, encoding: .utf8)
  }

  @Test("presets whose names have another form of the same accent are two presets")
  func accents() throws {
    let folder = try TemporaryFolder()
    try Self.write("{ \"extends\": \"e\u{301}.json\", \"title\": \"T\" }", to: folder.file("\u{E9}.json"))
    try Self.write("{ \"extends\": \"classic-loop\" }", to: folder.file("e\u{301}.json"))
    let valid = try Command.run("validate", "--no-pictures", "\u{E9}.json", folder: folder.path)
    #expect(valid.status == 0, "\(valid.errors)")
    // Neither takes the other for the preset over which it would write.
    let still = try Command.run(
      "palette", "\u{E9}.json", "-o", "e\u{301}.json", folder: folder.path)
    #expect(!still.errors.contains("-o"), "\(still.errors)")
  }

  @Test("a slash ends a folder's name, whatever mark is behind it")
  func slash() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.file("a"), withIntermediateDirectories: false)
    try Self.write("{ \"extends\": \"base.json\" }", to: folder.file("a/\u{301}.json"))
    try Self.write("{ \"extends\": \"classic-loop\" }", to: folder.file("a/base.json"))
    let valid = try Command.run("validate", "--no-pictures", "a/\u{301}.json", folder: folder.path)
    #expect(valid.status == 0, "\(valid.errors)")
    let absolute = folder.file("a/base.json")
    try Self.write("{ \"extends\": \"\(absolute)\" }", to: folder.file("absolute.json"))
    #expect(try Command.run("validate", "--no-pictures", folder.file("absolute.json")).status == 0)
  }

  @Test("an option's value may begin with a mark")
  func mark() throws {
    let folder = try TemporaryFolder()
    let outcome = try Command.run(
      "still", "classic-loop", "--size", "16x16", "--set", "title=\u{301}x", "-o", "\u{301}.png", folder: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(folder.contents.map { Array($0.utf8) } == [Array("\u{301}.png".utf8)])
  }
}
