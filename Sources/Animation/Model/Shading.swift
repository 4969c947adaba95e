import FractalMath

/// How escape counts become colours: position in the palette = density · ν + phase, ν being the smooth escape count.
public struct Shading: Hashable, Sendable {
  /// Palette cycles per iteration, 0…10.
  public internal(set) var density = ScalarTrack.constant(0.02)
  /// Shift along the palette in cycles.
  public internal(set) var phase = ScalarTrack.constant(0)
  /// Colour of points whose orbit does not escape.
  public internal(set) var interior = SRGBColor(red: 0, green: 0, blue: 0)
  /// Colours of the points that escape.
  public internal(set) var palette = Self.defaultPalette

  /// Deep blue over white to gold and back through black.
  private static let defaultPalette = Palette(
    stops: [
      Palette.Stop(position: 0, color: SRGBColor(red: 0x00, green: 0x07, blue: 0x64)),
      Palette.Stop(position: 0.16, color: SRGBColor(red: 0x20, green: 0x6b, blue: 0xcb)),
      Palette.Stop(position: 0.42, color: SRGBColor(red: 0xed, green: 0xff, blue: 0xff)),
      Palette.Stop(position: 0.6425, color: SRGBColor(red: 0xff, green: 0xaa, blue: 0x00)),
      Palette.Stop(position: 0.8575, color: SRGBColor(red: 0x1a, green: 0x08, blue: 0x02)),
    ],
    isCyclic: true)
}
