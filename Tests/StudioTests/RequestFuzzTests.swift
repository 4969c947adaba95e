import Foundation
import TestSupport
import Testing

/// Requests that chance has made.
@Suite("Studio: fuzzed requests", .hangLimit)
struct RequestFuzzTests {
  private static func seeds(_ running: RunningStudio, revision: String) -> [String] {
    [
      running.request("GET", "/"), running.request("GET", "/api/session"),
      running.request("PUT", "/api/preset", #"{"baseRevision":"\#(revision)","text":"{}"}"#),
      running.request(
        "POST", "/api/picture",
        #"{"revision":"\#(revision)","frames":[1,2],"width":32,"height":24,"samples":1,"c":[0.1,0.2],"camera":{"center":[0,0],"width":3,"rotation":9}}"#
      ),
      running.request(
        "POST", "/api/edit",
        #"{"baseRevision":"\#(revision)","edits":[{"path":["camera","width","keyframes",0],"insert":{"time":0}},{"path":["title"],"remove":true}]}"#
      ),
      running.request("POST", "/api/curves", #"{"revision":"\#(revision)","count":9}"#),
      running.request("POST", "/api/curves", #"{"revision":"\#(revision)","times":[0,1]}"#),
      running.request("POST", "/api/catch", #"{"c":[-0.8,0.156],"near":[-0.5,0.1],"within":0.1}"#),
      running.request("POST", "/api/changes", #"{"revision":"\#(revision)","count":3}"#),
      running.request("POST", "/api/plane", #"{"center":[0,0],"width":3,"pixels":[20,10]}"#),
      running.request(
        "POST", "/api/import-palette", #"{"name":"a.css","base64":"bGluZWFyLWdyYWRpZW50KHJlZCwgYmx1ZSk="}"#),
      running.request("GET", "/api/library/ink-veins"), running.request("GET", "/api/films/1"),
      running.request("POST", "/api/renders/1/cancel", "{}"),
    ]
  }

  private static func mutated(_ text: String, _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[place] = .random(in: .min ... .max, using: &random)
      case 1: bytes.insert(.random(in: .min ... .max, using: &random), at: place)
      case 2: bytes.removeSubrange(place..<min(place + Int.random(in: 1...20, using: &random), bytes.count - 1))
      case 3: bytes.insert(contentsOf: bytes[place..<min(place + 30, bytes.count)], at: place)
      default: bytes[place] = Array("\r\n:,{}[]\"0-.eE ".utf8).randomElement(using: &random) ?? 0
      }
      if bytes.isEmpty { return [0] }
    }
    return bytes
  }

  @Test("whatever is sent, the studio goes on, and writes nothing")
  func fuzz() throws {
    let running = try RunningStudio()
    let revision = try running.revision()
    let seeds = Self.seeds(running, revision: revision)
    var random = SeededGenerator(seed: 20)
    var statuses: [Int: Int] = [:]
    let count = Int(StressRuns.count(usual: 1000))
    for _ in 0..<count {
      let seed = seeds[Int.random(in: 0..<seeds.count, using: &random)]
      let client = try RawClient(port: running.studio.port)
      client.send(Self.mutated(seed, &random))
      // What was promised and does not come is not waited for.
      client.endSending()
      let status = (try? client.answer())?.status ?? 0
      statuses[status, default: 0] += 1
      #expect(status != 500)
    }
    #expect(statuses.keys.contains(200) && statuses.keys.contains(400), "\(statuses)")
    #expect(try running.call("GET", "/api/session").status == 200)
    #expect(running.folder.contents == ["film.json"])
  }
}
