import Foundation
import TestSupport
import Testing

/// The sound that the page is given.
@Suite("Studio: sound", .hangLimit)
struct FilmSoundTests {
  private static func film(_ audio: String, seconds: Double = 3) -> String {
    """
    {
      "version": 1, "title": "Song", "duration": \(seconds), "audio": { "file": "song.wav"\(audio) }, "c": [-0.8, 0.156],
      "output": { "width": 64, "height": 48, "frameRate": 10 }
    }
    """
  }

  /// Samples of the left channel, with `scene`, such as ":1", those of a scene alone.
  private static func samples(
    _ running: RunningStudio, _ scene: String = "", from start: Int, count: Int
  ) throws -> (status: Int, left: [Int]) {
    let request: [String: Any] = ["revision": try running.revision() + scene, "start": start, "count": count]
    let body = String(decoding: try JSONSerialization.data(withJSONObject: request), as: UTF8.self)
    let answer = try running.answer(to: running.request("POST", "/api/sound", body))
    guard answer.status == 200 else { return (answer.status, []) }
    #expect(answer.body.count.isMultiple(of: 4))
    let left = (0..<answer.body.count / 4).map { index in
      Int(Int16(bitPattern: UInt16(answer.body[4 * index]) | UInt16(answer.body[4 * index + 1]) << 8))
    }
    return (200, left)
  }

  /// Where the loudest sample is.
  private static func click(_ samples: [Int]) -> Int? { samples.indices.max { samples[$0] < samples[$1] } }

  @Test("a click is at its sample, wherever a part begins and in whatever order parts are asked for")
  func parts() throws {
    let running = try RunningStudio(preset: Self.film(""), song: ClickSong())
    for (start, click) in [(0, 12_000), (90_000, 96_000), (40_000, 48_000), (130_000, 132_000), (0, 12_000)] {
      let (status, left) = try Self.samples(running, from: start, count: 10_000 + (start == 0 ? 10_000 : 0))
      #expect(status == 200 && Self.click(left).map { start + $0 } == click, "\(start)")
    }
    // The last part ends with the film, and after the song there is silence.
    #expect(try Self.samples(running, from: 140_000, count: 48_000).left.count == 4_000)
    let longer = try RunningStudio(preset: Self.film("", seconds: 6), song: ClickSong())
    #expect(try Self.samples(longer, from: 200_000, count: 1_000).left == Array(repeating: 0, count: 1_000))
  }

  @Test("start, gain and fades are mixed as in the film's file")
  func mix() throws {
    let plain = try RunningStudio(preset: Self.film(""), song: ClickSong())
    let height = try #require(Self.samples(plain, from: 47_000, count: 2_000).left.max())
    let mixed = try RunningStudio(
      preset: Self.film(#", "start": 0.75, "gain": -6, "fadeIn": 0.5, "fadeOut": 1"#), song: ClickSong())
    let level = Double(height) * pow(10, -6 / 20)
    // The clicks at 1, 2 and 3.5 s.
    for (moment, share) in [(0.25, 0.5), (1.25, 1), (2.75, 0.25)] {
      let left = try Self.samples(mixed, from: Int(moment * 48_000) - 1_000, count: 2_000).left
      #expect(Self.click(left) == 1_000 && abs(Double(left[1_000]) - share * level) < 2, "\(moment)")
    }
  }

  @Test("a change of gain is heard in the next part, and another file's song, too")
  func changes() throws {
    let running = try RunningStudio(preset: Self.film(""), song: ClickSong())
    let loud = try #require(Self.samples(running, from: 0, count: 20_000).left.max())
    let edit: [String: Any] = ["path": ["audio", "gain"], "value": -20]
    let revision = try running.revision()
    #expect(try running.call("POST", "/api/edit", ["baseRevision": revision, "edits": [edit]]).status == 200)
    let soft = try #require(Self.samples(running, from: 40_000, count: 20_000).left.max())
    #expect(abs(10 * soft - loud) < 10, "\(soft) \(loud)")
    try ClickSong(moments: [0.5], seconds: 2).write(to: running.folder.file("song.wav"))
    #expect(Self.click(try Self.samples(running, from: 20_000, count: 20_000).left) == 4_000)
  }

  @Test("a scene alone has the sound of its part of the film, and silence before the film and after it")
  func sceneAlone() throws {
    let running = try RunningStudio(
      preset: """
        {
          "version": 1, "title": "Two", "audio": { "file": "song.wav" }, "output": { "width": 64, "height": 48, "frameRate": 10 },
          "scenes": [
            { "preset": { "version": 1, "title": "A", "duration": 2, "c": [-0.8, 0.156] }, "start": 0.5, "duration": 1 },
            { "preset": { "version": 1, "title": "B", "duration": 2, "loop": "wrap", "c": [0.3, 0.5] }, "start": 1.5, "duration": 1.5 }
          ]
        }
        """, song: ClickSong())
    // The first one begins half a second before the film, whose clicks are at 0.25, 1 and 2 s.
    let first = try Self.samples(running, ":0", from: 0, count: 96_000).left
    #expect(first.count == 96_000 && first[..<24_000].allSatisfy { $0 == 0 })
    #expect(Self.clicks(first) == [36_000, 72_000])
    // The second one is a loop: what it shows last, from 1.5 s of the film on, is its own beginning. Its own second 1.5 is at 1 s.
    let second = try Self.samples(running, ":1", from: 0, count: 96_000).left
    #expect(Self.clicks(second) == [24_000, 72_000])
    #expect(try Self.samples(running, ":1", from: 20_000, count: 6_000).left == Array(second[20_000..<26_000]))
    let heard = try running.call(
      "POST", "/api/curves", ["revision": try running.revision() + ":1", "count": 20, "song": true])
    let levels = try #require((heard.json["song"] as? [String: Any])?["levels"] as? [Double])
    #expect(levels.indices.filter { levels[$0] > 0.5 }.allSatisfy { [4, 5, 14, 15].contains($0) }, "\(levels)")
    #expect(levels[5] > 0.5 && levels[15] > 0.5)
    let film = try #require((try running.session()["state"] as? [String: Any])?["film"] as? [String: Any])
    let alone = (film["scenes"] as? [[String: Any]])?[1]["film"] as? [String: Any]
    #expect(alone?["hasSound"] as? Bool == true)
  }

  /// The samples at which clicks are loudest.
  private static func clicks(_ samples: [Int]) -> [Int] {
    samples.indices.filter { index in
      samples[index] > 10_000 && samples[index] >= (index > 0 ? samples[index - 1] : 0)
        && samples[index] > (index + 1 < samples.count ? samples[index + 1] : 0)
    }
  }

  @Test("a song that is replaced makes another film of the same text, and the page is told")
  func replaced() throws {
    let running = try RunningStudio(
      preset: Self.film(#", "gain": 0"#).replacingOccurrences(
        of: "\"c\":",
        with: ##""camera": { "width": { "base": 3, "audio": { "feature": "level", "to": [0, -1] } } }, "c":"##),
      song: ClickSong())
    func state() throws -> [String: Any] { try #require(try running.session()["state"] as? [String: Any]) }
    let first = try Self.listener(running)
    let before = try state()
    #expect(before["filmRevision"] as? String == (try running.revision()))
    try ClickSong(moments: [0.5], seconds: 2).write(to: running.folder.file("song.wav"))
    #expect(first.read(until: "event: song").contains("event: song"))
    let after = try state()
    #expect(after["filmRevision"] as? String == (try running.revision()) + ".1" && after["songChanges"] as? Int == 1)
    #expect(after["isValid"] as? Bool == true && after["revision"] as? String == before["revision"] as? String)
    func widths(_ revision: String) throws -> [Double] {
      let answer = try running.call("POST", "/api/curves", ["revision": revision, "times": [0.25, 0.5]])
      return try #require((answer.json["tracks"] as? [String: Any])?["camera.width"] as? [Double])
    }
    let new = try widths(try running.revision() + ".1")
    #expect(new[0] == 3 && new[1] < 2.9, "\(new)")
    // The text's revision alone is its present film.
    #expect(try widths(try running.revision()) == new)
    let second = try Self.listener(running)
    try FileManager.default.removeItem(atPath: running.folder.file("song.wav"))
    #expect(second.read(until: "event: song").contains("event: song"))
    #expect(try state()["isValid"] as? Bool == false)
  }

  /// A connection that gets the studio's events.
  private static func listener(_ running: RunningStudio) throws -> RawClient {
    let listener = try RawClient(port: running.studio.port)
    listener.send(running.request("GET", "/api/events"))
    #expect(try listener.answer().status == 200)
    return listener
  }

  @Test("what there is no sound for is refused with a sentence")
  func refused() throws {
    let silent = try RunningStudio()
    #expect(try silent.call("POST", "/api/sound", Self.part(of: silent, 0, 10)).status == 422)
    let session = try #require(try silent.session()["state"] as? [String: Any])
    #expect((session["film"] as? [String: Any])?["hasSound"] as? Bool == false)
    let missing = try RunningStudio(preset: Self.film(""))
    let answer = try missing.call("POST", "/api/sound", Self.part(of: missing, 0, 10))
    #expect(answer.status == 422 && (answer.json["error"] as? String)?.contains("song.wav") == true, "\(answer)")
    let short = try RunningStudio(preset: Self.film(#", "start": 5"#), song: ClickSong())
    #expect(try short.call("POST", "/api/sound", Self.part(of: short, 0, 10)).status == 422)
    let sound = try RunningStudio(preset: Self.film(""), song: ClickSong())
    for (start, count) in [(-1, 10), (0, 0), (0, 480_001), (144_000, 10)] {
      let answer = try sound.call("POST", "/api/sound", Self.part(of: sound, start, count))
      #expect(answer.status == 400, "\(start) \(count)")
    }
    let body = #"{"revision":"\#(try sound.revision())","start":0,"count":10}"#
    let head = "POST /api/sound HTTP/1.1\r\nHost: \(sound.host)\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    #expect(try sound.answer(to: head + body).status == 401)
  }

  private static func part(of running: RunningStudio, _ start: Int, _ count: Int) throws -> [String: Any] {
    ["revision": try running.revision(), "start": start, "count": count]
  }
}
