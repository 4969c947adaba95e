import Animation
import FractalMath
import HostSystem

/// Draws c's path over a film, on top of the Mandelbrot set, or that of the film's formula; a phoenix's p is that of the start.
package struct PathProduction: Sendable {
  /// The file format of the drawing.
  package enum Format: Hashable, Sendable {
    /// Pixels, sRGB.
    case png
    /// Lines and surfaces, for any size.
    case svg

    /// The format for the extension of `name`; `nil` if it is neither.
    package init?(name: String) {
      let name = name.lowercased()
      if name.hasSuffix(".png") {
        self = .png
      } else if name.hasSuffix(".svg") {
        self = .svg
      } else {
        return nil
      }
    }
  }

  private let preset: Preset
  private let workerCount: Int

  /// The default size of the picture.
  package static let usualSize = FrameSize(width: 1600, height: 1400)

  /// Draws `preset`'s path on the given number of workers, at least 1.
  package init(preset: Preset, workerCount: Int) {
    self.preset = preset
    self.workerCount = workerCount
  }

  /// Writes the drawing, in a film of several scenes one below the other of each, of `size` pixels; `partialFiles` lists the file until it is complete.
  ///
  /// - Throws: `ProductionError`, before anything is computed if the place is not writable or the size unsuitable;
  ///   `LibAVError`.
  package func write(
    _ format: Format, size: FrameSize = usualSize, to path: String, partialFiles: PartialFiles = PartialFiles()
  ) throws {
    try size.requireFit(in: .rgb24)
    // Mostly the distances and depths at four samples per pixel.
    let bytesPerPixel = 80
    try MemoryRoom.require(
      size.pixelCount * bytesPerPixel + workerCount * ThreadGroup.stackByteCount, for: "a drawing of \(size)")
    let charts = try charts(size: size)
    guard size.height * charts.count <= FrameSize.maximumExtent else {
      throw ProductionError.unusableOutput(
        "\(charts.count) scenes of \(size.height) rows each are more than \(FrameSize.maximumExtent); a smaller --size, or --scene, fits"
      )
    }
    let file = try PendingFile(path: path, among: partialFiles)
    switch format {
    case .png: try file.commit(paint(charts).png())
    case .svg: try file.commit(Array(text(of: charts).utf8))
    }
  }

  /// The drawing, of `size` pixels for each scene.
  package func draw(size: FrameSize) throws -> RasterImage { try paint(charts(size: size)) }

  private func charts(size: FrameSize) throws -> [PathChart] {
    let timeline = try FilmTimeline.measured(preset, workerCount: workerCount)
    let scenes = preset.titledScenes
    return try zip(scenes, timeline.scenes).map { try PathChart(of: $0, timeline: $1, size: size) }
  }

  private func paint(_ charts: [PathChart]) throws -> RasterImage {
    if charts.count == 1 { return try paint(charts[0]) }
    let row = charts[0].size
    var image = RasterImage(
      size: FrameSize(width: row.width, height: row.height * charts.count), color: IllustrationColors.paper)
    for (index, chart) in charts.enumerated() { image.draw(try paint(chart), row: index * row.height) }
    return image
  }

  private func paint(_ chart: PathChart) throws -> RasterImage {
    let (plot, n) = (chart.viewport.size, PathRaster.samplesPerSide)
    let fine = FrameSize(width: plot.width * n, height: plot.height * n)
    return PathRaster.paint(chart, over: try field(of: chart, size: fine))
  }

  private func text(of charts: [PathChart]) throws -> String {
    let drawings = try charts.enumerated().map { index, chart in
      let plot = chart.viewport.size
      let columns = min(plot.width, PathSVG.contourColumns)
      let coarse = FrameSize(width: columns, height: max(1, plot.height * columns / plot.width))
      return PathSVG.drawing(of: chart, over: try field(of: chart, size: coarse), number: index)
    }
    return SVGDocument.text(stacking: drawings)
  }

  private func field(of chart: PathChart, size: FrameSize) throws -> MandelbrotField {
    let camera = Camera(center: chart.viewport.center, width: chart.viewport.width)
    return try MandelbrotField(
      of: chart.formula, over: Viewport(camera: camera, size: size), workerCount: workerCount)
  }
}

extension Preset {
  /// The films of its scenes, with both titles; of a film without, its own.
  fileprivate var titledScenes: [Preset] {
    guard !scenes.isEmpty else { return [self] }
    return scenes.enumerated().map { index, scene in
      let name = scene.name.isEmpty ? "\(index + 1)" : scene.name
      return scene.preset.titled("\(title): \(name)")
    }
  }
}

extension Camera {
  /// The view that shows a path of c and the nearby part of the formula's set: the path with a margin, the whole set
  /// if that is not much larger, and half a unit round a c that does not move.
  ///
  /// - Parameters:
  ///   - path: at least one point.
  ///   - aspect: width of the picture over its height.
  static func framing(_ path: [FrameParameters], aspect: Double) -> Camera {
    let (x, y) = (path.map(\.juliaConstant.real), path.map(\.juliaConstant.imaginary))
    var (left, right) = (x.min() ?? 0, x.max() ?? 0)
    var (bottom, top) = (y.min() ?? 0, y.max() ?? 0)
    // Smaller extents are below the resolution of doubles in a picture.
    let smallestExtent = 1e-9
    let extent = max(right - left, top - bottom)
    let margin = extent == 0 ? 0.25 : max(0.3 * extent, smallestExtent)
    (left, right, bottom, top) = (left - margin, right + margin, bottom - margin, top + margin)
    if extent > 0.5 {
      let whole = ParameterSet(path.first?.formula ?? .quadratic).extent
      (left, right) = (min(left, whole.left), max(right, whole.right))
      (bottom, top) = (min(bottom, whole.bottom), max(top, whole.top))
    }
    return Camera(
      center: .init((left + right) / 2, (bottom + top) / 2), width: max(right - left, (top - bottom) * aspect))
  }
}
