import Animation
import FractalMath
import TestSupport
import Testing

@Suite struct GIMPGradientTests {
  private func read(_ text: String) throws(PaletteFileError) -> PaletteFile.Reading {
    try PaletteFile.palette(bytes: Array(text.utf8), name: "test.ggr")
  }

  private func gradient(_ segments: String...) throws -> PaletteFile.Reading {
    try read("GIMP Gradient\nName: Test\n\(segments.count)\n" + segments.joined(separator: "\n") + "\n")
  }

  /// The code values of `palette` at `place`.
  private func codes(of palette: Palette, at place: Double) -> [Double] {
    let light = LinearRGB(palette.color(at: place))
    return [light.red, light.green, light.blue].map { 255 * SRGBTransfer.encoded($0) }
  }

  private func expect(_ palette: Palette, at place: Double, is expected: [Double], within error: Double = 2.5) {
    for (found, wanted) in zip(codes(of: palette, at: place), expected) {
      #expect(abs(found - wanted) <= error, "\(codes(of: palette, at: place)) instead of \(expected) at \(place)")
    }
  }

  @Test("equal hues are gone through once round, in either direction", arguments: [(1, 80.0), (2, 200.0)])
  func fullTurn(coloring: Int, hue: Double) throws {
    // A hue of 320 degrees: a third of the turn on is 80, a third back is 200.
    let color = "1 0 0.666667 1"
    let palette = try gradient("0 0.5 1 \(color) \(color) 0 \(coloring) 0 0").palette
    #expect(palette.isCyclic)
    let expected = hue == 80 ? [170.0, 255, 0] : [0.0, 170, 255]
    expect(palette, at: 1.0 / 3, is: expected)
    expect(palette, at: 0, is: [255, 0, 170])
  }

  @Test("forty steps stay forty steps, sharp at their borders")
  func steps() throws {
    var random = SeededGenerator(seed: 40)
    let levels = (0..<40).map { _ in Double(Int.random(in: 0...255, using: &random)) }
    let lines = levels.enumerated().map { index, level in
      let (left, right) = (Double(index) / 40, Double(index + 1) / 40)
      let color = "\(level / 255) 0 \(1 - level / 255) 1"
      return "\(left) \((left + right) / 2) \(right) \(color) \(color) 0 0"
    }
    let palette = try read("GIMP Gradient\n40\n" + lines.joined(separator: "\n")).palette
    for (index, level) in levels.enumerated() {
      for place in [Double(index) / 40 + 1e-5, Double(index) / 40 + 0.0125, Double(index + 1) / 40 - 1e-5] {
        expect(palette, at: place, is: [level, 0, 255 - level], within: 0.6)
      }
    }
  }

  @Test("a step is two flat halves, and a middle at an end is a jump")
  func jumps() throws {
    let step = try gradient("0 0.3 1 0 0 0 1 1 1 1 1 5 0 0 0").palette
    #expect(step.stops.count == 4)
    expect(step, at: 0.2999, is: [0, 0, 0], within: 0.6)
    expect(step, at: 0.3001, is: [255, 255, 255], within: 0.6)
    let left = try gradient("0 0 1 0 0 0 1 1 1 1 1 0 0 0 0").palette
    expect(left, at: 0.0001, is: [127.5, 127.5, 127.5])
    expect(left, at: 0.5, is: [191.25, 191.25, 191.25])
  }

  @Test("GIMP's first colours stand for the ones that its user has chosen, and opacity is left out, with a word")
  func currentColors() throws {
    let reading = try gradient("0 0.5 1 1 0 0 1 1 0 0 1 0 0 1 4")
    expect(reading.palette, at: 0, is: [0, 0, 0])
    expect(reading.palette, at: 1, is: [255, 255, 255])
    #expect(reading.notices.count == 2)
    #expect(try gradient("0 0.5 1 1 0 0 1 1 0 0 1 0 0 0 0").notices.isEmpty)
    #expect(try gradient("0 0.5 1 1 0 0 0.5 1 0 0 1 0 0 0 0").notices.count == 1)
  }

  @Test("decimal commas, a missing name, ends of lines of any kind, a byte order mark and Latin-1 are no hindrance")
  func spellings() throws {
    let lines = ["GIMP Gradient", "Name: caf\u{E9}", "1", "0 0.5 1 0.2 0.4 0.9 1 0.9 0.4 0.1 1 0 0 0 0"]
    let expected = try read(lines.joined(separator: "\n")).palette
    for end in ["\n", "\r", "\r\n"] {
      for text in [lines, [lines[0]] + lines[2...]] {
        #expect(try read(text.joined(separator: end)).palette == expected)
        #expect(try read("\u{FEFF}" + text.joined(separator: end) + "\u{1A}rest").palette == expected)
      }
    }
    let commas = [lines[0], "1", lines[3].replacing(".", with: ",")].joined(separator: "\n")
    #expect(try read(commas).palette == expected)
    let latin1 = lines.joined(separator: "\n").unicodeScalars.map { UInt8($0.value) }
    #expect(try PaletteFile.palette(bytes: latin1, name: "x.ggr").palette == expected)
  }

  @Test("lines that begin with a plus go on from the line before, as Gnofract 4D writes them")
  func continued() throws {
    let short = try gradient("0 0.2 0.4 1 0 0 1 0 1 0 1 0 0", "+0.7 1 0 0 1 1 0 0").palette
    let long = try gradient("0 0.2 0.4 1 0 0 1 0 1 0 1 0 0", "0.4 0.7 1 0 1 0 1 0 0 1 1 0 0").palette
    #expect(short == long)
    #expect(throws: PaletteFileError.self) { try gradient("+0.7 1 0 0 1 1 0 0") }
  }
}
