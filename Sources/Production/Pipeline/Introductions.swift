import Animation
import FilmFormat
import FractalMath
import Rendering
import VideoEncoding

// The renderer knows nothing of presets or pictures, and the encoder of neither; here they are connected.

extension Coloring {
  /// The colours of a film.
  ///
  /// - Parameter shares: the result of `FilmProbe`, if the film's counts are equalised.
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
      lighting: timeline.light.map { Lighting(ambient: $0.ambient, depth: $0.depth) }, dither: timeline.dither)
  }

  /// The colours of a scene; if its counts are equalised, small fields of it are computed and counted.
  ///
  /// - Complexity: 240 small fields if counting is needed.
  package static func measured(_ timeline: Timeline, workerCount: Int) throws -> Coloring {
    let shares =
      timeline.isEqualized ? try FilmProbe(FilmTimeline(timeline), workerCount: workerCount).valueShares() : nil
    return Coloring(timeline, shares: shares)
  }
}

extension Antialiasing {
  /// The renderer's value for the preset's setting.
  init(_ settings: AntialiasingSettings) {
    switch settings.mode {
    case .none: self = .none
    case .grid:
      self.init(
        mode: .grid(side: Int(Double(settings.samples).squareRoot())),
        filter: settings.filter)
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
  /// Refuses settings that cannot be combined.
  func requireEncoder() throws(ProductionError) {
    if let problem { throw .unusableFormat(problem, keys: ["codec", "encoderPreset", "chroma", "bitDepth"]) }
  }
}

extension PixelTarget.Format {
  /// The renderer's value for the layout.
  init(_ layout: PixelLayout) {
    if let chroma = layout.chroma {
      self = .yuv(chroma, bitDepth: layout.bitDepth > 8 ? .ten : .eight)
    } else {
      precondition(
        [.rgb24, .rgb48, .rgba32, .rgba64].contains(layout), "no output asks the renderer for pictures in \(layout)")
      self = .rgb(bitDepth: layout.bitDepth == 16 ? .sixteen : .eight)
    }
  }
}

extension PixelLayout {
  /// The layout of PNGs, with opacity if they are translucent.
  init(_ depth: ImageBitDepth, isTranslucent: Bool) {
    let opaque: PixelLayout =
      switch depth {
      case .eight: .rgb24
      case .sixteen: .rgb48
      }
    self = isTranslucent ? opaque.withOpacity : opaque
  }
}

extension PixelTarget {
  /// The memory of `picture`, for as long as a job may write to it.
  init(lending picture: Picture) {
    let planes = picture.planes.map { Plane(base: $0.base, rowStride: $0.rowStride) }
    let layout = picture.layout
    guard layout.hasOpacity else {
      self.init(format: Format(layout), planes: planes, owner: picture)
      return
    }
    let bytes = layout.bytesPerSample
    let sample: Opacity.Sample = layout.bitDepth == 8 ? .eight : layout.bitDepth == 10 ? .ten : .sixteen
    if layout.chroma != nil {
      self.init(
        format: Format(layout), planes: Array(planes[..<3]),
        opacity: Opacity(plane: planes[3], pixelStride: bytes, sample: sample), owner: picture)
    } else {
      let fourth = Plane(base: planes[0].base + 3 * bytes, rowStride: planes[0].rowStride)
      self.init(
        format: Format(layout), planes: planes,
        opacity: Opacity(plane: fourth, pixelStride: 4 * bytes, sample: sample), owner: picture)
    }
  }
}

extension EncoderSettings {
  /// The encoder's settings for a preset. Where the codec has no opacity, a translucent film's pictures are those of an opaque one:
  /// `FilmOutput` refuses to make it.
  init(_ preset: Preset) {
    let output = preset.output
    let written = PixelLayout(output.chroma, bitDepth: output.bitDepth)
    let layout = preset.isTranslucent ? output.codec.translucentLayout(of: written) ?? written : written
    let encoderPreset =
      layout.chroma.map { output.codec.encoderPreset(named: output.encoderPreset, chroma: $0) }
      ?? output.encoderPresetName
    self.init(
      codec: output.codec, layout: layout, rate: output.rateControl, preset: encoderPreset,
      threadCount: Self.filmThreadCount)
  }

  /// Threads of a segment's encoder: one, since workers encode several segments at once. A constant, because x264's
  /// bytes depend on it.
  private static let filmThreadCount = 1
}

extension FilmMetadata {
  /// The film's description of itself; its comment is the recipe: the preset it was rendered from, with all defaults.
  init(_ preset: Preset) {
    self.init(
      title: preset.title, artist: preset.author, description: preset.description, comment: preset.canonicalJSON)
  }
}
