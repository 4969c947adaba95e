import EscapeKernels
import FractalMath

/// A coloring's palettes, sampled at 16 384 places per cycle, and the flat interior's colour, as samples of a pixel
/// format and, where colours are mixed or lit, as light.
///
/// A pixel takes the entry nearest to its position, which is at most 1/32 768 of a cycle away: less than half a code
/// value unless the palette runs through all of them within 1/64 of a cycle. Entries are not interpolated, so where two
/// stops almost coincide, their edge stays sharp.
struct ColorTable: Sendable {
  /// Entries of one cycle, a power of two; entry k is the colour at k/`cycle`.
  static let cycle = 1 << 14
  /// The entry after the last place of the palette, which is at 1.
  static let interiorEntry = cycle + 1
  /// The first entry of the interior's palette, if there is one.
  static let firstInteriorEntry = cycle + 2

  /// The entries as samples.
  let colors: [PackedColor]
  /// The entries' light; empty if not requested.
  let lights: [LinearLight]
  /// The entries' signal values in eight bits, R′ in the lowest; empty if lights are.
  let signals: [UInt32]

  private let scale: PaletteScale
  private let isCyclic: Bool
  private let interior: InteriorPositions?

  /// The table of `coloring` for `format`, with lights if `hasLights`; without a format for translucent films.
  ///
  /// - Complexity: some milliseconds; create one per film.
  init(_ coloring: Coloring, format: PixelTarget.Format?, hasLights: Bool) {
    self.init(
      coloring, FrameColors(palette: PaletteMixture(coloring.palette), interior: ColorMixture(coloring.interior)),
      format: format, hasLights: hasLights)
  }

  /// The same with the palette and the interior's colour of one frame, whose palette repeats if the film's does.
  init(_ coloring: Coloring, _ frame: FrameColors, format: PixelTarget.Format?, hasLights: Bool) {
    let palette = frame.palette.translucent(intervals: Self.cycle)
    let inner = coloring.interiorPalette?.translucent(intervals: Self.cycle) ?? []
    let entries: [Entry] =
      palette.map(Self.entry) + [(frame.interior.light, frame.interior.opacity)] + inner.map(Self.entry)
    if let format {
      colors = entries.map { PackedColor($0.light, format: format) }
      lights = hasLights ? entries.map { LinearLight($0.light) } : []
      signals = hasLights ? entries.map { Self.signal($0.light) } : []
    } else {
      colors = entries.map { PackedColor(straight: $0.light, opacity: $0.opacity) }
      lights = hasLights ? entries.map { LinearLight($0.light, opacity: $0.opacity) } : []
      signals = hasLights ? entries.map(Self.signal) : []
    }
    scale = coloring.scale
    isCyclic = coloring.palette.isCyclic
    interior = coloring.interiorPalette.map {
      InteriorPositions(scale: coloring.interiorDensity * Double(Self.cycle), isCyclic: $0.isCyclic)
    }
  }

  private typealias Entry = (light: LinearRGB, opacity: Double)

  private static func entry(_ color: Translucent) -> Entry { (LinearRGB(color.color), color.opacity) }

  /// What an entry adds to what lies behind, and its opacity in the highest bits: where either changes, samples differ.
  private static func signal(_ entry: Entry) -> UInt32 {
    let light = entry.light
    let added = LinearRGB(
      red: entry.opacity * light.red, green: entry.opacity * light.green, blue: entry.opacity * light.blue)
    return signal(added) | UInt32((255 * entry.opacity).rounded()) << 24
  }

  private static func signal(_ light: LinearRGB) -> UInt32 {
    func code(_ value: Double) -> UInt32 { UInt32((255 * SRGBTransfer.encoded(value)).rounded()) }
    return code(light.red) | code(light.green) << 8 | code(light.blue) << 16
  }

  /// Maps values to entries in a frame whose palette is run through `density` times per unit of its scale and shifted
  /// by `phase` cycles.
  func positions(density: Double, phase: Double, kernel: ColorKernel) -> EntryPositions {
    let cycle = Double(Self.cycle)
    // A cyclic palette ignores whole turns; the rest keeps its digits.
    let offset = (isCyclic ? phase - phase.rounded(.down) : phase) * cycle
    return EntryPositions(
      palette: scale, scale: density * cycle, offset: offset, isCyclic: isCyclic, interior: interior,
      kernel: kernel)
  }
}

/// The positions of the interior's quantity in the table.
struct InteriorPositions: Sendable {
  /// Entries per unit.
  let scale: Double
  /// Whether the interior's palette repeats.
  let isCyclic: Bool
}
