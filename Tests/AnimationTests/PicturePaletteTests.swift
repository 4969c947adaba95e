import Animation
import FractalMath
import TestSupport
import Testing

@Suite struct PicturePaletteTests {
  private func pixels(_ colors: [(SRGBColor, Int)], alpha: UInt8 = 255) -> [UInt8] {
    colors.flatMap { color, count in
      (0..<count).flatMap { _ in [color.red, color.green, color.blue, alpha] }
    }
  }

  private func random(_ count: Int, seed: UInt64) -> [SRGBColor] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      SRGBColor(
        red: .random(in: 0...255, using: &random), green: .random(in: 0...255, using: &random),
        blue: .random(in: 0...255, using: &random))
    }
  }

  private func length(_ colors: [SRGBColor]) -> Double {
    let points = colors.map { Oklab(LinearRGB($0)) }
    return points.indices.reduce(0) { $0 + points[$1].distance(to: points[($1 + 1) % points.count]) }
  }

  @Test("a picture of a few colours gives back just these, the darkest first, at distances that suit the eye")
  func flatColors() throws {
    let colors = random(7, seed: 1)
    let palette = try #require(Palette.picture(rgba: pixels(colors.map { ($0, 50) }), colorCount: 12))
    #expect(palette.isCyclic && Set(palette.stops.map(\.color)) == Set(colors))
    let lightness = palette.stops.map { Oklab(LinearRGB($0.color)).lightness }
    #expect(lightness.min() == lightness[0])
    #expect(palette.unevenness() < 1.2)
  }

  @Test("the way through the colours is as short as the shortest of all orders", arguments: 2...5)
  func shortWay(seed: UInt64) throws {
    let colors = random(7, seed: seed)
    let palette = try #require(Palette.picture(rgba: pixels(colors.map { ($0, 9) }), colorCount: 7))
    func orders(_ rest: [SRGBColor]) -> [[SRGBColor]] {
      rest.isEmpty
        ? [[]]
        : rest.indices.flatMap { index in
          var others = rest
          let first = others.remove(at: index)
          return orders(others).map { [first] + $0 }
        }
    }
    let shortest = orders(Array(colors.dropFirst())).map { length([colors[0]] + $0) }.min() ?? 0
    #expect(length(palette.stops.map(\.color)) <= shortest * 1.001)
  }

  @Test("many colours become as many as are asked for, and small areas count", arguments: [1, 2, 8, 64])
  func manyColors(count: Int) throws {
    let noise = random(20_000, seed: 9).map { ($0, 1) }
    let palette = try #require(Palette.picture(rgba: pixels(noise), colorCount: count))
    #expect(palette.stops.count == count)
    #expect(zip(palette.stops, palette.stops.dropFirst()).allSatisfy { $0.position < $1.position })
    let poppy = SRGBColor(red: 220, green: 20, blue: 10)
    let meadow = (0..<40).map { (SRGBColor(red: 40, green: UInt8(90 + $0), blue: 30), 500) }
    let field = try #require(Palette.picture(rgba: pixels(meadow + [(poppy, 40)]), colorCount: 4))
    #expect(field.stops.contains { $0.color == poppy })
  }

  @Test("transparent pixels are not seen, nor is a picture of nothing else")
  func transparency() {
    let (red, blue) = (SRGBColor(red: 200, green: 0, blue: 0), SRGBColor(red: 0, green: 0, blue: 200))
    let palette = Palette.picture(rgba: pixels([(red, 9)]) + pixels([(blue, 90)], alpha: 20), colorCount: 8)
    #expect(palette?.stops.map(\.color) == [red])
    #expect(Palette.picture(rgba: pixels([(blue, 9)], alpha: 0), colorCount: 8) == nil)
    #expect(Palette.picture(rgba: [], colorCount: 8) == nil)
  }
}
