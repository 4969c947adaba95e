import Foundation
import Studio
import TestSupport
import Testing

/// The preset's file.
@Suite("Studio: saving", .hangLimit)
struct SavingTests {
  private static func text(_ running: RunningStudio, _ name: String) throws -> String {
    try String(contentsOfFile: running.folder.file(name), encoding: .utf8)
  }

  private static func retitle(_ running: RunningStudio, _ title: String) throws -> String {
    let edit: [String: Any] = ["path": ["title"], "value": title]
    let answer = try running.call("POST", "/api/edit", ["baseRevision": running.revision(), "edits": [edit]])
    #expect(answer.status == 200)
    return try running.revision()
  }

  @Test("a save replaces the file as a whole and leaves nothing beside it")
  func saved() throws {
    let running = try RunningStudio()
    let revision = try Self.retitle(running, "Mine")
    #expect(try running.session()["savedRevision"] as? String != revision)
    #expect(try running.call("POST", "/api/save", ["revision": revision]).status == 200)
    #expect(try Self.text(running, "film.json") == RunningStudio.preset.replacingOccurrences(of: "Small", with: "Mine"))
    #expect(try running.session()["savedRevision"] as? String == revision)
    #expect(running.folder.contents == ["film.json"])
  }

  @Test("a new preset needs a name, and takes no file's place unasked")
  func named() throws {
    let running = try RunningStudio(name: nil)
    let revision = try running.revision()
    #expect(try running.session()["file"] is NSNull)
    #expect(try running.call("POST", "/api/save", ["revision": revision]).status == 422)
    try "{}".write(toFile: running.folder.file("other.json"), atomically: true, encoding: .utf8)
    let refused = try running.call("POST", "/api/save", ["revision": revision, "name": "other.json"])
    #expect(refused.status == 409 && refused.json["diskText"] as? String == "{}")
    #expect(try Self.text(running, "other.json") == "{}")
    #expect(try running.call("POST", "/api/save", ["revision": revision, "name": "new.json"]).status == 200)
    #expect(try Self.text(running, "new.json") == RunningStudio.preset)
  }

  @Test("what somebody else has written is told of, and lost only where that is said")
  func conflict() throws {
    let running = try RunningStudio()
    let listener = try RawClient(port: running.studio.port)
    listener.send(running.request("GET", "/api/events"))
    #expect(listener.read(until: "\r\n\r\n").contains("text/event-stream"))
    let revision = try Self.retitle(running, "Mine")
    let theirs = RunningStudio.preset.replacingOccurrences(of: "Small", with: "Theirs")
    try theirs.write(toFile: running.folder.file("film.json"), atomically: true, encoding: .utf8)
    #expect(listener.read(until: "Theirs").contains("event: preset"))
    let refused = try running.call("POST", "/api/save", ["revision": revision])
    #expect(refused.status == 409 && refused.json["diskText"] as? String == theirs)
    let other = ["revision": revision, "overDiskRevision": String(repeating: "0", count: 64)]
    #expect(try running.call("POST", "/api/save", other).status == 409)
    #expect(try Self.text(running, "film.json") == theirs)
    let disk = try #require(refused.json["diskRevision"] as? String)
    #expect(try running.call("POST", "/api/save", ["revision": revision, "overDiskRevision": disk]).status == 200)
    #expect(try Self.text(running, "film.json").contains("Mine"))
  }

  @Test("a text that is taken over from the disk counts as saved")
  func adopted() throws {
    let running = try RunningStudio()
    let listener = try RawClient(port: running.studio.port)
    listener.send(running.request("GET", "/api/events"))
    _ = listener.read(until: "\r\n\r\n")
    let theirs = RunningStudio.preset.replacingOccurrences(of: "Small", with: "Theirs")
    try theirs.write(toFile: running.folder.file("film.json"), atomically: true, encoding: .utf8)
    _ = listener.read(until: "Theirs")
    _ = try running.call("PUT", "/api/preset", ["baseRevision": running.revision(), "text": theirs])
    #expect(try running.session()["savedRevision"] as? String == (try running.revision()))
  }

  @Test("a link is followed as by -o, and what is no file is not written to", arguments: HostileFile.allCases)
  func hostile(file: HostileFile) throws {
    let running = try RunningStudio()
    try file.make(at: running.folder.file("there.json"), in: running.folder)
    let revision = try running.revision()
    let answer = try running.call("POST", "/api/save", ["revision": revision, "name": "there.json"])
    #expect(answer.status == 409 || answer.status == 422 || file == .danglingLink)
    if file != .danglingLink { #expect(HostileFile.isPreciousIntact(in: running.folder)) }
  }
}
