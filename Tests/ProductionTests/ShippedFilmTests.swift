import Animation
import Foundation
import Production
import TestSupport
import Testing

@Suite("The presets that ship, as films")
struct ShippedFilmTests {
  static let names = Repository.files(below: "presets", suffix: ".json")
    .filter { $0.deletingLastPathComponent().lastPathComponent == "presets" }
    .map { $0.deletingPathExtension().lastPathComponent }

  private static func load(_ name: String, width: Int = 96, height: Int = 54) throws -> LocatedPreset {
    let file = Repository.root.appendingPathComponent("presets/\(name).json")
    let document = PresetDocument(bytes: Array(try Data(contentsOf: file)), name: name)
    let size = [("width", width), ("height", height)].map {
      Override(path: "output.\($0)", value: "\($1)", origin: "test")
    }
    return try LocatedPreset(document, overrides: size) { (_, _) throws(MissingDocument) in
      throw MissingDocument(reason: "none")
    }
  }

  @Test("they are fifteen or more, and no two have the same title or description")
  func count() throws {
    let presets = try Self.names.map { try Self.load($0).preset }
    #expect(presets.count >= 15)
    #expect(Set(presets.map(\.title)).count == presets.count)
    #expect(Set(presets.map(\.description)).count == presets.count)
    #expect(presets.allSatisfy { !$0.description.isEmpty && !$0.author.isEmpty })
  }

  @Test("each is found valid without a warning, of flashes among others", arguments: names)
  func diagnostics(name: String) throws {
    let found = try PresetProbe(Self.load(name, width: 1920, height: 1080)).diagnostics()
    #expect(found.isEmpty, "\(found.map { $0.description(document: name) })")
  }

  @Test("the first frames of each show something", arguments: names)
  func firstFrames(name: String) throws {
    let preset = try Self.load(name, width: 64, height: 36).preset
    let (recording, _) = try FilmFixture.production(preset, frames: 0..<3).record()
    #expect(recording.frames == [0, 1, 2])
    #expect(recording.pixels.allSatisfy { Set($0.prefix(64 * 36)).count > 8 })
  }

  @Test("where one is a loop, its seam cannot be told from the frames beside it", arguments: names)
  func seam(name: String) throws {
    let preset = try Self.load(name).preset
    guard preset.loop != .none else { return }
    let seam = try FilmSeam(of: preset)
    #expect(seam.across <= 1.05 * max(seam.before, seam.after), "\(seam)")
  }
}
