import FractalMath

/// What an open `SegmentEncoder` with one thread takes besides its packets, for those who decide how many may be open.
public struct EncoderFootprint: Hashable, Sendable {
  /// Pictures that go in before the first packet comes out; from then on one comes for each. So the encoder holds back one
  /// picture less than this, and closing it costs the work of as many.
  public let latency: Int
  /// Bytes of x264's copies of pictures, half-size copies, motion vectors and tables, at most.
  public let byteCount: Int

  /// The footprint of an encoder of `preset` for pictures of `size`.
  ///
  /// Measured with x264 r3095 from 640×360 to 3840×2160, and rounded up by about a tenth.
  public init(of preset: H264Preset, size: FrameSize) {
    let (latency, bytesPerPixel) = Self.measured(preset)
    self.latency = latency
    // x264 pads its copies on all sides and rounds them up to whole blocks.
    let margin = 128
    let tables = 8 << 20
    byteCount = tables + bytesPerPixel * (size.width + margin) * (size.height + margin)
  }

  /// The presets differ in B-frames, in how far the choice of their places looks ahead, and in reference frames.
  private static func measured(_ preset: H264Preset) -> (latency: Int, bytesPerPixel: Int) {
    switch preset {
    case .ultrafast: (2, 15)
    case .superfast, .veryfast, .faster, .fast, .medium: (5, 50)
    case .slow: (5, 56)
    case .slower: (14, 100)
    case .veryslow: (34, 170)
    case .placebo: (66, 480)
    }
  }
}
