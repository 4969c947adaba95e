import Animation
import FilmFormat
import Foundation
import FractalMath
import Production
import Synchronization
import TestSupport
import Testing
import VideoEncoding

/// A segment whose hash and key are right may be anything all the same: whoever can write into the folder can make one.
@Suite("Segments that strangers have made")
struct HostileSegmentTests {
  /// A film, and some of its segments' files by name.
  private struct Kept {
    let preset: Preset
    let output: String
    let segments: [String: SegmentForm]
    let expected: Data

    var folder: String { output + ".juliareel" }
    var names: [String] { segments.keys.sorted() }

    private struct Stopping: FilmProgressReporting {
      let interruption: Interruption
      func report(_ progress: FilmProgress) { if progress.finishedFrames == 150 { interruption.request() } }
    }

    init(_ codec: VideoCodec) throws {
      let settings = codec == .prores ? #", "bitDepth": 10, "chroma": "4:2:2""# : ""
      preset = try FilmFixture.preset(
        frames: 240, width: 64, height: 64, output: #", "codec": "\#(codec.rawValue)""# + settings)
      output = "film.mkv"
      let folder = try TemporaryFolder()
      let interruption = Interruption()
      let path = try FilmOutput(name: folder.file(output))
      let report = try FilmFixture.production(preset).run(
        to: path, preset: preset, progress: Stopping(interruption: interruption), interruption: interruption)
      try #require(report.isSuspended)
      let kept = folder.file(output + ".juliareel")
      let names = try FileManager.default.contentsOfDirectory(atPath: kept).filter { $0.hasSuffix(".jrseg") }
      segments = try Dictionary(
        uniqueKeysWithValues: names.map { name in
          (name, SegmentForm(Array(try Data(contentsOf: URL(fileURLWithPath: "\(kept)/\(name)")))))
        })
      _ = try FilmFixture.production(preset).run(to: path, preset: preset)
      expected = try Data(contentsOf: URL(fileURLWithPath: folder.file(output)))
    }

    /// Goes on with `files` by name, and requires the film to be as it should.
    ///
    /// - Returns: what the user was told.
    func goOn(with files: [String: [UInt8]]) throws -> [String] {
      let place = try TemporaryFolder()
      try FileManager.default.createDirectory(atPath: place.file(folder), withIntermediateDirectories: false)
      for (name, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: place.file("\(folder)/\(name)"))) }
      let notices = Mutex<[String]>([])
      _ = try FilmFixture.production(preset).run(
        to: FilmOutput(name: place.file(output)), preset: preset,
        notice: { sentence in notices.withLock { $0.append(sentence) } })
      let film = try Data(contentsOf: URL(fileURLWithPath: place.file(output)))
      try #require(film == expected)
      return notices.withLock { $0 }
    }
  }

  /// Each field with numbers that no film of these has.
  private static func wrong(_ form: SegmentForm) -> [(what: String, form: SegmentForm)] {
    var all: [(what: String, form: SegmentForm)] = []
    func add(_ what: String, _ change: (inout SegmentForm) -> Void) {
      var changed = form
      change(&changed)
      if changed.bytes != form.bytes { all.append((what, changed)) }
    }
    let numbers: [UInt32] = [0, 1, 2, 62, 66, 1920, 65535, 1 << 31 - 1, 1 << 31, .max - 1, .max]
    for number in numbers {
      for field in form.numbers.indices { add("number \(field) \(number)") { $0.numbers[field] = number } }
      add("packets \(number)") { $0.packetCount = number }
      add("frame \(number)") { $0.packets[1].frame = number }
      add("every size \(number)") { $0.numbers.replaceSubrange(0..<2, with: [number, number]) }
      if number > 1 {
        add("flags \(number)") { $0.packets[0].flags = number }
        add("form \(number)") { $0.form = number }
      }
    }
    for codec in VideoCodec.allCases { add(codec.rawValue) { $0.codec = codec.rawValue } }
    for layout in PixelLayout.allCases { add("\(layout)") { $0.layout = "\(layout)" } }
    add("a codec that is none") { $0.codec = String(repeating: "x", count: 100_000) }
    add("another key") { $0.key[0] ^= 1 }
    add("no header") { $0.header = [] }
    add("a long header") { $0.header = [UInt8](repeating: 0, count: 1 << 20) }
    add("another header") { $0.header = [1] + $0.header }
    add("no packets") { $0.packets = [] }
    add("a packet less") { $0.packets.removeLast() }
    add("a packet more") { $0.packets.append($0.packets[1]) }
    add("no keyframe") { $0.packets[0].flags = 0 }
    add("a pointer") {
      for index in $0.packets.indices {
        $0.packets[index].flags |= 0x2000
        $0.packets[index].bytes = [UInt8](repeating: 0, count: 8)
      }
    }
    for (what, bytes) in [
      ("empty", []), ("zeros", [UInt8](repeating: 0, count: 500)), ("words", Array("garbage".utf8)),
    ] {
      add("a packet of \(what)") { $0.packets[3].bytes = bytes }
      add("packets of \(what)") { for index in $0.packets.indices { $0.packets[index].bytes = bytes } }
    }
    return all
  }

  @Test("whatever field is wrong, the file is none of the film's", arguments: VideoCodec.allCases)
  func fields(codec: VideoCodec) throws {
    let form = try #require(Kept(codec).segments.first?.value)
    let whole = try SegmentFile(bytes: form.bytes)
    #expect(whole.segment.problem(inFilmOf: whole.segment.format) == nil)
    for (what, form) in Self.wrong(form) {
      guard let file = try? SegmentFile(bytes: form.bytes) else { continue }
      let isRefused =
        file.key != whole.key || file.segment.frameCount != whole.segment.frameCount
        || file.segment.problem(inFilmOf: whole.segment.format) != nil
      #expect(isRefused, "\(what)")
    }
  }

  @Test(
    "what is wrong is told as damaged and made again, and the film is as it was",
    arguments: VideoCodec.allCases)
  func madeAgain(codec: VideoCodec) throws {
    let kept = try Kept(codec)
    let whole = kept.segments.mapValues(\.bytes)
    #expect(try kept.goOn(with: whole).count == 1, "whole segments are taken")
    let other = codec == .vp9 ? "av1" : "vp9"
    let whats = [
      "number 0 4294967295", "number 1 66", "number 4 2147483648", "every size 2147483647", "a long header", other,
      "a pointer", "packets of words", "frame 4294967295",
    ]
    for offset in stride(from: 0, to: whats.count, by: kept.names.count) {
      var files = whole
      let wrongs = zip(kept.names, whats[offset...])
      for (name, what) in wrongs {
        let form = try #require(kept.segments[name])
        files[name] = try #require(Self.wrong(form).first { $0.what == what }).form.bytes
      }
      let notices = try kept.goOn(with: files)
      for (name, what) in wrongs {
        let told = notices.filter { $0.contains(name) }
        #expect(told.count == 1 && told[0].hasSuffix("it is rendered again"), "\(what): \(notices)")
      }
    }
  }

  @Test("a cache gives no such segments, and takes those that are made instead")
  func cache() throws {
    let folder = try TemporaryFolder()
    let preset = try FilmFixture.preset(frames: 60)
    let options = SegmentOptions(cacheFolder: folder.file("cache"))
    func film() throws -> Data {
      _ = try FilmFixture.production(preset).run(
        to: FilmOutput(name: folder.file("film.mp4")), preset: preset, segments: options)
      return try Data(contentsOf: URL(fileURLWithPath: folder.file("film.mp4")))
    }
    func cached() throws -> [String: Data] {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("cache"))
      return try Dictionary(
        uniqueKeysWithValues: names.map {
          ($0, try Data(contentsOf: URL(fileURLWithPath: folder.file("cache/\($0)"))))
        })
    }
    let expected = try film()
    let segments = try cached()
    #expect(segments.count == 2)
    for (what, change) in Self.cacheChanges {
      for (name, bytes) in segments {
        var form = SegmentForm(Array(bytes))
        change(&form)
        try Data(form.bytes).write(to: URL(fileURLWithPath: folder.file("cache/\(name)")))
      }
      let again = try film()
      #expect(again == expected, "\(what)")
      #expect(try cached() == segments, "\(what)")
    }
  }

  private static let cacheChanges: [(String, @Sendable (inout SegmentForm) -> Void)] = [
    ("width", { $0.numbers[0] += 2 }), ("depth", { $0.numbers[4] = .max }), ("packets", { $0.packets.removeLast() }),
    ("bytes", { $0.packets[1].bytes = [0, 0, 0, 0] }), ("flags", { $0.packets[0].flags = 0x2001 }),
  ]

  @Test("no file whose hash is right traps", arguments: VideoCodec.allCases)
  func mutations(codec: VideoCodec) throws {
    let kept = try Kept(codec)
    let whole = try #require(kept.segments[kept.names[0]]).bytes
    let film = try SegmentFile(bytes: whole).segment.format
    var random = SeededGenerator(seed: 11)
    var (refused, taken) = (0, 0)
    for _ in 0..<StressRuns.count(usual: 400) {
      var body = whole.dropLast(ContentHash.byteCount)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        // Most numbers are near the beginning.
        let end = Bool.random(using: &random) ? min(220, body.count) : body.count
        let place = Int.random(in: 8..<end, using: &random)
        let number = [0, 1, 1 << 31 - 1, 1 << 31, 1 << 32 - 1].randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<4, using: &random) {
        case 0: body[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: body[place] = UInt8.random(in: 0...255, using: &random)
        case 2: for byte in 0..<min(4, body.count - place) { body[place + byte] = UInt8(number >> (8 * byte) & 255) }
        default: body.removeSubrange(place..<min(place + Int.random(in: 1...40, using: &random), body.count))
        }
      }
      let bytes = Array(body) + ContentHash(of: Array(body)).bytes
      guard let segment = try? SegmentFile(bytes: bytes).segment, segment.problem(inFilmOf: film) == nil else {
        refused += 1
        continue
      }
      taken += 1
    }
    #expect(refused > taken && refused + taken == StressRuns.count(usual: 400))
  }
}
