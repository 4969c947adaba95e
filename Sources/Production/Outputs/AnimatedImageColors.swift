import Animation
import FractalMath
import Rendering
import VideoEncoding

/// Chooses the colours of a GIF once for the whole film, so that they do not flicker.
///
/// Nearly all pixels lie on the palettes' curves through Oklab, which take two thirds of the colours, at equal
/// distances. The others go to mixtures, which occur where samples of several colours meet in a pixel: mixtures in
/// linear light of two of the palettes' colours or of one and the interior's, each time the one furthest from all
/// colours chosen so far. In lit films, pixels lie on a surface, from the palette's curve to what ambient light leaves
/// of it: the curve takes a third, and the surface's colours are candidates along with the mixtures.
package enum AnimatedImageColors {
  /// The colours of the film of `timeline`, at most as many as a GIF can have.
  static func chosen(for timeline: FilmTimeline) -> [SRGBColor] {
    // The scale of the palette does not matter. A scene's colours share what there is with the others'.
    let count = max(ColorQuantizer.largestColorCount / timeline.scenes.count, 2)
    var colors: [SRGBColor] = []
    for scene in timeline.scenes {
      let own = chosen(from: Coloring(scene, shares: nil), showing: scene.typicalColors, count: count)
      colors += own.filter { !colors.contains($0) }
    }
    return Array(colors.prefix(ColorQuantizer.largestColorCount))
  }

  /// At most `count` colours for pictures with `coloring`, and the palettes and colours of the interior in `shown`; by default its own.
  ///
  /// - Complexity: O(`count`) distances for each of some thousand mixtures.
  package static func chosen(
    from coloring: Coloring, showing shown: [FrameColors]? = nil, count: Int
  ) -> [SRGBColor] {
    let palettes = shown.map { $0.map(\.palette) } ?? [PaletteMixture(coloring.palette)]
    let curves =
      palettes.map { $0.colors(intervals: 2048) }
      + (coloring.interiorPalette.map { [$0.colors(intervals: 2048)] } ?? [])
    var colors: [SRGBColor] = []
    for frame in shown ?? [] where !colors.contains(srgb(Oklab(frame.interior.light))) {
      colors.append(srgb(Oklab(frame.interior.light)))
    }
    if colors.count <= 1 { colors = [coloring.interior] }
    let share = coloring.lighting == nil ? count * 2 / 3 : count / 3
    for color in curves.flatMap({ evenlySpaced($0, count: share / curves.count) }).map(srgb)
    where !colors.contains(color) { colors.append(color) }
    let ends = curves.flatMap { evenlySpaced($0, count: 40 / curves.count) }.map { LinearRGB($0) }
    let candidates = mixtures(of: ends + [LinearRGB(coloring.interior)])
    let lit = coloring.lighting.map { shades(of: evenlySpaced(curves[0], count: 120), darkest: $0.darkest) } ?? []
    addFurthest(of: candidates + lit, to: &colors, upTo: count)
    return colors
  }

  /// What a share of light from `darkest` up to full leaves of `colors`, in twelve steps.
  private static func shades(of colors: [Oklab], darkest: Double) -> [Oklab] {
    colors.flatMap { color in
      let light = LinearRGB(color)
      return (0..<12).map { step in
        let part = darkest + (1 - darkest) * Double(step) / 12
        return Oklab(LinearRGB(red: light.red * part, green: light.green * part, blue: light.blue * part))
      }
    }
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
    colors.indices.flatMap { (first: Int) -> [Oklab] in
      colors.indices.suffix(from: first + 1).flatMap { (second: Int) -> [Oklab] in
        [1.0 / 3, 0.5, 2.0 / 3].map { (share: Double) -> Oklab in
          let (one, other) = (colors[first], colors[second])
          return Oklab(
            LinearRGB(
              red: one.red + (other.red - one.red) * share, green: one.green + (other.green - one.green) * share,
              blue: one.blue + (other.blue - one.blue) * share))
        }
      }
    }
  }

  /// Repeatedly adds the candidate that is furthest from all colours, until there are `count` or no new one is left.
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
