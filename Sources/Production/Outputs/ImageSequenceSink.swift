import FilmFormat
import FractalMath
import VideoEncoding

/// Writes each frame to a PNG, named by the frame's index in the film; the workers compress them.
struct ImageSequenceSink: FilmSink, ~Copyable {
  /// A frame as a file's bytes.
  struct Image: Sendable {
    let frame: Int
    let bytes: [UInt8]
  }

  let segmentLength = 1
  /// zlib's tables, and the compressed picture at its maximum size.
  let encoderByteCount: Int

  private let size: FrameSize
  private let layout: PixelLayout
  private let pattern: FrameNamePattern
  private let partialFiles: PartialFiles
  private let folders: ImageFolders

  /// Creates the folder of numbered images if missing. Creates and removes a file in the place of the first image, so
  /// that an unwritable one is known before it is rendered.
  ///
  /// - Parameter layout: `rgb24`, or `rgb48` for 16 bits per sample.
  init(
    pattern: FrameNamePattern, firstFrame: Int, size: FrameSize, layout: PixelLayout, partialFiles: PartialFiles
  ) throws {
    let folders = ImageFolders(partialFiles: partialFiles)
    if pattern.hasNumber { try folders.make(for: pattern.name(ofFrame: firstFrame)) }
    _ = try PendingFile(path: pattern.name(ofFrame: firstFrame), among: partialFiles)
    self.size = size
    self.layout = layout
    self.pattern = pattern
    self.partialFiles = partialFiles
    self.folders = folders
    encoderByteCount = 1 << 20 + 4 * size.pixelCount * layout.bytesPerSample
  }

  mutating func makeEncoder(firstFrame: Int) -> FrameConverter<Image> {
    FrameConverter { [size, layout] picture in
      var encoder = try PNGEncoder(size: size, layout: layout)
      return Image(frame: firstFrame, bytes: try encoder.encode(picture))
    }
  }

  mutating func append(_ image: Image) throws {
    let path = pattern.name(ofFrame: image.frame)
    if pattern.hasNumber { try folders.make(for: path) }
    try PendingFile(path: path, among: partialFiles).commit(image.bytes)
  }

  consuming func finish() {}
}
