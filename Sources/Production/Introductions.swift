import Animation
import FractalMath
import Rendering
import VideoEncoding

// The renderer has never heard of presets or pictures, and the encoder of neither; here they are introduced.

extension Coloring {
  /// The colours of a film.
  init(_ timeline: Timeline) {
    self.init(palette: timeline.palette, interior: timeline.interior)
  }
}

extension FrameSize {
  /// Refuses a size that pictures in `layout` cannot have.
  func requireFit(in layout: PixelLayout) throws(ProductionError) {
    if let problem = layout.problem(with: self) { throw .unusableSize(problem) }
  }
}

extension PixelTarget.Format {
  /// What the renderer calls the layout.
  init(_ layout: PixelLayout) {
    switch layout {
    case .yuv420: self = .yuv420
    case .rgb24: self = .rgb24
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
      codec: VideoCodec(output.codec), constantRateFactor: Self.constantRateFactor(output),
      preset: H264Preset(named: output.encoderPresetName), threadCount: Self.filmThreadCount)
  }

  /// Threads of the encoder of a segment: it is one job of a worker, and several segments are encoded at once. A constant, because
  /// x264's bytes depend on it.
  private static let filmThreadCount = 1

  /// H.264's rate factor for a quality of 0…100: 38 − quality/4, so that 100 is 13 (no visible loss), 72 is 20 and 60 is
  /// x264's default, 23.
  private static func constantRateFactor(_ output: OutputSettings) -> Double {
    switch output.rateControl {
    case .constantRateFactor(let factor): factor
    case .quality(let quality): 38 - quality / 4
    }
  }
}

extension VideoCodec {
  /// The encoder's codec for the preset's.
  init(_ codec: OutputSettings.Codec) {
    switch codec {
    case .h264: self = .h264
    case .hevc, .av1, .prores, .ffv1, .vp9: preconditionFailure("\(codec) has no encoder here")
    }
  }
}

extension H264Preset {
  /// The encoder's preset for the one that a film's preset names.
  init(named name: String?) {
    guard let same = name.flatMap(H264Preset.init(rawValue:)) else {
      preconditionFailure(
        "both lists are x264's own names, and a test compares them; \(name ?? "none") is missing in one")
    }
    self = same
  }
}

extension FilmMetadata {
  /// What a film says about itself; its comment is the recipe: the preset it was rendered from, every default filled in.
  init(_ preset: Preset) {
    self.init(
      title: preset.title, artist: preset.author, description: preset.description, comment: preset.canonicalJSON)
  }
}
