import Animation
import FractalMath
import TestSupport
import Testing

@Suite struct PaletteFileTests {
  private static let red = "1 0 0 1"
  private static let blue = "0 0 1 1"
  private static let black = "0 0 0 1"
  private static let white = "1 1 1 1"

  private func read(_ text: String, _ name: String) throws(PaletteFileError) -> Palette {
    try PaletteFile.palette(bytes: Array(text.utf8), name: name).palette
  }

  private func gradient(_ segments: String...) throws -> Palette {
    try read("GIMP Gradient\nName: Test\n\(segments.count)\n" + segments.joined(separator: "\n") + "\n", "test.ggr")
  }

  /// The colour of `palette` at `place`, back in sRGB.
  private func level(of palette: Palette, at place: Double) -> Double {
    SRGBTransfer.encoded(LinearRGB(palette.color(at: place)).green)
  }

  @Test("a list of colours is a cyclic palette with even distances", arguments: ["sea.hex", "sea.txt", "stdin"])
  func hexList(name: String) throws {
    let palette = try read("; sea\r\n#000080, 0af\n// foam\n  ffffff\t#08c\r\n#000080", name)
    #expect(palette.isCyclic)
    #expect(palette.stops.map(\.position) == [0, 0.25, 0.5, 0.75])
    #expect(palette.stops.map(\.color.description) == ["#000080", "#00aaff", "#ffffff", "#0088cc"])
  }

  @Test("a map's straight runs need few stops, and every row is met")
  func map() throws {
    let rows = (0..<256).map { row in
      let level = row < 128 ? 2 * row : 511 - 2 * row
      return "\(level) \(level / 2)  0 remark \(row)"
    }
    let palette = try read(rows.joined(separator: "\n"), "ramp.MAP")
    #expect(palette.isCyclic && palette.stops.count < 64)
    for (row, text) in rows.enumerated() {
      let red = Double(text.prefix { $0 != " " }) ?? 0
      let found = 255 * SRGBTransfer.encoded(max(0, LinearRGB(palette.color(at: Double(row) / 256)).red))
      #expect(abs(found - red) < 8, "row \(row)")
    }
  }

  @Test("a map of noise keeps every row")
  func noise() throws {
    var random = SeededGenerator(seed: 5)
    let rows = (0..<256).map { _ in (0..<3).map { _ in Int.random(in: 0...255, using: &random) } }
    let palette = try read(rows.map { "\($0[0]) \($0[1]) \($0[2])" }.joined(separator: "\n"), "noise.map")
    #expect(palette.stops.count > 200)
    for stop in palette.stops {
      let row = rows[Int(stop.position * 256 + 0.5)]
      #expect([stop.color.red, stop.color.green, stop.color.blue].map(Int.init) == row)
    }
  }

  @Test("a gradient between two colours meets both, is clamped, and needs few stops")
  func linear() throws {
    let palette = try gradient("0 0.5 1 \(Self.red) \(Self.blue) 0 0 0 0")
    #expect(!palette.isCyclic && palette.stops.count <= 16)
    #expect(palette.stops.first?.color.description == "#ff0000" && palette.stops.last?.color.description == "#0000ff")
    let middle = SRGBColor(red: 128, green: 0, blue: 128)
    #expect(palette.color(at: 0.5).distance(to: Oklab(LinearRGB(middle))) < 0.012)
  }

  @Test(
    "each kind of blending follows its curve",
    arguments: [
      // Kind, middle, place, and the level there by GIMP's formulas.
      (0, 0.25, 0.25, 0.5), (0, 0.25, 0.625, 0.75), (1, 0.25, 0.25, 0.5), (1, 0.5, 0.7, 0.7),
      (2, 0.5, 0.25, 0.146447), (3, 0.5, 0.25, 0.661438), (4, 0.5, 0.75, 0.338562), (5, 0.5, 0.4, 0), (5, 0.5, 0.6, 1),
    ])
  func blending(kind: Int, middle: Double, place: Double, expected: Double) throws {
    let palette = try gradient("0 \(middle) 1 \(Self.black) \(Self.white) \(kind) 0 0 0")
    #expect(abs(level(of: palette, at: place) - expected) < 0.02)
    #expect(palette.stops.count <= 64)
  }

  @Test("hues are gone through in the direction of the segment")
  func hues() throws {
    let forth = try gradient("0 0.5 1 \(Self.red) \(Self.blue) 0 1 0 0")
    #expect(abs(level(of: forth, at: 1.0 / 2) - 1) < 0.02)  // over yellow, green and cyan
    let back = try gradient("0 0.5 1 \(Self.red) \(Self.blue) 0 2 0 0")
    let magenta = Oklab(LinearRGB(SRGBColor(red: 255, green: 0, blue: 255)))
    #expect(back.color(at: 0.5).distance(to: magenta) < 0.012)
  }

  @Test("a jump between segments stays a jump, and equal ends make a cycle")
  func jump() throws {
    let palette = try gradient(
      "0 0.25 0.5 \(Self.black) \(Self.black) 0 0", "0.5 0.75 1 \(Self.white) \(Self.black) 0 0")
    #expect(palette.isCyclic)
    #expect(level(of: palette, at: 0.499) < 0.01 && level(of: palette, at: 0.501) > 0.98)
    #expect(zip(palette.stops, palette.stops.dropFirst()).allSatisfy { $0.position < $1.position })
  }

  @Test("a gradient of many wild segments has as many stops as it needs")
  func manySegments() throws {
    let colors = [Self.red, Self.blue, Self.white, Self.black]
    let levels = [0.0, 0, 1, 0]
    let lines = (0..<200).map { index in
      let (left, right) = (Double(index) / 200, Double(index + 1) / 200)
      return "\(left) \((left + right) / 2) \(right) \(colors[index % 4]) \(colors[(index + 1) % 4]) \(index % 5) 0"
    }
    let palette = try read("GIMP Gradient\n200\n" + lines.joined(separator: "\n"), "wild.ggr")
    for index in 0..<200 {
      #expect(abs(level(of: palette, at: Double(index) / 200) - levels[index % 4]) < 0.01, "segment \(index)")
    }
  }

  @Test(
    "a broken file is one error with its line",
    arguments: [
      ("#fff\n#12345\n#xyz", "a.hex", "a.hex:2: found “#12345”; expected a colour #rrggbb or #rgb"),
      ("; nothing\n", "a.hex", "a.hex:1: there is no colour; expected #rrggbb or #rgb"),
      ("", "a.hex", "a.hex:1: there is no colour; expected #rrggbb or #rgb"),
      (
        "1 2 3\n\n4 5 x", "a.map",
        "a.map:3: found “4 5 x”; expected red, green and blue, whole numbers from 0 to 255"
      ),
      ("", "a.map", "a.map:1: the map is empty; expected 256 rows of red, green and blue"),
      ("1 2 3\n", "a.ggr", "a.ggr:1: a gradient begins with the line “GIMP Gradient”"),
      (
        "GIMP Gradient\nName: x\nmany", "a.ggr",
        "a.ggr:3: expected the number of segments, a whole number from 1 to 4096"
      ),
      ("GIMP Gradient", "a.ggr", "a.ggr:1: expected the number of segments, a whole number from 1 to 4096"),
      (
        "GIMP Gradient\n1\n0 0.5 1 1 0 0 1 0 0 1 1 9 0", "a.ggr",
        "a.ggr:3: expected a segment: left, middle and right end, two colours of red, green, blue and opacity, all from 0 "
          + "to 1, then the kinds of blending (0 to 5) and of colouring (0 to 2)"
      ),
      (
        "GIMP Gradient\n2\n0 0.2 0.5 1 0 0 1 0 0 1 1 0 0\n0.6 0.7 1 1 0 0 1 0 0 1 1 0 0", "a.ggr",
        "a.ggr:4: the segment does not begin where the one before ends, at 0.5"
      ),
      (
        "GIMP Gradient\n2\n0 0.2 1 1 0 0 1 0 0 1 1 0 0", "a.ggr",
        "a.ggr:3: 2 segments were announced, but 1 lines follow"
      ),
      ("GIMP Gradient\n1\n0 0.2 0.9 1 0 0 1 0 0 1 1 0 0", "a.ggr", "a.ggr:3: the last segment does not end at 1"),
    ])
  func broken(text: String, name: String, message: String) {
    let error = #expect(throws: PaletteFileError.self) { try read(text, name) }
    #expect(error?.description == message)
  }

  @Test("too many colours are refused at the first that is too many")
  func tooMany() {
    let colors = (0..<4100).map { "\(100_000 + $0)" }.joined(separator: "\n")
    let error = #expect(throws: PaletteFileError.self) { try read(colors, "long.hex") }
    #expect(error?.line == 4097)
  }

  @Test("a palette's document is read back as the palette")
  func document() throws {
    let palette = try #require(ShippedPalette.named("reef")).palette
    let preset = try FilmFixture.load(FilmFixture.document(shading: "{\"palette\":\(palette.document)}"))
    #expect(preset.shading.palette == .constant(palette))
  }
}
