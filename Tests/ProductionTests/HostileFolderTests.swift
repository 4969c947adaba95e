import Animation
import Foundation
import Production
import Synchronization
import TestSupport
import Testing

/// What others have put into the folder of a film's segments, or in its place.
@Suite("A segments' folder in other hands", .timeLimit(.minutes(30)))
struct HostileFolderTests {
  private let folder: TemporaryFolder
  private let preset: Preset
  private let kept = "film.mp4.juliareel"

  init() throws {
    folder = try TemporaryFolder()
    preset = try FilmFixture.preset(frames: 60)
  }

  /// Renders the film; what the user was told.
  @discardableResult
  private func render() throws -> [String] {
    let notices = Mutex<[String]>([])
    _ = try FilmFixture.production(preset).run(
      to: FilmOutput(name: folder.file("film.mp4")), preset: preset,
      notice: { sentence in notices.withLock { $0.append(sentence) } })
    return notices.withLock { $0 }
  }

  /// Expects one sentence about `path`, nothing written, and other people's file as it was.
  private func expectRefusal(of path: String, because words: String, sourceLocation: SourceLocation = #_sourceLocation)
  {
    #expect(sourceLocation: sourceLocation) {
      try render()
    } throws: { error in
      "\(error)" == "cannot write \(folder.file(path)): \(words)"
    }
    #expect(HostileFile.isPreciousIntact(in: folder), sourceLocation: sourceLocation)
    #expect(!folder.contents.contains("film.mp4"), sourceLocation: sourceLocation)
  }

  private func makeKept() throws {
    try FileManager.default.createDirectory(atPath: folder.file(kept), withIntermediateDirectories: false)
  }

  @Test(
    "a lock that is no file of ours is neither written nor removed",
    arguments: [
      (HostileFile.link, "it is a link, not a regular file"), (.danglingLink, "it is a link, not a regular file"),
      (.hardLink, "the file has other hard links"), (.pipe, "it is a pipe, not a regular file"),
      (.emptyFolder, "it is a folder, not a regular file"),
    ])
  func lock(kind: HostileFile, words: String) throws {
    try makeKept()
    try kind.make(at: folder.file("\(kept)/lock"), in: folder)
    expectRefusal(of: "\(kept)/lock", because: words)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file(kept)) == ["lock"])
  }

  @Test("a folder that is a link is not entered, and nothing goes that is behind it")
  func linkedFolder() throws {
    let names = [
      ".juliareel-1-0.part", "iso.part", "keep", "lock", "lock-0-1", "manifest.jsonl", "segment-00000.jrseg",
    ]
    try FileManager.default.createDirectory(atPath: folder.file("d"), withIntermediateDirectories: false)
    for name in names { try Data([1]).write(to: URL(fileURLWithPath: folder.file("d/\(name)"))) }
    try HostileFile.link.make(at: folder.file("unused"), in: folder)
    try FileManager.default.createSymbolicLink(atPath: folder.file(kept), withDestinationPath: "d")
    expectRefusal(of: kept, because: "it is a link, not a folder")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("d")).sorted() == names)
    for name in names { #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("d/\(name)"))) == Data([1])) }
  }

  @Test("nothing else may stand in place of the folder", arguments: [HostileFile.pipe, .hardLink])
  func noFolder(kind: HostileFile) throws {
    try kind.make(at: folder.file(kept), in: folder)
    try HostileFile.link.make(at: folder.file("unused"), in: folder)
    expectRefusal(of: kept, because: "it is \(kind == .pipe ? "a pipe" : "a regular file"), not a folder")
  }

  @Test("only names that are ours go with the film")
  func foreignNames() throws {
    let foreign = [
      ".juliareel-1-0.part.bak", ".juliareel-1.part", "iso.part", "lock-file", "lock-1-", "segment-1.jrseg",
      "segment-000001.jrseg", "segment-notes.jrseg", "segment-99999999999999999999.jrseg",
    ]
    let ours = [".juliareel-1-0.part", "lock-0-1", "manifest.jsonl", "segment-00000.jrseg", "segment-100000.jrseg"]
    try makeKept()
    for name in foreign + ours { try Data([1]).write(to: URL(fileURLWithPath: folder.file("\(kept)/\(name)"))) }
    try render()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file(kept)).sorted() == foreign.sorted())
  }

  @Test(
    "what has the name of a segment and is none is told, and rendered again",
    arguments: [
      (HostileFile.link, "a link, not a regular file"), (.danglingLink, "a link, not a regular file"),
      (.hardLink, "it is not a segment file"), (.pipe, "a pipe, not a regular file"),
      (.emptyFolder, "a folder, not a regular file"), (.sparseTerabyte, "larger than"),
    ])
  func segment(kind: HostileFile, words: String) throws {
    try makeKept()
    let path = folder.file("\(kept)/segment-00000.jrseg")
    try kind.make(at: path, in: folder)
    let notices = try render()
    #expect(notices.count == 1)
    #expect(notices[0].hasPrefix("\(path): \(words)") && notices[0].hasSuffix("; it is rendered again"), "\(notices)")
    #expect(HostileFile.isPreciousIntact(in: folder))
    #expect(folder.contents == ["film.mp4", "precious"])
  }

  @Test("a folder with something in it, in a segment's place, is for the user to take away")
  func fullFolder() throws {
    try makeKept()
    try HostileFile.fullFolder.make(at: folder.file("\(kept)/segment-00000.jrseg"), in: folder)
    expectRefusal(of: "\(kept)/segment-00000.jrseg", because: "it is a folder, and not empty")
  }

  @Test(
    "whatever has the name of the list, the film is made and other people's files are as they were",
    arguments: [HostileFile.link, .danglingLink, .hardLink, .pipe, .sparseTerabyte])
  func list(kind: HostileFile) throws {
    try makeKept()
    try kind.make(at: folder.file("\(kept)/manifest.jsonl"), in: folder)
    #expect(try render() == [])
    #expect(HostileFile.isPreciousIntact(in: folder))
    #expect(folder.contents == ["film.mp4", "precious"])
  }

  @Test("a link with a temporary name goes, and not what it leads to", arguments: HostileFile.ofOtherFiles)
  func temporaryName(kind: HostileFile) throws {
    try makeKept()
    try kind.make(at: folder.file("\(kept)/.juliareel-1-0.part"), in: folder)
    try render()
    #expect(HostileFile.isPreciousIntact(in: folder))
    #expect(folder.contents == ["film.mp4", "precious"])
  }

  @Test(
    "a folder of another user is not entered, nor a lock of one taken where all may write",
    .enabled(if: Rights.areRoots, "files are given to another user"))
  func otherUser() throws {
    try HostileFile.link.make(at: folder.file("unused"), in: folder)
    try makeKept()
    try #require(chown(folder.file(kept), Rights.stranger, Rights.stranger) == 0)
    expectRefusal(of: kept, because: "it belongs to another user")
    // A group that may write makes it no better, outside of a farm.
    try #require(chown(folder.file(kept), Rights.stranger, getegid()) == 0 && chmod(folder.file(kept), 0o770) == 0)
    expectRefusal(of: kept, because: "it belongs to another user")
    try #require(chown(folder.file(kept), geteuid(), getegid()) == 0 && chmod(folder.file(kept), 0o777) == 0)
    try Data([1]).write(to: URL(fileURLWithPath: folder.file("\(kept)/lock")))
    try #require(chown(folder.file("\(kept)/lock"), Rights.stranger, Rights.stranger) == 0)
    expectRefusal(of: "\(kept)/lock", because: "it belongs to another user")
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("\(kept)/lock"))) == Data([1]))
  }
}
