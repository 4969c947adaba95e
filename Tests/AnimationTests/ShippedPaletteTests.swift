import Animation
import FractalMath
import TestSupport
import Testing

@Suite struct ShippedPaletteTests {
  @Test("twenty-four palettes ship, all of the folder's, and each loads and says what one sees")
  func all() throws {
    let files = Repository.files(below: "presets/palettes", suffix: ".json")
      .map { $0.deletingPathExtension().lastPathComponent }
    #expect(ShippedPalette.names == files)
    #expect(files.count == 24)
    for name in files {
      let shipped = try #require(ShippedPalette.named(name))
      #expect(shipped.name == name && !shipped.description.isEmpty)
      #expect(shipped.palette.stops.count >= 2)
    }
    #expect(ShippedPalette.named("nosuch") == nil)
  }

  @Test(
    "even palettes change by equal steps in Oklab",
    arguments: [
      "abyss", "dawn", "ember", "ink", "lagoon", "malachite", "moss", "nacre", "orchid", "peacock", "prism", "saffron",
      "sepia",
      "storm", "twilight",
    ])
  func evenness(name: String) throws {
    let palette = try #require(ShippedPalette.named(name)).palette
    #expect(palette.unevenness() <= ShippedPalette.largestEvenness)
  }

  @Test("a cyclic palette closes without a jump, and a clamped one does not repeat")
  func seams() throws {
    for name in ShippedPalette.names {
      let palette = try #require(ShippedPalette.named(name)).palette
      let ends = palette.color(at: 0).distance(to: palette.color(at: 1))
      #expect(palette.isCyclic ? ends < 1e-12 : ends > 0.1, "\(name)")
      let across = palette.color(at: 1 - 1.0 / 1024).distance(to: palette.color(at: 0))
      if palette.isCyclic { #expect(across < 0.01, "\(name)") }
    }
  }

  @Test("no colour between two stops lies visibly outside of sRGB")
  func gamut() throws {
    for name in ShippedPalette.names {
      for color in try #require(ShippedPalette.named(name)).palette.colors(intervals: 512) {
        let light = LinearRGB(color)
        for part in [light.red, light.green, light.blue] { #expect((-0.01...1.01).contains(part), "\(name) \(light)") }
      }
    }
  }

  @Test("unevenness is 1 for one colour, and the ratio of steps for two speeds")
  func unevenness() {
    let (black, white) = (SRGBColor(red: 0, green: 0, blue: 0), SRGBColor(red: 255, green: 255, blue: 255))
    #expect(Palette(stops: [.init(position: 0, color: white)], isCyclic: true).unevenness() == 1)
    // Black to white within a quarter, back within three: the fast steps are twice the mean.
    let palette = Palette(
      stops: [.init(position: 0, color: black), .init(position: 0.25, color: white)], isCyclic: true)
    #expect(abs(palette.unevenness() - 2) < 1e-9)
  }
}
