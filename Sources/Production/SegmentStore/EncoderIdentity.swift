import FilmFormat
import FractalMath
import Rendering
import VideoEncoding

/// What a film is encoded with: equal identities make equal packets of equal pictures.
package struct EncoderIdentity: Hashable, Sendable {
  /// The settings, in words.
  package let settings: String
  /// The libraries' versions, and a hash of what they make of a small picture.
  ///
  /// libavcodec does not tell the version of the encoder behind it; the encoded picture differs with it, and mostly names it.
  package let libraries: String

  /// Rows and columns of the picture, which every encoder takes.
  private static let extent = 64

  /// The encoder of `settings` for pictures in `layout`.
  ///
  /// - Complexity: opens an encoder for one small picture: milliseconds.
  package init(_ settings: EncoderSettings, layout: PixelLayout, frameRate: FrameRate) throws {
    let size = FrameSize(width: Self.extent, height: Self.extent)
    let picture = try PicturePool(size: size, layout: layout).take()
    let renderer = FrameRenderer(
      size: size, settings: FieldSettings(limits: EscapeLimits(maximumIterations: 1)),
      coloring: Coloring(
        palette: Palette(
          stops: [Palette.Stop(position: 0, color: SRGBColor(red: 255, green: 255, blue: 255))], isCyclic: false),
        interior: SRGBColor(red: 0, green: 0, blue: 0)),
      format: PixelTarget.Format(layout))
    let job = renderer.job(FrameParameters(juliaConstant: .zero), into: PixelTarget(lending: picture))
    for item in 0..<job.itemCount { job.perform(item: item, worker: 0) }
    var encoder = try SegmentEncoder(size: size, frameRate: frameRate, settings: settings)
    try encoder.append(picture)
    let encoded = SegmentFile(key: ContentHash(of: [UInt8]()), segment: try encoder.finish())
    self.settings = "\(settings), \(layout)"
    libraries =
      "FFmpeg \(LibraryVersions.ffmpeg), libavcodec \(LibraryVersions.libavcodec), \(encoded.hash.hexadecimal.prefix(16))"
  }
}
