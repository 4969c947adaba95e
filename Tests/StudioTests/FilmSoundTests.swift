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

  /// Samples of the left channel.
  private static func samples(
    _ running: RunningStudio, from start: Int, count: Int
  ) throws -> (status: Int, left: [Int]) {
    let request: [String: Any] = ["revision": try running.revision(), "start": start, "count": count]
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
