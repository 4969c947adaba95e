import Foundation
import Studio
import TestSupport
import Testing

/// Pictures, and in which order they are made.
@Suite("Studio: pictures", .hangLimit)
struct PictureTests {
  private static func picture(_ running: RunningStudio, _ more: [String: Any]) throws -> Answer {
    let request = ["revision": try running.revision(), "width": 64, "height": 48].merging(more) { $1 }
    let body = String(decoding: try JSONSerialization.data(withJSONObject: request), as: UTF8.self)
    return try running.answer(to: running.request("POST", "/api/picture", body))
  }

  private static func words(_ bytes: [UInt8], _ count: Int) -> [Int] {
    (0..<count).map { word in (0..<4).reduce(0) { $0 | Int(bytes[4 * word + $1]) << (8 * $1) } }
  }

  @Test("a picture has the bytes of the film's frame")
  func exact() throws {
    let running = try RunningStudio()
    let answer = try Self.picture(running, ["frames": [3, 4], "samples": "film"])
    #expect(answer.status == 200)
    #expect(Self.words(answer.body, 10) == [0x5058_524A, 2, 3, 64, 48, 0, 4, 64, 48, 0])
    let film = try PlanesOfFilm.frames("3-4", of: running)
    #expect(film.count == 2)
    #expect(Array(answer.body.dropFirst(40)) == film.flatMap { $0 })
  }

  @Test("moments, another c and another camera change what is seen, and odd sides are one more")
  func variants() throws {
    let running = try RunningStudio()
    let plain = try Self.picture(running, ["frames": [5]])
    #expect(try Self.picture(running, ["times": [0.5]]).body == plain.body)
    for change: [String: Any] in [
      ["c": [0.3, 0.5]], ["camera": ["width": 1]], ["camera": ["center": [0.4, 0], "rotation": 20]],
    ] {
      let changed = try Self.picture(running, change.merging(["frames": [5]]) { $1 })
      #expect(changed.status == 200 && changed.body != plain.body && changed.body.count == plain.body.count)
    }
    let odd = try Self.picture(running, ["frames": [0], "width": 63, "height": 47])
    #expect(Self.words(odd.body, 6) == [0x5058_524A, 1, 0, 64, 48, 0])
  }

  @Test("what no picture can be is refused with a sentence")
  func refused() throws {
    let running = try RunningStudio()
    let cases: [(Int, [String: Any])] = [
      (400, [:]), (400, ["frames": []]), (400, ["frames": [0], "times": [0]]),
      (400, ["frames": Array(repeating: 0, count: 121)]),
      (422, ["frames": [20]]), (400, ["frames": [-1]]), (400, ["frames": [0.5]]), (422, ["times": [2.1]]),
      (422, ["times": [-0.1]]),
      (400, ["frames": [0], "width": 0]), (400, ["frames": [0], "width": 8193]),
      (400, ["frames": [0], "height": "48"]),
      (400, ["frames": Array(repeating: 0, count: 120), "width": 8192, "height": 8192]),
      (400, ["frames": [0], "samples": 2]),
      (400, ["frames": [0], "c": [5, 0]]), (400, ["frames": [0], "c": [0]]),
      (400, ["frames": [0], "camera": ["width": 0]]),
      (400, ["frames": [0], "camera": ["width": 1e300]]), (400, ["frames": [0], "camera": ["center": [1e9, 0]]]),
      (400, ["frames": [0], "channel": String(repeating: "a", count: 41)]),
      (412, ["frames": [0], "revision": String(repeating: "0", count: 64)]), (400, ["frames": [0], "revision": 1]),
    ]
    for (status, more) in cases {
      let answer = try Self.picture(running, more)
      #expect(answer.status == status, "\(more.description.prefix(90)): \(answer.text.prefix(90))")
      #expect(answer.text.hasPrefix("{\"error\":\""))
    }
  }

  @Test("of requests that wait the newest is worked on, and what was begun is finished")
  func newest() throws {
    let channels = PictureChannels()
    let (begun, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let results = Results()
    func start(_ name: String, _ work: @escaping @Sendable () -> Void = {}) {
      Thread.detachNewThread {
        do {
          try channels.inTurn(of: "main") {
            work()
            results.add(name)
          }
        } catch {
          results.add("\(name) replaced")
        }
      }
    }
    start("first") {
      begun.signal()
      mayEnd.wait()
    }
    begun.wait()
    start("second")
    while channels.waitingCount == 0 { sched_yield() }
    start("third")
    #expect(results.next() == "second replaced")
    // Another channel does not wait.
    #expect(try channels.inTurn(of: "strip") { true })
    mayEnd.signal()
    #expect(results.next() == "first")
    #expect(results.next() == "third")
    #expect(channels.waitingCount == 0)
  }

  @Test("the session says whether its film is another than at its beginning")
  func changedSession() throws {
    let running = try RunningStudio()
    #expect(try running.session()["isChanged"] as? Bool == false)
    let edit: [String: Any] = ["path": ["title"], "value": "Another"]
    let base = try running.revision()
    #expect(try running.call("POST", "/api/edit", ["baseRevision": base, "edits": [edit]]).status == 200)
    #expect(try running.session()["isChanged"] as? Bool == true)
  }

  @Test("the repelling point of the fewest steps near a place is caught, and named; where there is none, that is said")
  func caughtPoint() throws {
    let running = try RunningStudio()
    func caught(_ near: [Double], within: Double) throws -> (status: Int, json: [String: Any]) {
      let answer = try running.call("POST", "/api/catch", ["c": [-0.8, 0.156], "near": near, "within": within])
      return (answer.status, answer.json)
    }
    // The fixed point (1 − √(1 − 4c))/2, and its negative, which goes there.
    let (status, fixed) = try caught([-0.53, 0.1], within: 0.05)
    #expect(status == 200 && fixed["period"] as? Int == 1 && fixed["preperiod"] as? Int == 0)
    let near = try #require(fixed["near"] as? [Double])
    #expect(abs(near[0] + 0.5275031) < 1e-6 && abs(near[1] - 0.0759122) < 1e-6, "\(near)")
    let opposite = try caught([0.53, -0.1], within: 0.05).json
    #expect(opposite["period"] as? Int == 1 && opposite["preperiod"] as? Int == 1)
    // z³ + c has a fixed point where z² + c has none.
    let cubic: [String: Any] = ["c": [0.3, 0.2], "degree": 3, "near": [0.79, -0.12], "within": 0.3]
    let answer = try running.call("POST", "/api/catch", cubic).json
    let z = try #require(answer["near"] as? [Double])
    let (x, y) = (z[0], z[1])
    #expect(answer["period"] as? Int == 1 && answer["preperiod"] as? Int == 0, "\(answer)")
    #expect(abs(x * x * x - 3 * x * y * y + 0.3 - x) < 1e-12 && abs(3 * x * x * y - y * y * y + 0.2 - y) < 1e-12)
    #expect(try running.call("POST", "/api/catch", cubic.merging(["degree": 9]) { $1 }).status == 400)
    let nothing = try caught([3, 3], within: 0.05)
    #expect(nothing.status == 422, "\(nothing)")
    for (near, within) in [([9.0, 0], 0.1), ([0, 0], 0), ([0, 0], 5), ([0], 0.1)] {
      #expect(try caught(near, within: within).status == 400, "\(near) \(within)")
    }
  }

  @Test("a film that follows its song is shown, and its curves are what the song makes of them")
  func song() throws {
    let running = try RunningStudio(
      preset: """
        {
          "version": 1, "title": "Song", "duration": 2, "audio": { "file": "song.wav" }, "c": [-0.8, 0.156],
          "output": { "width": 64, "height": 48, "frameRate": 10 },
          "camera": { "width": { "base": 4, "audio": { "feature": "onset", "attack": 0, "to": [0, -1] } } }
        }
        """, song: ClickSong())
    let revision = try running.revision()
    let curves = try running.call("POST", "/api/curves", ["revision": revision, "times": [0.1, 1.005]]).json
    let widths = (curves["tracks"] as? [String: Any])?["camera.width"] as? [Double]
    #expect(widths?.first == 4 && (widths?.last ?? 4) < 3.5, "\(curves)")
    let changes = try running.call("POST", "/api/changes", ["revision": revision, "count": 5, "flashes": true])
    #expect(changes.status == 200 && curves["song"] is NSNull)
    let heard = try running.call("POST", "/api/curves", ["revision": revision, "count": 8, "song": true]).json
    let song = try #require(heard["song"] as? [String: Any])
    let levels = try #require(song["levels"] as? [Double])
    #expect(levels.count == 8 && levels[4] > 0.9 && levels[6] == 0 && song["beats"] is [Double], "\(song)")
  }

  @Test("curves, changes, the plane and the library tell of the film")
  func numbers() throws {
    let running = try RunningStudio()
    let revision = try running.revision()
    let curves = try running.call("POST", "/api/curves", ["revision": revision, "count": 4]).json
    #expect(curves["times"] as? [Double] == [0, 0.5, 1, 1.5])
    let moments = try running.call("POST", "/api/curves", ["revision": revision, "times": [1, 0.25]]).json
    let widths = (moments["tracks"] as? [String: Any])?["camera.width"] as? [Double]
    #expect(moments["times"] as? [Double] == [1, 0.25] && widths?.first == 3 && widths?.count == 2)
    #expect(try running.call("POST", "/api/curves", ["revision": revision, "times": [2.5]]).status == 422)
    #expect(try running.call("POST", "/api/curves", ["revision": revision, "times": [Double(2).nextUp]]).status == 200)
    let keys = try #require((curves["keys"] as? [String: [[String: Any]]])?["camera.width"])
    #expect(keys.map { $0["time"] as? Double } == [0, 1] && keys.map { $0["value"] as? Double } == [4, 3])
    let changes = try running.call("POST", "/api/changes", ["revision": revision, "count": 7, "flashes": true]).json
    #expect((changes["change"] as? [Double])?.count == 7 && changes["seam"] is Double && changes["flashes"] is [Any])
    let body = #"{"center":[-0.5,0],"width":3,"pixels":[31,20]}"#
    let plane = try running.answer(to: running.request("POST", "/api/plane", body))
    #expect(Self.words(plane.body, 6) == [0x5058_524A, 1, 0, 32, 20, 0] && plane.body.count == 24 + 32 * 20 * 3 / 2)
    let library = try running.call("GET", "/api/library").json
    for preset in try #require(library["presets"] as? [[String: Any]]) {
      let name = try #require(preset["name"] as? String)
      #expect(try running.call("GET", "/api/library/\(name)").json["text"] is String)
    }
    #expect((library["palettes"] as? [[String: Any]])?.allSatisfy { ($0["colors"] as? [String])?.count == 32 } == true)
    #expect(try running.call("GET", "/api/schema").json["$schema"] is String)
    let css = Data("linear-gradient(red, blue)".utf8).base64EncodedString()
    let palette = try running.call("POST", "/api/import-palette", ["name": "a.css", "base64": css])
    #expect(palette.status == 200 && palette.json["palette"] is [String: Any])
    for text in ["", "A", "AAA=", "====", "A===", "AA=A", "####"] {
      #expect(try running.call("POST", "/api/import-palette", ["name": "a", "base64": text]).status >= 400, "\(text)")
    }
  }

  /// What threads report, in their order.
  private final class Results: @unchecked Sendable {
    // Proof of Sendable: `names` is used under the lock only.
    private var names: [String] = []
    private let lock = NSLock()
    private let arrivals = DispatchSemaphore(value: 0)

    func add(_ name: String) {
      lock.withLock { names.append(name) }
      arrivals.signal()
    }

    func next() -> String {
      arrivals.wait()
      return lock.withLock { names.removeFirst() }
    }
  }
}
