import CFFmpeg
import FractalMath

/// Writes a film: pictures in their order go in, a finished file comes out.
///
/// One thread at a time uses a writer, and it may be another one each time. `append` blocks while the encoder works
/// (tens of milliseconds for a large frame), so it belongs on no cooperative thread. The same pictures and settings
/// give the same bytes on each run with the same libraries.
///
/// A writer that is dropped before `finish`, or that has thrown, leaves a file that is no film; deleting it is left to
/// the caller.
public struct FilmWriter: ~Copyable, Sendable {
  /// Pictures taken so far; the next one is shown at `frameCount` divided by the frame rate, in seconds.
  public private(set) var frameCount = 0

  private var encoder: Encoder
  private let packet: PacketOwner
  private var mux: OpenMux

  /// Opens the encoder, creates the file at `path` (or empties the one that is there) and writes its header.
  ///
  /// - Parameters:
  ///   - path: where to write, as a path of the file system whatever characters it holds.
  ///   - displayName: what error messages call the file; `path` unless something else is given.
  ///   - container: the file's format, whatever the path ends in.
  ///   - size: width and height of every picture, both even.
  ///   - frameRate: pictures per second, constant through the film.
  ///   - settings: how the film is compressed.
  ///   - metadata: what the file says about itself.
  /// - Throws: where a setting is out of its range, the encoder is missing or refuses, or the file cannot be written.
  public init(
    path: String, displayName: String? = nil, container: Container, size: FrameSize, frameRate: FrameRate,
    settings: EncoderSettings = EncoderSettings(), metadata: FilmMetadata = FilmMetadata()
  ) throws(LibAVError) {
    // The encoder comes first: what it refuses should not have touched the disk.
    let encoder = try Encoder(settings: settings, size: size, frameRate: frameRate)
    let packet = try PacketOwner()
    var setup = try MuxSetup(path: path, displayName: displayName ?? path, container: container)
    try setup.addVideoStream(of: encoder, frameRate: frameRate)
    let mux = try setup.writeHeader(metadata: metadata, packetTimeBase: encoder.timeBase)
    self.encoder = encoder
    self.packet = packet
    self.mux = mux
  }

  /// Encodes `picture` as the next frame.
  ///
  /// The picture has the writer's size and the layout `yuv420`, and is not written to any more. The same picture may be
  /// appended again.
  ///
  /// - Throws: where encoding fails or the file cannot be written; the film cannot be finished then.
  public mutating func append(_ picture: Picture) throws(LibAVError) {
    try encoder.send(picture, at: Int64(frameCount))
    frameCount += 1
    try writePackets()
  }

  /// Writes what the encoder still holds back and the end of the file, and closes it.
  ///
  /// - Throws: where the file cannot be written; it is no film then.
  public consuming func finish() throws(LibAVError) {
    try encoder.sendEnd()
    try writePackets()
    try mux.finish()
  }

  private mutating func writePackets() throws(LibAVError) {
    while case .packet = try encoder.receive(into: packet) {
      try mux.write(packet)
    }
  }
}
