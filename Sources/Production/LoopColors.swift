import Animation
import FractalMath
import VideoEncoding

/// Which colours a GIF has: chosen once for the whole film, so that they do not flicker.
///
/// Nearly all pixels lie on the palette's curve through Oklab, which takes two thirds of the colours, at equal distances. The others go to mixtures,
/// which stand where samples of several colours meet in a pixel: mixtures in linear light of two of the palette's colours or of one and the
/// interior's, each time the one that is furthest from all that are chosen.
package enum LoopColors {
  /// The colours of the film of `timeline`, at most as many as a GIF holds.
  static func chosen(for timeline: Timeline) -> [SRGBColor] {
    chosen(from: timeline.palette, interior: timeline.interior, count: ColorQuantizer.largestColorCount)
  }

  /// `count` colours at most for pictures with the colours of `palette` and the one of the `interior`.
  ///
  /// - Complexity: O(`count`) distances for each of some thousand mixtures.
  package static func chosen(from palette: Palette, interior: SRGBColor, count: Int) -> [SRGBColor] {
    let curve = palette.colors(intervals: 2048)
    var colors = [interior]
    for color in evenlySpaced(curve, count: count * 2 / 3).map(srgb) where !colors.contains(color) {
      colors.append(color)
    }
    let ends = evenlySpaced(curve, count: 40).map { LinearRGB($0) } + [LinearRGB(interior)]
    addFurthest(of: mixtures(of: ends), to: &colors, upTo: count)
    return colors
  }

  /// `count` points of `curve` at equal distances along it.
  private static func evenlySpaced(_ curve: [Oklab], count: Int) -> [Oklab] {
    var lengths = [0.0]
    for (from, to) in zip(curve, curve.dropFirst()) {
      lengths.append(lengths[lengths.count - 1] + squaredDistance(from, to).squareRoot())
    }
    let whole = lengths[lengths.count - 1]
    var place = 0
    return (0..<count).map { number in
      let wanted = whole * Double(number) / Double(max(1, count - 1))
      while place + 1 < curve.count, lengths[place] < wanted { place += 1 }
      return curve[place]
    }
  }

  /// Mixtures at a third, a half and two thirds of each pair of `colors`.
  private static func mixtures(of colors: [LinearRGB]) -> [Oklab] {
    colors.indices.flatMap { first in
      colors.indices.suffix(from: first + 1).flatMap { second in
        [1.0 / 3, 0.5, 2.0 / 3].map { share in
          let (one, other) = (colors[first], colors[second])
          return Oklab(
            LinearRGB(
              red: one.red + (other.red - one.red) * share, green: one.green + (other.green - one.green) * share,
              blue: one.blue + (other.blue - one.blue) * share))
        }
      }
    }
  }

  /// Adds the candidate that is furthest from all colours, again and again until there are `count` or none is new.
  private static func addFurthest(of candidates: [Oklab], to colors: inout [SRGBColor], upTo count: Int) {
    let chosen = colors.map { Oklab(LinearRGB($0)) }
    var distances = candidates.map { candidate in
      chosen.reduce(Double.infinity) { min($0, squaredDistance(candidate, $1)) }
    }
    while colors.count < count {
      guard let furthest = distances.indices.max(by: { distances[$0] < distances[$1] }) else { return }
      let color = srgb(candidates[furthest])
      guard distances[furthest] > 0, !colors.contains(color) else { return }
      colors.append(color)
      for index in candidates.indices {
        distances[index] = min(distances[index], squaredDistance(candidates[index], candidates[furthest]))
      }
    }
  }

  private static func squaredDistance(_ one: Oklab, _ other: Oklab) -> Double {
    let (lightness, a, b) = (one.lightness - other.lightness, one.a - other.a, one.b - other.b)
    return lightness * lightness + a * a + b * b
  }

  private static func srgb(_ color: Oklab) -> SRGBColor {
    let light = LinearRGB(color)
    func part(_ light: Double) -> UInt8 { UInt8((SRGBTransfer.encoded(light) * 255).rounded()) }
    return SRGBColor(red: part(light.red), green: part(light.green), blue: part(light.blue))
  }
}
