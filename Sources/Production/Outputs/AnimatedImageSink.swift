import FilmFormat
import FractalMath
import VideoEncoding

/// Writes frames to a GIF or WebP that loops forever: the workers convert pictures to the file's pixel layout, and this
/// sink compresses them one after the other.
struct AnimatedImageSink: FilmSink, ~Copyable {
  let segmentLength = 1
  /// The picture converted from the rendered one.
  let encoderByteCount: Int

  private let converter: AnimatedImagePictureConverter
  private var writer: AnimatedImageWriter
  private let file: PendingFile

  /// Creates the temporary file beside its final name, so that an unwritable place is known before the first frame is
  /// rendered.
  ///
  /// - Parameters:
  ///   - rate: rate settings, from which WebP takes the quality.
  ///   - colors: the colours of a GIF, at most `ColorQuantizer.largestColorCount`.
  ///   - dithers: whether a pattern hides the steps between them.
  ///   - isTranslucent: whether pictures of a WebP may have an opacity.
  init(
    path: String, format: AnimatedImageFormat, size: FrameSize, frameRate: FrameRate, rate: RateControl,
    colors: [SRGBColor], dithers: Bool, isTranslucent: Bool, partialFiles: PartialFiles
  ) throws {
    if let problem = format.problem(with: frameRate) {
      throw ProductionError.unusableOutput("\(path.oneLine): \(problem)")
    }
    guard case .quality(let quality) = rate else {
      throw ProductionError.unusableOutput(
        "\(path.oneLine): a loop has no constant rate factor, only a quality")
    }
    let converter = try AnimatedImagePictureConverter(
      pictures: PicturePool(size: size, layout: format.layout),
      quantizer: format == .gif
        ? ColorQuantizer(colors: colors, ditherAmplitude: dithers ? ColorQuantizer.amplitude(for: colors) : 0) : nil)
    let file = try PendingFile(path: path, among: partialFiles)
    let writer = try AnimatedImageWriter(
      descriptor: file.descriptor, displayName: path.oneLine, format: format, size: size, frameRate: frameRate,
      quality: quality, isTranslucent: isTranslucent)
    self.converter = converter
    self.writer = writer
    self.file = file
    encoderByteCount = format.layout.byteCount(of: size)
  }

  mutating func makeEncoder(firstFrame: Int) -> FrameConverter<Picture> {
    FrameConverter { [converter] in try converter.convert($0) }
  }

  mutating func append(_ picture: Picture) throws { try writer.append(picture) }

  consuming func finish() throws {
    try writer.finish()
    try file.commit()
  }
}

/// Converts rendered pictures to those that a loop's encoder takes.
struct AnimatedImagePictureConverter: Sendable {
  let pictures: PicturePool
  /// For GIF; `nil` for WebP.
  let quantizer: ColorQuantizer?

  /// Converts `picture`, in the layout `rgb24`, or for WebP also `rgba32`, to the layout of the loop.
  func convert(_ picture: Picture) throws(LibAVError) -> Picture {
    let converted = try pictures.take()
    if let quantizer {
      quantizer.quantize(picture, into: converted)
    } else {
      for row in 0..<picture.size.height { Self.reorder(picture, into: converted, row: row) }
    }
    return converted
  }

  private static func reorder(_ source: Picture, into target: Picture, row: Int) {
    let step = source.layout.hasOpacity ? 4 : 3
    let from = source.planes[0].base + row * source.planes[0].rowStride
    let to = target.planes[0].base + row * target.planes[0].rowStride
    for x in 0..<source.size.width {
      to[4 * x] = from[step * x + 2]
      to[4 * x + 1] = from[step * x + 1]
      to[4 * x + 2] = from[step * x]
      to[4 * x + 3] = step == 4 ? from[4 * x + 3] : 255
    }
  }
}
