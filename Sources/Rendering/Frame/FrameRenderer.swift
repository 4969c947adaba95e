import FractalMath

/// What all frames of a film share: size, field settings, colours, samples.
public struct FrameRenderer: Sendable {
  let size: FrameSize
  let settings: FieldSettings
  let shader: TileShader
  let format: PixelTarget.Format
  let sampling: Sampling?
  let opensShutter: Bool
  /// What a `ReusePlanner` stores of this renderer's frames.
  public let storedContent: StoredContent
  /// The cost of the fields of this renderer's frames.
  public let counters: FieldCounters

  /// A renderer of frames of `size` in `format`.
  ///
  /// Only fields whose channels include slopes are lit. Frames with exposures are shown as they are seen then if this
  /// `opensShutter`, otherwise at their own moment.
  ///
  /// - Parameters:
  ///   - size: of every frame, in pixels.
  ///   - settings: how fields are computed.
  ///   - coloring: which colours they become.
  ///   - format: that of the pixels that are written; it has to fit `size`.
  ///   - antialiasing: how many samples a pixel takes.
  ///   - opensShutter: whether a frame is exposed for part of its time.
  ///   - keepsSamples: whether a `ReusePlanner` stores samples instead of colours, which is of use if most frames
  ///     show the field of an earlier one in other colours. Frames that are lit, or filtered, store colours nevertheless.
  ///   - mixes: whether it renders layers of frames in transitions.
  ///   - isTranslucent: whether targets have opacities.
  ///   - counters: the cost of its frames is added there.
  /// - Complexity: fills a colour table; create one per film, not per frame.
  public init(
    size: FrameSize, settings: FieldSettings, coloring: Coloring, format: PixelTarget.Format,
    antialiasing: Antialiasing = .none, opensShutter: Bool = false, keepsSamples: Bool = false,
    mixes: Bool = false, isTranslucent: Bool = false, counters: FieldCounters = FieldCounters()
  ) {
    precondition(format.fits(size), "\(format) has no whole chroma samples in \(size)")
    self.size = size
    self.settings = settings
    self.format = format
    self.counters = counters
    let sampling = Sampling(antialiasing)
    self.sampling = sampling
    self.opensShutter = opensShutter
    let hasSlopes = settings.channels.hasSlope
    storedContent =
      sampling.map { keepsSamples && !hasSlopes && $0.filter == nil ? .samples : .colors } ?? .values
    var coloring = coloring
    if !settings.channels.hasSlope { coloring.lighting = nil }
    shader = TileShader(
      coloring, format: format, width: size.width, instructionSet: settings.instructionSet,
      mixing: sampling != nil || opensShutter || mixes, translucent: isTranslucent)
  }

  /// Stops at a target of another format, or with opacities that would stay as they are.
  func requireFit(_ target: PixelTarget) {
    precondition(target.format == format, "a \(target.format) target for a \(format) renderer")
    precondition((target.opacity != nil) == shader.isTranslucent, "opacities that nobody writes, or has room for")
  }

  /// The job that renders the frame with the given parameters into `target`, which has this renderer's size and format.
  ///
  /// `source` is the answer for the frame of a `ReusePlanner` with the same size, settings and `storedContent`.
  public func job(
    _ parameters: FrameParameters, source: FieldSource = .computed, into target: PixelTarget
  ) -> FrameJob {
    requireFit(target)
    if opensShutter, !parameters.exposures.isEmpty {
      let frame = shader.frame(parameters)
      let exposed = ExposedFrame(
        parameters, of: frame, size: size, settings: settings, sampling: sampling, shader: shader,
        counters: counters)
      return FrameJob(.exposed(exposed), shader: shader, frame: frame, target: target)
    }
    let plan = FieldPlan(
      parameters: parameters, size: size, settings: settings, counters: counters,
      pixelsPerTile: storedContent.pixelsPerTile)
    let frame = shader.frame(parameters)
    let content: FrameJob.Content =
      if let sampling {
        .samples(SampledFrame(plan, source: source, content: storedContent, sampling: sampling))
      } else if frame.factors != nil {
        .slopes(plan)
      } else {
        .values(FrameTiles(plan: plan, source: source))
      }
    return FrameJob(content, shader: shader, frame: frame, target: target)
  }
}
