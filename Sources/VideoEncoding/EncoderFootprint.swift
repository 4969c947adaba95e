import FractalMath

/// What an open `SegmentEncoder` with one thread takes besides its packets, for those who decide how many may be open.
public struct EncoderFootprint: Hashable, Sendable {
  /// Pictures that go in before the first packet comes out; from then on H.264 gives one for each, the others about one. So the encoder
  /// holds back one picture less than this, and closing it costs the work of as many.
  public let latency: Int
  /// Bytes of the encoder's copies of pictures, half-size copies, motion vectors and tables, at most.
  public let byteCount: Int

  /// The footprint of an encoder with `settings` for pictures of `size`.
  ///
  /// Measured in 8-bit 4:2:0 and rounded up by about a tenth: x264 r3095 from 640×360 to 3840×2160, x265 3.5, SVT-AV1 1.4 and libvpx
  /// 1.12 at 640×360 and 1280×720; other layouts in proportion to the bytes of a picture.
  public init(of settings: EncoderSettings, size: FrameSize) {
    let (latency, bytesPerPixel) = Self.measured(settings)
    self.latency = latency
    // The encoders pad their copies on all sides and round them up to whole blocks.
    let margin = 128
    let tables = settings.codec == .h264 ? 8 << 20 : 16 << 20
    let padded = (size.width + margin) * (size.height + margin)
    byteCount = tables + Int(Double(bytesPerPixel * padded) * Self.weight(of: settings.layout))
  }

  /// How many times the bytes of an 8-bit picture in 4:2:0 one in `layout` has.
  private static func weight(of layout: PixelLayout) -> Double {
    let step = layout.chromaStep ?? (across: 1, down: 1)
    let samplesPerPixel = 1 + 2 / Double(step.across * step.down)
    return samplesPerPixel / 1.5 * Double(layout.bytesPerSample)
  }

  /// The presets of x264 and x265 differ in B-frames, in how far the choice of their places looks ahead, and in reference frames.
  private static func measured(_ settings: EncoderSettings) -> (latency: Int, bytesPerPixel: Int) {
    switch settings.codec {
    case .h264: measuredH264(settings.preset)
    case .hevc: measuredHEVC(settings.preset)
    case .av1: (42, 165)
    case .vp9: (25, 125)
    case .prores: (1, 40)
    case .ffv1: (1, 150)
    }
  }

  private static func measuredH264(_ preset: String) -> (latency: Int, bytesPerPixel: Int) {
    switch preset {
    case "ultrafast": (2, 15)
    case "draft": (5, 40)
    case "balanced": (7, 60)
    case "best": (7, 66)
    case "slow": (5, 56)
    case "slower": (14, 100)
    case "veryslow": (34, 170)
    case "placebo": (66, 480)
    default: (5, 50)
    }
  }

  private static func measuredHEVC(_ preset: String) -> (latency: Int, bytesPerPixel: Int) {
    switch preset {
    case "ultrafast": (12, 105)
    case "superfast": (17, 120)
    case "medium": (28, 175)
    case "slow": (33, 200)
    case "slower", "veryslow": (52, 290)
    case "placebo": (72, 370)
    default: (23, 150)
    }
  }
}
