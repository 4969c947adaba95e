import Animation
import Foundation
import TestSupport
import Testing

@Suite struct PresetReferenceTests {
  @Test("Docs/Presets.md is what the schemas say")
  func page() throws {
    let page = Repository.root.appendingPathComponent("Docs/Presets.md")
    let expected = PresetReference.markdown
    if ProcessInfo.processInfo.environment["JULIAREEL_RECORD"] == "1" {
      try Data(expected.utf8).write(to: page)
      Issue.record("recorded Docs/Presets.md; run again without JULIAREEL_RECORD")
      return
    }
    let checkedIn = String(decoding: try Data(contentsOf: page), as: UTF8.self)
    #expect(
      checkedIn == expected, "Docs/Presets.md is out of date; JULIAREEL_RECORD=1 records it anew")
  }

  @Test("the page's example is a preset")
  func example() throws {
    let preset = try Preset.load(bytes: Array(PresetReference.example.utf8), name: "example")
    #expect(preset.output.frameRate.description == "30000/1001")
    #expect(Timeline(preset).frameCount == 360)
    #expect(Timeline(preset).parameters(at: 0).juliaConstant == .init(-0.12, 0.75))
  }

  @Test("the page's defaults are those of a preset that leaves everything out")
  func defaults() throws {
    let bare = try FilmFixture.load(#"{"version":1,"title":"T","duration":1,"c":[0,0]}"#)
    #expect(bare.output.size.width == 1920 && bare.output.size.height == 1080)
    #expect(bare.output.frameRate.description == "60")
    #expect(bare.output.rateControl == .quality(72))
    let rows = PresetReference.markdown.split(separator: "\n").filter { $0.hasPrefix("| `") }
    for expected in ["`width`", "`frameRate`", "`quality`", "`escapeRadius`", "`rotation`"] {
      #expect(rows.contains { $0.hasPrefix("| \(expected) ") }, "\(expected) has no row")
    }
    #expect(rows.contains { $0.hasPrefix("| `quality` ") && $0.hasSuffix(" `72` |") })
    #expect(rows.contains { $0.hasPrefix("| `escapeRadius` ") && $0.hasSuffix(" `256` |") })
  }
}
