import FractalMath
import Production
import Rendering
import Testing

@Suite("AnimatedImageColors")
struct AnimatedImageColorsTests {
  private let palette = Palette(
    stops: [(0, "#0b1026"), (0.3, "#2e86ab"), (0.6, "#f4d35e"), (0.8, "#ee964b")].compactMap { position, hex in
      SRGBColor(hex: hex).map { Palette.Stop(position: position, color: $0) }
    }, isCyclic: true)
  private let interior = SRGBColor(red: 0, green: 0, blue: 0)

  private func distance(_ one: Oklab, _ other: Oklab) -> Double {
    let (lightness, a, b) = (one.lightness - other.lightness, one.a - other.a, one.b - other.b)
    return (lightness * lightness + a * a + b * b).squareRoot()
  }

  @Test("each colour of the palette has one close by, and each mixture one not far away")
  func near() {
    let colors = AnimatedImageColors.chosen(from: Coloring(palette: palette, interior: interior), count: 255)
    #expect(colors.count == 255 && Set(colors).count == 255)
    #expect(colors.contains(interior))
    let places = colors.map { Oklab(LinearRGB($0)) }
    func nearest(to place: Oklab) -> Double { places.reduce(1) { min($0, distance($1, place)) } }
    // 0.02 is what an eye just sees.
    for color in palette.colors(intervals: 500) { #expect(nearest(to: color) < 0.01) }
    let one = LinearRGB(palette.color(at: 0.1))
    let other = LinearRGB(palette.color(at: 0.7))
    let half = LinearRGB(
      red: (one.red + other.red) / 2, green: (one.green + other.green) / 2, blue: (one.blue + other.blue) / 2)
    #expect(nearest(to: Oklab(half)) < 0.04)
  }

  private func nearest(to place: Oklab, among colors: [SRGBColor]) -> Double {
    colors.map { Oklab(LinearRGB($0)) }.reduce(1) { min($0, distance($1, place)) }
  }

  @Test("an interior's palette has its colours, too")
  func interiorPalette() {
    let inner = Palette(
      stops: [(0, "#ff0000"), (1, "#00c000")].compactMap { position, hex in
        SRGBColor(hex: hex).map { Palette.Stop(position: position, color: $0) }
      }, isCyclic: false)
    var coloring = Coloring(palette: palette, interior: interior)
    coloring.interiorPalette = inner
    let colors = AnimatedImageColors.chosen(from: coloring, count: 255)
    #expect(colors.count == 255 && Set(colors).count == 255)
    for color in (palette.colors(intervals: 100) + inner.colors(intervals: 100)) {
      #expect(nearest(to: color, among: colors) < 0.015)
    }
  }

  @Test("where light falls, the palette's colours in the shade have one close by")
  func lit() {
    var coloring = Coloring(palette: palette, interior: interior)
    coloring.lighting = Lighting(ambient: 0.25)
    let colors = AnimatedImageColors.chosen(from: coloring, count: 255)
    #expect(colors.count == 255)
    for step in 0..<20 {
      let color = LinearRGB(palette.color(at: Double(step) / 20))
      for part in [0.25, 0.5, 0.75, 1] {
        let shade = Oklab(LinearRGB(red: color.red * part, green: color.green * part, blue: color.blue * part))
        #expect(nearest(to: shade, among: colors) < 0.04)
      }
    }
  }

  @Test("a palette of one colour gives few")
  func single() {
    let white = SRGBColor(red: 255, green: 255, blue: 255)
    let palette = Palette(stops: [.init(position: 0, color: white)], isCyclic: false)
    #expect(AnimatedImageColors.chosen(from: Coloring(palette: palette, interior: white), count: 255) == [white])
  }
}
