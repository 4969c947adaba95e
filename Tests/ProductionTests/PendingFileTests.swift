import Foundation
import Production
import TestSupport
import Testing

@Suite("PendingFile")
struct PendingFileTests {
  private let partialFiles = PartialFiles()

  private func write(_ text: String, to path: String) throws {
    try PendingFile(path: path, among: partialFiles).commit(Array(text.utf8))
  }

  @Test("a file appears under its name only when it is committed, and replaces what was there")
  func commit() throws {
    let folder = try TemporaryFolder()
    try write("old", to: folder.file("x"))
    try write("new", to: folder.file("x"))
    #expect(folder.contents == ["x"])
    #expect(try String(contentsOfFile: folder.file("x"), encoding: .utf8) == "new")
  }

  @Test("a dropped file leaves no trace, and what was there stays")
  func dropped() throws {
    let folder = try TemporaryFolder()
    try write("old", to: folder.file("x"))
    do {
      let pending = try PendingFile(path: folder.file("x"), among: partialFiles)
      try FileHandle(fileDescriptor: pending.descriptor).write(contentsOf: Data("half".utf8))
      #expect(folder.contents.count == 2)
      #expect(folder.contents[0].hasPrefix("."))
    }
    #expect(folder.contents == ["x"])
    #expect(try String(contentsOfFile: folder.file("x"), encoding: .utf8) == "old")
  }

  @Test("two files on their way to one name do not touch each other, nor a file that has their temporary name already")
  func together() throws {
    let folder = try TemporaryFolder()
    let first = try PendingFile(path: folder.file("x"), among: partialFiles)
    let name = first.temporaryName
    // The names of another registry begin anew, so its first one is taken.
    let second = try PendingFile(path: folder.file("x"), among: PartialFiles())
    #expect(first.temporaryName != second.temporaryName)
    try second.commit(Array("second".utf8))
    #expect(folder.contents == [name, "x"])
    try first.commit(Array("first".utf8))
    #expect(folder.contents == ["x"])
    #expect(try String(contentsOfFile: folder.file("x"), encoding: .utf8) == "first")
  }

  @Test("a name may be as long as the system allows")
  func longName() throws {
    let folder = try TemporaryFolder()
    let name = String(repeating: "n", count: 255)
    try write("x", to: folder.file(name))
    #expect(folder.contents == [name])
  }

  @Test("a folder that may be written and not read takes a file")
  func unreadableFolder() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("f"), withIntermediateDirectories: false, attributes: [.posixPermissions: 0o300])
    try write("x", to: folder.file("f/x"))
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.file("f"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("f")) == ["x"])
  }

  @Test("a folder in place of the file, or no folder to put it in, is known before anything is written")
  func impossible() throws {
    let folder = try TemporaryFolder()
    for path in [folder.path, folder.file("missing/x"), "/dev/null/x", "/proc/x"] {
      #expect(throws: ProductionError.self) { _ = try PendingFile(path: path, among: partialFiles) }
    }
    #expect(folder.contents.isEmpty)
  }

  @Test("a place that cannot be written is known before a report has anything to say")
  func report() {
    #expect(throws: ProductionError.self) { _ = try ReportFile(path: "/proc/stats.json") }
  }

  @Test("control characters of a path are named in errors, not written")
  func controlCharacters() {
    let error = ProductionError.cannotWrite(path: "a\u{1B}[31m\nb", reason: "it is red")
    #expect(error.description == "cannot write aU+001B[31mU+000Ab: it is red")
  }
}
