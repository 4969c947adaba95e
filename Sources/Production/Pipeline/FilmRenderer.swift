import Animation
import FilmFormat
import FractalMath
import Rendering
import VideoEncoding
import WorkStealing

/// Renders the frames of a timeline: the one place that combines a film's field, colours and samples.
package struct FilmRenderer: Sendable {
  /// The film.
  package let timeline: Timeline
  /// Width and height of the pictures.
  package let size: FrameSize
  /// How values become colours.
  let coloring: Coloring
  /// How fields are computed.
  let settings: FieldSettings

  private let workerCount: Int
  private let frames: FrameRenderer
  private let pool: PicturePool

  /// A renderer of pictures of `timeline` in `layout`.
  ///
  /// - Parameters:
  ///   - options: how frames are rendered; by default with all processors.
  ///   - size: the film's if left out.
  ///   - antialiasing: the film's if left out.
  ///   - mostIterations: steps after which orbits are given up, if that is earlier than in the film.
  ///   - coloring: measured if left out.
  /// - Throws: if `layout` cannot hold the size, or without memory.
  /// - Complexity: that of `Coloring.measured(_:workerCount:)` if no `coloring` is given; fills a colour table of 16
  ///   384 entries.
  package init(
    _ timeline: Timeline, options: RenderingOptions = RenderingOptions(),
    layout: PixelLayout = .rgb24, size: FrameSize? = nil, antialiasing: Antialiasing? = nil,
    mostIterations: Int = .max, coloring: Coloring? = nil
  ) throws {
    self.timeline = timeline
    self.size = size ?? timeline.size
    workerCount = options.workerCount
    settings = options.fieldSettings(timeline, mostIterations: mostIterations)
    pool = try PicturePool(size: self.size, layout: layout)
    self.coloring = try coloring ?? .measured(timeline, workerCount: options.workerCount)
    let antialiasing = antialiasing ?? Antialiasing(timeline.antialiasing)
    frames = FrameRenderer(
      size: self.size, settings: settings, coloring: self.coloring, format: PixelTarget.Format(layout),
      antialiasing: antialiasing, keepsSamples: antialiasing != .none && timeline.mostlyRecolors)
  }

  /// The cost of the fields of all frames so far.
  package var counters: FieldCounters { frames.counters }

  /// What a `ReusePlanner` stores of frames.
  var storedContent: StoredContent { frames.storedContent }

  /// A picture to render into, with any contents.
  ///
  /// - Throws: without memory.
  package func takePicture() throws(LibAVError) -> Picture { try pool.take() }

  /// The work of rendering a frame into `picture`, which came from this renderer.
  ///
  /// - Parameter field: the decision of a `ReusePlanner` for the frame.
  package func job(_ parameters: FrameParameters, field: FieldSource = .computed, into picture: Picture) -> FrameJob {
    frames.job(parameters, source: field, into: PixelTarget(lending: picture))
  }

  /// The picture of a frame, rendered with the number of workers in the options.
  ///
  /// - Parameter parameters: its parameters, from `timeline`.
  /// - Throws: without memory.
  package func picture(_ parameters: FrameParameters) throws -> Picture {
    let picture = try takePicture()
    let job = job(parameters, into: picture)
    try WorkStealingPool.run(workerCount: workerCount) { workers in workers.submit(job).wait() }
    return picture
  }
}

extension Timeline {
  /// Whether most frames show the field of the one before in other colours, as where only the palette turns: judged by 64 frames
  /// spread over the film.
  fileprivate var mostlyRecolors: Bool {
    let pairs = stride(from: 0, to: frameCount - 1, by: max(1, frameCount / 64)).map { frame in
      (parameters(at: frame), parameters(at: frame + 1))
    }
    return 2 * pairs.count(where: { $0.0 != $0.1 && $0.0.showsField(of: $0.1) }) > pairs.count
  }
}

extension FrameParameters {
  /// Whether only colours may differ from those of `other`.
  fileprivate func showsField(of other: FrameParameters) -> Bool {
    var recolored = self
    (recolored.palettePhase, recolored.paletteDensity) = (other.palettePhase, other.paletteDensity)
    return recolored == other
  }
}
