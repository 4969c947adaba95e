import Animation
import FractalMath
import Rendering
import VideoEncoding

// The renderer has never heard of presets or pictures, and the encoder of neither; here they are introduced.

extension Coloring {
  /// The colours of a film.
  ///
  /// - Parameter shares: what `FilmProbe` counted, where the film's counts are equalised.
  init(_ timeline: Timeline, shares: ValueShares?) {
    let scale: PaletteScale =
      if let shares {
        .equalized(shares)
      } else {
        switch timeline.scale {
        case .linear: .linear
        case .log: .logarithmic
        }
      }
    self.init(
      palette: timeline.palette, interior: timeline.interior, scale: scale,
      interiorPalette: timeline.interiorPalette?.palette, interiorDensity: timeline.interiorPalette?.density ?? 0,
      lighting: timeline.ambientLight.map { Lighting(ambient: $0) }, dither: DitherPattern(timeline.dither))
  }

  /// The colours of a film, for which small fields of it are counted where its counts are equalised.
  ///
  /// - Complexity: 240 small fields where something is counted.
  init(measuring timeline: Timeline, workerCount: Int) throws {
    let shares = timeline.isEqualized ? try FilmProbe(timeline, workerCount: workerCount).valueShares() : nil
    self.init(timeline, shares: shares)
  }
}

extension DitherPattern {
  /// The renderer's pattern for the preset's.
  init(_ dither: OutputSettings.Dither) {
    switch dither {
    case .none: self = .none
    case .ordered: self = .ordered
    case .blueNoise: self = .blueNoise
    }
  }
}

extension Antialiasing {
  /// What the renderer calls the preset's wish.
  init(_ settings: AntialiasingSettings) {
    switch settings.mode {
    case .none: self = .none
    case .grid:
      self.init(
        mode: .grid(side: Int(Double(settings.samples).squareRoot())),
        filter: settings.filter == .mitchell ? .mitchell : .box)
    case .adaptive:
      self.init(mode: .adaptive(maximumSamples: settings.samples, threshold: settings.threshold))
    }
  }
}

extension FrameSize {
  /// Refuses a size that pictures in `layout`, or films of `codec`, cannot have.
  func requireFit(in layout: PixelLayout, of codec: VideoCodec? = nil) throws(ProductionError) {
    if let problem = layout.problem(with: self) {
      throw .unusableFormat(problem, keys: ["width", "height", "chroma"])
    }
    if let problem = codec?.problem(with: self) { throw .unusableFormat(problem, keys: ["width", "height", "codec"]) }
  }
}

extension EncoderSettings {
  /// Refuses settings that do not go together.
  func requireEncoder() throws(ProductionError) {
    if let problem { throw .unusableFormat(problem, keys: ["codec", "encoderPreset", "chroma", "bitDepth"]) }
  }
}

extension PixelTarget.Format {
  /// What the renderer calls the layout.
  init(_ layout: PixelLayout) {
    switch layout {
    case .yuv420: self = .yuv420
    case .yuv422: self = .yuv(.yuv422, bitDepth: .eight)
    case .yuv444: self = .yuv(.yuv444, bitDepth: .eight)
    case .yuv420TenBit: self = .yuv(.yuv420, bitDepth: .ten)
    case .yuv422TenBit: self = .yuv(.yuv422, bitDepth: .ten)
    case .yuv444TenBit: self = .yuv(.yuv444, bitDepth: .ten)
    case .rgb24: self = .rgb24
    case .rgb48: self = .rgb(bitDepth: .sixteen)
    case .bgra32, .palette8:
      preconditionFailure("no output asks the renderer for pictures in \(layout)")
    }
  }
}

extension PixelLayout {
  /// The layout of PNGs.
  init(_ depth: ImageBitDepth) {
    self =
      switch depth {
      case .eight: .rgb24
      case .sixteen: .rgb48
      }
  }
}

extension PixelTarget {
  /// The memory of `picture`, for as long as a job may write to it.
  init(lending picture: Picture) {
    self.init(
      format: Format(picture.layout), planes: picture.planes.map { Plane(base: $0.base, rowStride: $0.rowStride) },
      owner: picture)
  }
}

extension EncoderSettings {
  /// The encoder's settings for the wishes of a preset.
  init(_ output: OutputSettings) {
    self.init(
      codec: VideoCodec(output.codec), layout: PixelLayout(output.chroma, bitDepth: output.bitDepth),
      rate: EncodingRate(output.rateControl), preset: output.encoderPresetName, threadCount: Self.filmThreadCount)
  }

  /// Threads of the encoder of a segment: it is one job of a worker, and several segments are encoded at once. A constant, because
  /// x264's bytes depend on it.
  private static let filmThreadCount = 1
}

extension VideoCodec {
  /// The encoder's codec for the preset's.
  init(_ codec: OutputSettings.Codec) {
    switch codec {
    case .h264: self = .h264
    case .hevc: self = .hevc
    case .av1: self = .av1
    case .prores: self = .prores
    case .ffv1: self = .ffv1
    case .vp9: self = .vp9
    }
  }
}

extension PixelLayout {
  /// The layout of Y′CbCr with so many bits.
  init(_ chroma: OutputSettings.Chroma, bitDepth: Int) {
    self =
      switch (chroma, bitDepth > 8) {
      case (.yuv420, false): .yuv420
      case (.yuv420, true): .yuv420TenBit
      case (.yuv422, false): .yuv422
      case (.yuv422, true): .yuv422TenBit
      case (.yuv444, false): .yuv444
      case (.yuv444, true): .yuv444TenBit
      }
  }
}

extension EncodingRate {
  /// The encoder's rate for the preset's.
  init(_ control: OutputSettings.RateControl) {
    switch control {
    case .constantRateFactor(let factor): self = .constantRateFactor(factor)
    case .quality(let quality): self = .quality(quality)
    }
  }
}

extension FilmMetadata {
  /// What a film says about itself; its comment is the recipe: the preset it was rendered from, every default filled in.
  init(_ preset: Preset) {
    self.init(
      title: preset.title, artist: preset.author, description: preset.description, comment: preset.canonicalJSON)
  }
}
