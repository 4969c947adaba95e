import Foundation
import JuliaReel
import TestSupport
import Testing

@Suite("Film", .hangLimit)
struct FilmTests {
  private struct Stop: Error {}

  private static let small: [String: PresetValue] = ["output.width": 32, "output.height": 18, "output.frameRate": 5]

  private static func film() throws -> Film { try Film(named: "classic-loop", settings: small) }

  @Test("a preset is the same film whether it is loaded by its name, as a text or from a file")
  func loading() throws {
    let named = try Film(named: "classic-loop")
    let path = Repository.root.appendingPathComponent("presets/classic-loop.json").path
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(try Film(preset: text).presetText == named.presetText)
    #expect(try Film(contentsOf: path).presetText == named.presetText)
    #expect(try Film(preset: named.presetText).presetText == named.presetText)
    #expect(Film.shippedNames.contains("classic-loop"))
  }

  @Test("settings replace a preset's values, from whatever literal")
  func settings() throws {
    let film = try Film(
      named: "classic-loop",
      settings: ["output.width": 64, "output.height": 36, "duration": 1.5, "output.frameRate": "30000/1001"])
    #expect((film.width, film.height) == (64, 36))
    #expect(film.durationSeconds == 1.5)
    #expect(abs(film.framesPerSecond - 29.97) < 0.001)
    #expect(film.frameCount == 45)
  }

  @Test("a preset may extend one beside it or one that ships, and a text only those that ship")
  func extending() throws {
    let folder = try TemporaryFolder()
    try Data(#"{"extends":"classic-loop","title":"Base"}"#.utf8).write(
      to: URL(fileURLWithPath: folder.file("base.json")))
    let extending = #"{"extends":"base.json","duration":3}"#
    try Data(extending.utf8).write(to: URL(fileURLWithPath: folder.file("film.json")))
    let film = try Film(contentsOf: folder.file("film.json"))
    #expect(film.title == "Base" && film.durationSeconds == 3)
    #expect(try Film(preset: #"{"extends":"classic-loop","title":"Text"}"#).title == "Text")
    #expect(throws: FilmError.self) { try Film(preset: extending) }
  }

  @Test("what is wrong is told by its kind, with a sentence")
  func faults() throws {
    func fault(_ work: () throws -> Void) throws -> FilmError {
      try #require(throws: FilmError.self) { try work() }
    }

    let unknown = try fault { _ = try Film(named: "clasic-loop") }
    #expect(unknown.reason == .unreadable)
    #expect(unknown.description.contains("classic-loop"))
    #expect(try fault { _ = try Film(contentsOf: "/nowhere/film.json") }.reason == .unreadable)
    #expect(try fault { _ = try Film(contentsOf: "/dev/null") }.reason == .unreadable)
    let broken = try fault { _ = try Film(preset: "{\n  \"duration\": -1}") }
    #expect(broken.reason == .preset)
    #expect(broken.description.contains("preset:2:"))
    let setting = try fault { _ = try Film(named: "classic-loop", settings: ["output.width": 0]) }
    #expect(setting.reason == .preset)
    #expect(setting.description.contains("setting output.width"))
    let film = try Self.film()
    for path in ["film.txt", "-", "null", "/nowhere/film.mp4"] {
      #expect(try fault { try film.write(to: path) }.reason == .output, "\(path)")
    }
  }

  @Test("frames come in their order, each like the one that is rendered alone")
  func images() throws {
    var film = try Self.film()
    film.workerCount = 3
    var numbers: [Int] = []
    try film.forEachImage(ofFrames: 2..<9) { frame, image in
      numbers.append(frame)
      let alone = try film.image(ofFrame: frame)
      #expect(image == alone, "frame \(frame)")
    }
    #expect(numbers == Array(2..<9))
    #expect(try film.image(ofFrame: 3) == film.image(atSeconds: 3 * film.durationSeconds / Double(film.frameCount)))
  }

  @Test("what takes the frames may stop the work by an error, which comes out as it is")
  func stoppedImages() throws {
    var count = 0
    #expect(throws: Stop.self) {
      try Self.film().forEachImage { _, _ in
        count += 1
        if count == 2 { throw Stop() }
      }
    }
    #expect(count == 2)
  }

  @Test("a film in the making tells how far it is, may be stopped, and is complete the next time")
  func writing() throws {
    let folder = try TemporaryFolder()
    let film = try Self.film()
    let path = folder.file("film.mp4")
    #expect(throws: Stop.self) { try film.write(to: path) { if $0.finishedFrames > 3 { throw Stop() } } }
    #expect(!FileManager.default.fileExists(atPath: path))
    var last: Film.Progress?
    try film.write(to: path) { last = $0 }
    #expect(last?.finishedFrames == film.frameCount && last?.frameCount == film.frameCount)
    #expect(try Film(contentsOf: path).presetText == film.presetText)
    #expect(folder.contents == ["film.mp4"])
  }
}
