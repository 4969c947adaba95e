import Animation
import FractalMath
import HostSystem
import Rendering
import VideoEncoding
import WorkStealing

/// Renders contact sheets: the whole film at a glance.
package struct SheetProduction: Sendable {
  private let preset: Preset
  private let timeline: FilmTimeline
  private let options: RenderingOptions

  /// The production of sheets of `preset`'s film with `options`.
  package init(preset: Preset, options: RenderingOptions) throws {
    self.preset = preset
    timeline = try FilmTimeline.measured(preset, workerCount: options.workerCount)
    self.options = options
  }

  /// Writes `sheet`, which is one of this film, as an sRGB PNG; `partialFiles` lists the file until it is complete.
  ///
  /// - Throws: `ProductionError`, before anything is rendered if the place is not writable; `LibAVError`.
  /// - Complexity: memory for the sheet and for one more cell picture than there are workers.
  package func writePNG(
    _ sheet: ContactSheet, to path: String, partialFiles: PartialFiles = PartialFiles()
  ) throws {
    try sheet.size.requireFit(in: .rgb24)
    let bytesPerPixel = 20
    try MemoryRoom.require(
      sheet.size.pixelCount * bytesPerPixel + options.workerCount * ThreadGroup.stackByteCount,
      for: "a sheet of \(sheet.size)")
    let file = try PendingFile(path: path, among: partialFiles)
    try file.commit(draw(sheet).png())
  }

  /// The sheet as a picture.
  package func draw(_ sheet: ContactSheet) throws -> RasterImage {
    var image = RasterImage(size: sheet.size, color: IllustrationColors.paper)
    writeHeader(of: sheet, on: &image)
    for (index, frame) in sheet.frames.enumerated() {
      let seconds = Double(frame) * preset.durationSeconds / Double(timeline.frameCount)
      image.write(
        MomentText.text(seconds), at: sheet.captionOrigin(ofCell: index), height: sheet.textHeight,
        color: IllustrationColors.text)
    }
    try drawCells(of: sheet, on: &image)
    return image
  }

  /// The film's title and, if there is room beside it, its length and format.
  private func writeHeader(of sheet: ContactSheet, on image: inout RasterImage) {
    let height = 1.5 * sheet.textHeight
    let baseline = Double(sheet.margin) + 1.6 * sheet.textHeight
    let (left, right) = (Double(sheet.margin), Double(sheet.size.width - sheet.margin))
    let title = StrokeFont.fitted(preset.title, into: right - left, height: height)
    image.write(title, at: DrawingPoint(x: left, y: baseline), height: height, color: IllustrationColors.title)

    let facts = [
      MomentText.text(preset.durationSeconds), "\(timeline.size)", "\(timeline.frameRate) fps",
    ].joined(separator: "  ·  ")
    let start = right - StrokeFont.width(of: facts, height: sheet.textHeight)
    guard start > left + StrokeFont.width(of: title, height: height) + 2 * height else { return }
    image.write(
      facts, at: DrawingPoint(x: start, y: baseline), height: sheet.textHeight, color: IllustrationColors.text)
  }

  /// The film's own (`nil`); if it has none, nine samples, since filaments one pixel wide in the film are thinner in a cell.
  private var antialiasing: Antialiasing? {
    timeline.scenes.allSatisfy { $0.antialiasing.mode == .none && !$0.opensShutter }
      ? Antialiasing(mode: .grid(side: 3)) : nil
  }

  private func drawCells(of sheet: ContactSheet, on image: inout RasterImage) throws {
    let renderer = try FilmRenderer(
      timeline, options: options, layout: timeline.isTranslucent ? .rgba32 : .rgb24, size: sheet.cell,
      antialiasing: antialiasing)
    image = try WorkStealingPool.run(workerCount: options.workerCount) { [image] workers in
      var image = image
      try workers.forEachInOrder(sheet.frames.enumerated(), lookahead: options.workerCount + 1) { _ in
        try renderer.takePicture()
      } task: { cell, picture in
        renderer.job(timeline.frame(at: cell.element), into: picture)
      } finish: { cell, picture in
        let place = sheet.place(ofCell: cell.offset)
        image.draw(picture, column: place.column, row: place.row)
      }
      return image
    }
  }
}
