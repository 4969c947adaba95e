import CFFmpeg
import FilmFormat
import FractalMath

/// Writes a GIF or an animated WebP that plays forever, from pictures in order.
///
/// Used by one thread at a time, not always the same. A translucent WebP is kept in memory, compressed, until it is finished. A
/// writer that is dropped before `finish`, or that has thrown, leaves an incomplete file for the caller to delete.
package struct AnimatedImageWriter: ~Copyable, Sendable {
  /// Pictures taken so far.
  package private(set) var frameCount = 0

  private var encoder: Encoder
  private var mux: OpenMux
  private let packet: PacketOwner

  /// Creates the file at `path`, or truncates an existing one.
  ///
  /// - Parameters:
  ///   - path: the file system path, with any characters.
  ///   - displayName: the file's name in error messages; `path` by default.
  ///   - format: the kind of file.
  ///   - size: width and height of every picture.
  ///   - frameRate: pictures per second, constant.
  ///   - quality: 0 (smallest file) … 100 (best pictures), libwebp's own scale; GIF has none.
  ///   - isTranslucent: whether pictures of a WebP may have an opacity.
  /// - Throws: if the format cannot have the frame rate, the encoder is missing, or the file cannot be written.
  package init(
    path: String, displayName: String? = nil, format: AnimatedImageFormat, size: FrameSize, frameRate: FrameRate,
    quality: Double = 80, isTranslucent: Bool = false
  ) throws(LibAVError) {
    let displayName = displayName ?? path
    try self.init(
      MuxFile(path: path, displayName: displayName), displayName: displayName, format: format, size: size,
      frameRate: frameRate, quality: quality, isTranslucent: isTranslucent)
  }

  /// Writes to the empty file behind `descriptor`, open for reading and writing, without using its name; otherwise as
  /// above. The writer duplicates the descriptor.
  package init(
    descriptor: Int32, displayName: String, format: AnimatedImageFormat, size: FrameSize, frameRate: FrameRate,
    quality: Double = 80, isTranslucent: Bool = false
  ) throws(LibAVError) {
    try self.init(
      MuxFile(duplicating: descriptor, displayName: displayName), displayName: displayName, format: format,
      size: size, frameRate: frameRate, quality: quality, isTranslucent: isTranslucent)
  }

  private init(
    _ file: consuming MuxFile, displayName: String, format: AnimatedImageFormat, size: FrameSize, frameRate: FrameRate,
    quality: Double, isTranslucent: Bool
  ) throws(LibAVError) {
    if let problem = format.problem(with: frameRate) { throw .refused("make a loop", because: problem) }
    let options: KeyValuePairs<String, String> = format == .webp ? ["quality": "\(quality)"] : [:]
    let encoder = try Encoder(
      name: format.encoderName(isTranslucent: isTranslucent), size: size, layout: format.layout, options: options
    ) {
      context in
      context.time_base = frameRate.timeBase
      context.framerate = frameRate.rational
      context.thread_count = 1
    }
    let packet = try PacketOwner()
    let setup = try MuxSetup(
      file: file, displayName: displayName, muxer: format.muxerName, metadata: FilmMetadata())
    // 0 means forever; the muxers of both formats have the option.
    mux = try setup.writeHeader(frameRate: frameRate, options: ["loop": "0"]) {
      (_, parameters) throws(LibAVError) in try encoder.describe(into: parameters)
    }
    self.encoder = encoder
    self.packet = packet
  }

  /// Shows `picture` next: of the writer's size, in the layout of its format.
  ///
  /// - Throws: if encoding or writing fails; the loop cannot be finished then.
  package mutating func append(_ picture: Picture) throws(LibAVError) {
    try encoder.send(picture, at: Int64(frameCount))
    frameCount += 1
    try writePackets()
  }

  /// Writes the end of the file, and closes it.
  ///
  /// - Throws: if there is no picture or the file cannot be written; the file is then incomplete.
  package consuming func finish() throws(LibAVError) {
    guard frameCount > 0 else { throw .refused("finish a loop", because: "it has no frames") }
    try encoder.sendEnd()
    try writePackets()
    try mux.finish()
  }

  private mutating func writePackets() throws(LibAVError) {
    while case .packet = try encoder.receive(into: packet) { try mux.write(packet) }
  }
}

extension AnimatedImageFormat {
  /// The encoder's name within libavcodec.
  ///
  /// libwebp's encoder of animations leaves out the parts of a picture that are nearly those of the one before, which it takes for
  /// shown: where a film changes slowly, blocks of old colours stay. So opaque pictures are each a still of their own, which
  /// takes about as much. Translucent ones cannot be: libavformat would have each shown over the one before.
  func encoderName(isTranslucent: Bool) -> String {
    switch self {
    case .gif: "gif"
    case .webp: isTranslucent ? "libwebp_anim" : "libwebp"
    }
  }

  /// The muxer's name within libavformat.
  var muxerName: String { rawValue }
}
