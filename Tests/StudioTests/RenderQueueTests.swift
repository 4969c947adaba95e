import Foundation
import TestSupport
import Testing

/// Films that are ordered in the studio.
@Suite("Studio: renders", .hangLimit)
struct RenderQueueTests {
  @Test("a film is rendered, cancelled, resumed, and sent by its number")
  func rendered() throws {
    let running = try RunningStudio()
    let long = RunningStudio.preset.replacingOccurrences(of: "\"duration\": 2", with: "\"duration\": 300")
    _ = try running.call("PUT", "/api/preset", ["baseRevision": running.revision(), "text": long])
    let listener = try RawClient(port: running.studio.port)
    listener.send(running.request("GET", "/api/events"))
    _ = listener.read(until: "\r\n\r\n")
    let order: [String: Any] = ["revision": try running.revision(), "output": "film.mp4", "quality": 10]
    #expect(try running.call("POST", "/api/renders", order).json["id"] as? String == "1")
    #expect(try running.call("POST", "/api/renders", order).status == 409)
    #expect(try running.call("GET", "/api/films/1").status == 404)
    _ = listener.read(until: "\"limit\":\"")
    #expect(try running.call("POST", "/api/renders/1/cancel").status == 200)
    let cancelled = listener.read(until: "\"state\":\"cancelled\"")
    #expect(cancelled.contains("\"state\":\"cancelled\""))
    #expect(!running.folder.contents.contains("film.mp4"))
    #expect(try running.call("POST", "/api/renders/1/cancel").status == 409)
    #expect(try running.call("POST", "/api/renders/1/resume").status == 200)
    #expect(listener.read(until: "\"state\":\"finished\"").contains("\"state\":\"finished\""))
    let film = try running.answer(to: running.request("GET", "/api/films/1"))
    #expect(Data(film.body) == (try Data(contentsOf: URL(fileURLWithPath: running.folder.file("film.mp4")))))
    #expect(running.folder.contents == ["film.json", "film.mp4"])
  }

  @Test("a render that fails says why, and the studio goes on")
  func failed() throws {
    let running = try RunningStudio()
    try FileManager.default.createDirectory(atPath: running.folder.file("film.mp4"), withIntermediateDirectories: false)
    let listener = try RawClient(port: running.studio.port)
    listener.send(running.request("GET", "/api/events"))
    _ = listener.read(until: "\r\n\r\n")
    let order: [String: Any] = ["revision": try running.revision(), "output": "film.mp4"]
    #expect(try running.call("POST", "/api/renders", order).status == 200)
    #expect(listener.read(until: "\"state\":\"failed\"").contains("it is a folder"))
    #expect(try running.call("GET", "/api/session").status == 200)
  }

  @Test("the command prints one line, the address, and ends well by a signal", arguments: [SIGINT, SIGTERM])
  func command(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: RunningStudio.program)
    process.arguments = ["studio", "--no-open", "new.json"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardOutput = output
    try process.run()
    var said = Data()
    while !said.contains(UInt8(ascii: "\n")) { said += output.fileHandleForReading.availableData }
    let pattern = #"^http://127\.0\.0\.1:[0-9]+/#[0-9a-f]{64}\n$"#
    #expect(String(decoding: said, as: UTF8.self).range(of: pattern, options: .regularExpression) != nil)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    #expect(output.fileHandleForReading.readDataToEndOfFile().isEmpty)
    #expect(folder.contents.isEmpty)
  }
}
