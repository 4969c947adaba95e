import FilmFormat
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
    let samplesPerPixel = 1 + 2 / Double(chroma.columns * chroma.rows)
    return samplesPerPixel / 1.5 * Double(layout.bytesPerSample)
  }
}
