import Animation
import FractalMath
import VideoEncoding

/// A picture of palettes, one below the other: each from its start to its end, cyclic ones twice.
package struct PaletteSheet: Sendable {
  private let palettes: [(name: String, palette: Palette)]

  /// Width of a palette in pixels.
  private static let bandWidth = 1024
  private static let bandHeight = 40
  private static let gap = 12
  private static let margin = 16
  private static let labelWidth = 240

  /// A picture of `palettes`, at least one.
  package init(of palettes: [(name: String, palette: Palette)]) {
    self.palettes = palettes
  }

  /// Writes it as an sRGB PNG; `partialFiles` lists the file until it is complete.
  ///
  /// - Throws: `ProductionError` if the place is not writable or memory is short; `LibAVError`.
  package func writePNG(to path: String, partialFiles: PartialFiles = PartialFiles()) throws {
    let file = try PendingFile(path: path, among: partialFiles)
    try file.commit(draw().png())
  }

  /// The picture.
  package func draw() -> RasterImage {
    let row = Self.bandHeight + Self.gap
    var image = RasterImage(
      size: FrameSize(
        width: 2 * Self.margin + Self.labelWidth + Self.bandWidth,
        height: 2 * Self.margin + palettes.count * row - Self.gap), color: IllustrationColors.paper)
    for (index, (name, palette)) in palettes.enumerated() {
      let top = Self.margin + index * row
      let turns = palette.isCyclic ? 2 : 1
      let colors = palette.colors(intervals: Self.bandWidth / turns).map { LinearRGB($0) }
      for column in 0..<Self.bandWidth {
        let left = Self.margin + Self.labelWidth + column
        image.fill(
          columns: left..<left + 1, rows: top..<top + Self.bandHeight, colors[column % (Self.bandWidth / turns)])
      }
      let height = 0.4 * Double(Self.bandHeight)
      image.write(
        StrokeFont.fitted(name, into: Double(Self.labelWidth - Self.margin), height: height),
        at: DrawingPoint(x: Double(Self.margin), y: Double(top) + 0.7 * Double(Self.bandHeight)), height: height,
        color: IllustrationColors.text)
    }
    return image
  }
}
