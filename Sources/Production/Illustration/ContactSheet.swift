import Animation
import FractalMath

/// Which moments of a film a contact sheet shows, and where.
package struct ContactSheet: Hashable, Sendable {
  /// The frames, in order.
  package let frames: [Int]
  /// Cells side by side.
  package let columns: Int
  /// Size of one cell's picture in pixels.
  package let cell: FrameSize
  /// Size of the whole sheet.
  package let size: FrameSize

  let margin: Int
  let gutter: Int
  /// Height of a capital letter in a cell's time.
  let textHeight: Double

  /// The default area of a cell: 480×270 pixels in the film's shape.
  private static let usualCellArea = 480.0 * 270

  /// A sheet of evenly spaced moments of `preset`'s film, including both ends; in a loop the end is left out, since it
  /// equals the beginning.
  ///
  /// - Parameters:
  ///   - preset: the film.
  ///   - count: number of moments, at least 1; a film with fewer frames shows each of them once.
  ///   - columns: cells side by side, at least 1.
  ///   - cell: size of a cell's picture; by default about 480×270 pixels in the film's shape.
  /// - Throws: `ProductionError.unusableOutput` if the sheet would exceed the largest picture.
  package init(of preset: Preset, count: Int, columns: Int, cell: FrameSize? = nil) throws(ProductionError) {
    precondition(count >= 1 && columns >= 1, "a sheet of \(count) moments in \(columns) columns")
    let cell = cell ?? Self.usualCell(of: preset.output.size)
    let total = preset.frameCount
    let shown = min(count, total)
    let isLoop = preset.loop == .wrap
    frames = (0..<shown).map { isLoop ? $0 * total / shown : $0 * (total - 1) / max(1, shown - 1) }
    self.columns = min(columns, shown)
    self.cell = cell
    gutter = max(4, cell.width / 32)
    margin = 2 * gutter
    textHeight = min(max(Double(cell.width) / 40, 7), 24)

    let rows = (shown + self.columns - 1) / self.columns
    let width = 2 * margin + self.columns * (cell.width + gutter) - gutter
    let header = 3 * textHeight
    let height = 2 * margin + Int(header) + rows * (cell.height + Self.captionHeight(textHeight) + gutter) - gutter
    let extent = FrameSize.maximumExtent
    guard width <= extent && height <= extent else {
      throw .unusableOutput(
        "\(shown) cells of \(cell) in \(self.columns) columns make a sheet of \(width)×\(height) pixels; "
          + "width and height are at most \(extent)")
    }
    size = FrameSize(width: width, height: height)
  }

  /// The position of the upper left pixel of cell number `index`.
  func place(ofCell index: Int) -> (column: Int, row: Int) {
    let caption = Self.captionHeight(textHeight)
    return (
      margin + index % columns * (cell.width + gutter),
      margin + Int(3 * textHeight) + index / columns * (cell.height + caption + gutter)
    )
  }

  /// The start of the baseline of that cell's time.
  func captionOrigin(ofCell index: Int) -> DrawingPoint {
    let place = place(ofCell: index)
    return DrawingPoint(
      x: Double(place.column), y: Double(place.row + cell.height) + (1.7 * textHeight).rounded() + 0.5)
  }

  private static func captionHeight(_ textHeight: Double) -> Int { Int(2 * textHeight) }

  private static func usualCell(of film: FrameSize) -> FrameSize {
    let scale = (usualCellArea / Double(film.pixelCount)).squareRoot()
    func scaled(_ extent: Int) -> Int { max(1, Int((Double(extent) * scale).rounded())) }
    return FrameSize(width: scaled(film.width), height: scaled(film.height))
  }
}

/// Moments of a film as text.
enum MomentText {
  /// `0:07.5`, `12:00.0`: minutes, seconds and tenths, rounded; with hours if there are any, `1:00:00.0`.
  static func text(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    let (minutes, rest) = (tenths / 600, tenths % 600)
    let padded = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
    let head = minutes < 60 ? "\(minutes)" : "\(minutes / 60):\(padded(minutes % 60))"
    return "\(head):\(padded(rest / 10)).\(rest % 10)"
  }
}
