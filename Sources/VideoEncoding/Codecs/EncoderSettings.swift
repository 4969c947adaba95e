import FilmFormat
import FractalMath

/// How a film is compressed.
package struct EncoderSettings: Hashable, Sendable {
  /// The compression.
  package var codec: VideoCodec
  /// The layout of the input pictures; one of `codec.allLayouts`.
  package var layout: PixelLayout
  /// How file size is traded for fidelity. FFV1 is always lossless; ProRes chooses the profile by the quality if
  /// `preset` names none, and has no rate factor.
  package var rate: RateControl
  /// How much time the encoder spends on each frame; one of `codec.presets`.
  package var preset: String
  /// Threads of the encoder, at least 1. SVT-AV1 starts threads of its own besides, which share the work of so many.
  ///
  /// The bytes of the film depend on this number, therefore it is never left to the machine.
  package var threadCount: Int
  /// The most frames from one keyframe to the next, at least 1; seeking is as coarse as this. ProRes and FFV1 have keyframes only.
  package var keyframeInterval: Int

  /// Settings, each with the default that suits a fractal film; `layout` and `preset` have the codec's own.
  package init(
    codec: VideoCodec = .h264, layout: PixelLayout? = nil, rate: RateControl = .quality(80), preset: String? = nil,
    threadCount: Int = 1, keyframeInterval: Int = 250
  ) {
    self.codec = codec
    self.layout = layout ?? codec.layouts[0]
    self.rate = rate
    self.preset = preset ?? codec.encoder.defaultPreset
    self.threadCount = threadCount
    self.keyframeInterval = keyframeInterval
  }

  /// The encoder's constant rate factor; `nil` if it has none.
  var constantRateFactor: Double? {
    switch rate {
    case .quality(let quality): codec.constantRateFactor(ofQuality: quality)
    case .constantRateFactor(let factor): codec.facts.rateFactors?.taken(factor)
    }
  }

  func validate() throws(LibAVError) {
    if let problem { throw .refused("set up the encoder \(codec.rawValue)", because: problem) }
  }

  /// What is wrong with the settings, to follow a colon; `nil` if nothing is.
  package var problem: String? {
    let layouts = layout.hasOpacity ? codec.facts.translucentLayouts : codec.layouts
    guard layouts.contains(layout) else {
      let allowed = layouts.isEmpty ? "no opacity" : Self.list(layouts.map(\.title))
      return "\(codec.title) has \(allowed), not \(layout.title)"
    }
    guard codec.presets.contains(preset) else {
      return "its presets are \(Self.list(codec.presets)), not \(preset)"
    }
    if codec == .prores, let profile = ProResProfile(rawValue: preset), !profile.layouts.contains(layout) {
      let allowed = ProResProfile.allCases.filter { $0.layouts.contains(layout) }.map(\.rawValue)
      return "the ProRes profiles for \(layout.title) are \(Self.list(allowed)), not \(preset)"
    }
    return rateProblem ?? numberProblem
  }

  private var rateProblem: String? {
    switch rate {
    case .quality(let quality):
      guard !(0...100).contains(quality) else { return nil }
      return "a quality is between 0 and 100, not \(quality)"
    case .constantRateFactor(let factor):
      guard let factors = codec.facts.rateFactors?.range else {
        return "\(codec.title) has no constant rate factor, only a quality"
      }
      guard !factors.contains(factor) else { return nil }
      return "the constant rate factor is between \(factors.lowerBound) and \(factors.upperBound), not \(factor)"
    }
  }

  private var numberProblem: String? {
    // Above this x264 itself refuses; the bound also keeps the numbers within C's int.
    let threadCounts = 1...128
    guard threadCounts.contains(threadCount) else {
      return "it takes 1 to \(threadCounts.upperBound) threads, not \(threadCount)"
    }
    guard (1...Int(Int32.max)).contains(keyframeInterval) else {
      return "the keyframe interval is at least one frame, not \(keyframeInterval)"
    }
    return nil
  }

  /// The words with commas, and "and" before the last.
  private static func list(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}

/// The resources of an open `SegmentEncoder` with one thread, besides its packets, for deciding how many may be open.
package struct EncoderFootprint: Hashable, Sendable {
  /// Pictures that go in before the first packet comes out; from then on H.264 returns one for each, the others about
  /// one. So the encoder holds one picture less than this, and closing it costs the work of that many.
  package let latency: Int
  /// Bytes of the encoder's copies of pictures, half-size copies, motion vectors and tables, at most.
  package let byteCount: Int

  /// The footprint of an encoder with `settings` for pictures of `size`.
  ///
  /// Measured in 8-bit 4:2:0 and rounded up by about a tenth: x264 r3095 from 640×360 to 3840×2160, x265 3.5, SVT-AV1 1.4 and libvpx
  /// 1.12 at 640×360 and 1280×720; other layouts in proportion to the bytes of a picture.
  package init(of settings: EncoderSettings, size: FrameSize) {
    let encoder = settings.codec.encoder
    let (latency, bytesPerPixel) = encoder.footprint(settings.preset)
    self.latency = latency
    // The encoders pad their copies on all sides and round them up to whole blocks.
    let margin = 128
    let padded = (size.width + margin) * (size.height + margin)
    byteCount = encoder.tableBytes + Int(Double(bytesPerPixel * padded) * Self.weight(of: settings.layout))
  }

  /// How many times the bytes of an 8-bit picture in 4:2:0 one in `layout` has.
  private static func weight(of layout: PixelLayout) -> Double {
    let chroma = layout.chroma ?? .yuv444
    let samplesPerPixel = (layout.hasOpacity ? 2 : 1) + 2 / Double(chroma.columns * chroma.rows)
    return samplesPerPixel / 1.5 * Double(layout.bytesPerSample)
  }
}
