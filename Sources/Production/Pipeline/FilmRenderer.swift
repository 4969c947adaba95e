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
  ///   - antialiasing: the film's if left out; if given, the shutter opens for an instant only.
  ///   - mostIterations: steps after which orbits are given up, if that is earlier than in the film.
  ///   - coloring: measured if left out.
  ///   - keepsSamples: whether a `ReusePlanner` stores samples instead of colours, where several make a pixel.
  /// - Throws: if `layout` cannot hold the size, or without memory.
  /// - Complexity: that of `Coloring.measured(_:workerCount:)` if no `coloring` is given; fills a colour table of 16
  ///   384 entries.
  package init(
    _ timeline: Timeline, options: RenderingOptions = RenderingOptions(),
    layout: PixelLayout = .rgb24, size: FrameSize? = nil, antialiasing: Antialiasing? = nil,
    mostIterations: Int = .max, coloring: Coloring? = nil, keepsSamples: Bool = false
  ) throws {
    self.timeline = timeline
    self.size = size ?? timeline.size
    workerCount = options.workerCount
    settings = options.fieldSettings(timeline, mostIterations: mostIterations)
    pool = try PicturePool(size: self.size, layout: layout)
    self.coloring = try coloring ?? .measured(timeline, workerCount: options.workerCount)
    frames = FrameRenderer(
      size: self.size, settings: settings, coloring: self.coloring, format: PixelTarget.Format(layout),
      antialiasing: antialiasing ?? Antialiasing(timeline.antialiasing),
      opensShutter: timeline.opensShutter && antialiasing == nil, keepsSamples: keepsSamples)
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
