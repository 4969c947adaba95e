import Animation
import FilmFormat
import FractalMath
import Rendering
import VideoEncoding
import WorkStealing

/// Renders the frames of a film: the one place that combines its scenes' fields, colours and samples.
package struct FilmRenderer: Sendable {
  /// The film.
  package let timeline: FilmTimeline
  /// Width and height of the pictures.
  package let size: FrameSize
  /// The cost of the fields of all frames so far.
  package let counters = FieldCounters()
  /// How values become colours in each scene.
  var colorings: [Coloring] { scenes.map(\.coloring) }

  private let scenes: [SceneRenderer]
  private let workerCount: Int
  private let pool: PicturePool

  /// What one scene needs.
  private struct SceneRenderer {
    let coloring: Coloring
    let settings: FieldSettings
    let frames: FrameRenderer
    /// For what is seen in transitions; `nil` if there are none.
    let layers: FrameRenderer?
  }

  /// A renderer of pictures of `timeline` in `layout`.
  ///
  /// - Parameters:
  ///   - options: how frames are rendered; by default with all processors.
  ///   - size: the film's if left out.
  ///   - antialiasing: each scene's own if left out; if given, the shutter opens for an instant only.
  ///   - mostIterations: steps after which orbits are given up, if that is earlier than in the film.
  ///   - colorings: of the scenes; measured if left out.
  ///   - keepsSamples: whether a `ReusePlanner` stores samples instead of colours, where several make a pixel and most frames
  ///     of a scene only change colours.
  /// - Throws: if `layout` cannot hold the size, or without memory.
  /// - Complexity: for each scene that of `Coloring.measured(_:workerCount:)` if no `colorings` are given; fills a colour
  ///   table of 16 384 entries.
  package init(
    _ timeline: FilmTimeline, options: RenderingOptions = RenderingOptions(),
    layout: PixelLayout = .rgb24, size: FrameSize? = nil, antialiasing: Antialiasing? = nil,
    mostIterations: Int = .max, colorings: [Coloring]? = nil, keepsSamples: Bool = false
  ) throws {
    self.timeline = timeline
    let extent = size ?? timeline.size
    self.size = extent
    workerCount = options.workerCount
    pool = try PicturePool(size: extent, layout: layout)
    let counters = counters
    scenes = try timeline.scenes.enumerated().map { index, scene in
      let coloring = try colorings?[index] ?? .measured(scene, workerCount: options.workerCount)
      let settings = options.fieldSettings(scene, mostIterations: mostIterations)
      func renderer(_ format: PixelTarget.Format, keepsSamples: Bool, mixes: Bool) -> FrameRenderer {
        FrameRenderer(
          size: extent, settings: settings, coloring: coloring, format: format,
          antialiasing: antialiasing ?? Antialiasing(scene.antialiasing),
          opensShutter: scene.opensShutter && antialiasing == nil, keepsSamples: keepsSamples, mixes: mixes,
          isTranslucent: layout.hasOpacity, counters: counters)
      }
      return SceneRenderer(
        coloring: coloring, settings: settings,
        frames: renderer(
          PixelTarget.Format(layout),
          keepsSamples: keepsSamples && scene.antialiasing.mode != .none && scene.mostlyRecolors, mixes: false),
        layers: timeline.hasTransitions
          ? renderer(.rgb(bitDepth: .sixteen), keepsSamples: false, mixes: true) : nil)
    }
  }

  /// How the fields of `scene` are computed.
  func settings(ofScene scene: Int) -> FieldSettings { scenes[scene].settings }

  /// What a `ReusePlanner` stores of the frames of `scene`.
  func storedContent(ofScene scene: Int) -> StoredContent { scenes[scene].frames.storedContent }

  /// Whether a finished picture of `scene` with its rows in reverse order is the picture of the mirror image, to the bit: no
  /// noise stands at fixed places, and rows that share chroma stay together.
  func canTurnPictures(ofScene scene: Int) -> Bool {
    guard scenes[scene].coloring.dither == .none else { return false }
    return switch pool.layout {
    case .yuv420, .yuv420TenBit: size.height.isMultiple(of: 2)
    case .yuv422, .yuv444, .yuv422TenBit, .yuv444TenBit, .rgb24, .rgb48: true
    default: false
    }
  }

  /// A copy of `picture`, a finished one of this renderer, with its rows in reverse order.
  ///
  /// - Throws: without memory.
  func upsideDown(_ picture: Picture) throws(LibAVError) -> Picture {
    let turned = try takePicture()
    turned.copyUpsideDown(picture)
    return turned
  }

  /// A picture to render into, with any contents.
  ///
  /// - Throws: without memory.
  package func takePicture() throws(LibAVError) -> Picture { try pool.take() }

  /// The work of rendering a frame into `picture`, which came from this renderer.
  ///
  /// - Parameter field: the decision of a `ReusePlanner` for the frame, if it shows one scene only.
  package func job(_ frame: FilmFrame, field: FieldSource = .computed, into picture: Picture) -> FrameJob {
    frame.job(field: field, into: PixelTarget(lending: picture)) {
      scenes[$0].frames
    } layers: { scene in
      guard let renderer = scenes[scene].layers else { preconditionFailure("a transition in a film that has none") }
      return renderer
    }
  }

  /// The picture of a frame, rendered with the number of workers in the options.
  ///
  /// - Parameter frame: one of `timeline`.
  /// - Throws: without memory.
  package func picture(_ frame: FilmFrame) throws -> Picture {
    let picture = try takePicture()
    let job = job(frame, into: picture)
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
    recolored.colors = other.colors
    return recolored == other
  }
}
