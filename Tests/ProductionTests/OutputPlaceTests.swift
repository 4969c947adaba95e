import Animation
import Foundation
import Production
import TestSupport
import Testing

/// What may stand where a film, or any other result, is to go.
@Suite("The place of an output", .timeLimit(.minutes(30)))
struct OutputPlaceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String, to name: String) throws {
    try PendingFile(path: folder.file(name), among: PartialFiles()).commit(Array(text.utf8))
  }

  private func text(_ name: String) throws -> String { try String(contentsOfFile: folder.file(name), encoding: .utf8) }

  private func expectRefusal(of name: String, because words: String, sourceLocation: SourceLocation = #_sourceLocation)
  {
    #expect(sourceLocation: sourceLocation) {
      try write("new", to: name)
    } throws: { error in
      "\(error)" == "cannot write \(folder.file(name)): \(words)"
    }
  }

  @Test("what exists and is no regular file is refused and stays")
  func kinds() throws {
    try #require(mkfifo(folder.file("pipe"), 0o666) == 0)
    expectRefusal(
      of: "pipe", because: "it is a pipe, not a regular file; -o - writes a film as Y4M to a pipe")
    try FileManager.default.createDirectory(atPath: folder.file("folder"), withIntermediateDirectories: false)
    expectRefusal(of: "folder", because: "it is a folder")
    expectRefusal(of: "folder/", because: "it is a folder")
    expectRefusal(of: "new/", because: "it is a folder")
    try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: "pipe")
    expectRefusal(
      of: "link", because: "it is a pipe, not a regular file; -o - writes a film as Y4M to a pipe")
    #expect(folder.contents == ["folder", "link", "pipe"])
  }

  @Test("a device is refused and stays", .enabled(if: Rights.areRoots, "it takes the right to make one"))
  func device() throws {
    // The numbers of the device that takes everything.
    try #require(mknod(folder.file("null"), S_IFCHR | 0o666, 0x103) == 0)
    expectRefusal(of: "null", because: "it is a device, not a regular file")
    #expect(folder.contents == ["null"])
  }

  @Test("what is written to a link goes to where it leads, and the link stays")
  func link() throws {
    for name in ["far", "near"] {
      try FileManager.default.createDirectory(atPath: folder.file(name), withIntermediateDirectories: false)
    }
    try write("old", to: "far/film")
    for (link, target) in [("near/one", "../far/film"), ("two", folder.file("near/one")), ("three", "two")] {
      try FileManager.default.createSymbolicLink(atPath: folder.file(link), withDestinationPath: target)
      try write(link, to: link)
      #expect(try text("far/film") == link)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file(link)) == target)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("far")) == ["film"])
  }

  @Test("where a link leads to nothing, the file is made there")
  func danglingLink() throws {
    try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: "film")
    try write("new", to: "link")
    #expect(try text("film") == "new")
    #expect(folder.contents == ["film", "link"])
    try FileManager.default.createSymbolicLink(atPath: folder.file("lost"), withDestinationPath: "missing/film")
    expectRefusal(of: "lost", because: "the folder \(folder.file("missing")): No such file or directory")
    try FileManager.default.createSymbolicLink(atPath: folder.file("round"), withDestinationPath: "round")
    expectRefusal(of: "round", because: "Too many levels of symbolic links")
  }

  @Test("a link of another user leads nowhere", .enabled(if: Rights.areRoots, "a link is given to another user"))
  func linkOfAnother() throws {
    try HostileFile.link.make(at: folder.file("film"), in: folder)
    try #require(lchown(folder.file("film"), Rights.stranger, Rights.stranger) == 0)
    expectRefusal(of: "film", because: "it is a link of another user; use the name of its target")
    #expect(HostileFile.isPreciousIntact(in: folder))
  }

  #if os(Linux)
    @Test("a link to an open descriptor is no name of a file")
    func descriptorLink() throws {
      try write("old", to: "film")
      let open = try #require(FileHandle(forUpdatingAtPath: folder.file("film")))
      #expect(throws: ProductionError.self) {
        try PendingFile(path: "/proc/self/fd/\(open.fileDescriptor)", among: PartialFiles()).commit([1])
      }
      #expect(try text("film") == "old")
    }
  #endif

  @Test("a film that goes to a link is kept beside its target until it is complete", arguments: ["mp4", "gif"])
  func filmByLink(ending: String) throws {
    try FileManager.default.createDirectory(atPath: folder.file("far"), withIntermediateDirectories: false)
    let preset = try FilmFixture.preset()
    let target = "far/film.\(ending)"
    try FileManager.default.createSymbolicLink(atPath: folder.file("latest.\(ending)"), withDestinationPath: target)
    _ = try FilmFixture.production(preset).run(
      to: FilmOutput(name: folder.file("latest.\(ending)")), preset: preset)
    #expect(folder.contents == ["far", "latest.\(ending)"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("far")) == ["film.\(ending)"])
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("latest.\(ending)")) == target)
  }

  @Test(
    "what takes the temporary name of a file neither gets its contents nor its name", arguments: HostileFile.allCases)
  func swappedTemporaryFile(kind: HostileFile) throws {
    let pending = try PendingFile(path: folder.file("film"), among: PartialFiles())
    let temporary = pending.temporaryName
    try FileManager.default.removeItem(atPath: folder.file(temporary))
    try kind.make(at: folder.file(temporary), in: folder)
    do throws(ProductionError) {
      try pending.commit(Array("film".utf8))
      Issue.record("committed")
    } catch {
      #expect(error == .cannotWrite(path: folder.file("film"), reason: "No such file or directory"))
    }
    #expect(folder.contents == [temporary, "precious"])
    #expect(HostileFile.isPreciousIntact(in: folder))
  }

  @Test("a folder that is exchanged for another one meanwhile gets no file")
  func swappedFolder() throws {
    try FileManager.default.createDirectory(atPath: folder.file("place"), withIntermediateDirectories: false)
    let pending = try PendingFile(path: folder.file("place/film"), among: PartialFiles())
    try FileManager.default.moveItem(atPath: folder.file("place"), toPath: folder.file("away"))
    try FileManager.default.createDirectory(atPath: folder.file("place"), withIntermediateDirectories: false)
    do throws(ProductionError) {
      try pending.commit(Array("film".utf8))
      Issue.record("committed")
    } catch {
      let reason = "the folder \(folder.file("place")) has been replaced"
      #expect(error == .cannotWrite(path: folder.file("place/film"), reason: reason))
    }
    for name in ["place", "away"] {
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file(name)) == [])
    }
  }
}
