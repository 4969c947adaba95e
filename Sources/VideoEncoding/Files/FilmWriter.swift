import CFFmpeg
import FilmFormat
import FractalMath

/// Joins segments, in order, into a film without re-encoding.
///
/// Used by one thread at a time, not always the same. `append` blocks while it writes. The same segments give the same
/// bytes on each run with the same libraries. Only the container's index stays in memory, some dozen bytes per frame.
///
/// A writer that is dropped before `finish`, or that has thrown, leaves an incomplete file for the caller to delete.
package struct FilmWriter: ~Copyable, Sendable {
  /// Frames taken so far; the next one is shown at `frameCount` divided by the frame rate, in seconds.
  package private(set) var frameCount = 0

  private let displayName: String
  private let container: Container
  /// Room for the index, where it is not worth moving the film for it.
  private let indexByteCount: Int?
  private let packet: PacketOwner
  private var sound: SoundTrack?
  private let cover: CoverPicture?
  /// Until the first segment determines the header.
  private var setup: MuxSetup?
  /// From the first segment on, unless an error has ended it.
  private var mux: OpenMux?
  /// The format in the header, once it is written.
  private var format: StreamFormat?

  /// Writes to an open, empty file without using its name.
  ///
  /// - Parameters:
  ///   - descriptor: open for reading and writing; the writer duplicates it.
  ///   - displayName: the file's name in error messages.
  ///   - container: the file's format.
  ///   - metadata: the file's description of itself.
  ///   - sound: the film's sound, which becomes as long as the film.
  ///   - cover: the film's cover, if the container holds one.
  ///   - frameLimit: the most frames of the film, if it may be so large that room is left for its index, instead of moving everything at
  ///     the end.
  package init(
    descriptor: Int32, displayName: String, container: Container, metadata: FilmMetadata = FilmMetadata(),
    sound: consuming SoundTrack? = nil, cover: CoverPicture? = nil, frameLimit: Int? = nil
  ) throws(LibAVError) {
    try self.init(
      MuxFile(duplicating: descriptor, displayName: displayName), displayName: displayName, container: container,
      metadata: metadata, sound: sound, cover: cover, frameLimit: frameLimit)
  }

  /// Creates the file at `path`, or truncates an existing one.
  ///
  /// - Parameters:
  ///   - path: the file system path, with any characters.
  ///   - displayName: the file's name in error messages; `path` by default.
  ///   - container: the file's format, whatever the path ends in.
  ///   - metadata: the file's description of itself.
  ///   - sound: the film's sound, which becomes as long as the film.
  /// - Throws: if the file cannot be written.
  package init(
    path: String, displayName: String? = nil, container: Container, metadata: FilmMetadata = FilmMetadata(),
    sound: consuming SoundTrack? = nil
  ) throws(LibAVError) {
    let displayName = displayName ?? path
    try self.init(
      MuxFile(path: path, displayName: displayName), displayName: displayName, container: container,
      metadata: metadata, sound: sound, cover: nil, frameLimit: nil)
  }

  /// More than a frame and its share of the sound take in an index: sizes, times of decoding and of showing, place and number of
  /// their chunks, and flags (ISO 14496-12, 8.6 and 8.7).
  private static let indexBytesOfFrame = 128
  /// More than the rest of an index takes.
  private static let indexBytesOfFilm = 1 << 18

  private init(
    _ file: consuming MuxFile, displayName: String, container: Container, metadata: FilmMetadata,
    sound: consuming SoundTrack?, cover: CoverPicture?, frameLimit: Int?
  ) throws(LibAVError) {
    let packet = try PacketOwner()
    let setup = try MuxSetup(
      file: file, displayName: displayName, muxer: container.muxerName, metadata: metadata)
    self.displayName = displayName
    self.container = container
    indexByteCount = frameLimit.map { frames in
      let texts = metadata.tags.reduce(0) { $0 + $1.value.utf8.count }
      return Self.indexBytesOfFilm + 2 * texts + (cover?.png.count ?? 0) + Self.indexBytesOfFrame * frames
    }
    self.packet = packet
    self.setup = consume setup
    self.sound = sound
    self.cover = cover
    mux = nil
  }

  /// Appends the frames of `segment`.
  ///
  /// Segments of one film have equal sizes, frame rates and encoder settings, except for the rate factor. No segment
  /// can trap, whoever made it: its numbers are within bounds (`EncodedSegment`).
  ///
  /// - Throws: if `segment` does not match the first one or the file cannot be written; the film cannot be finished
  ///   then.
  package mutating func append(_ segment: EncodedSegment) throws(LibAVError) {
    if let setup = setup.take() { mux = try writeHeader(setup, for: segment.format) }
    // Not restored after an error: a half-written file takes nothing more.
    guard var mux = mux.take() else {
      throw .refused("join a segment to", path: displayName, because: "an earlier one failed")
    }
    if let difference = format?.difference(from: segment.format) {
      throw .refused("join a segment to", path: displayName, because: difference)
    }
    for (index, encoded) in segment.packets.enumerated() {
      try encoded.fill(packet)
      // Each frame is one packet, so decoding times are the packets' numbers, early enough for the most reordered frame.
      // A segment's own times would start again with each, before the last segment's end.
      packet.pointer.pointee.pts = Int64(frameCount + encoded.frame)
      packet.pointer.pointee.dts = Int64(frameCount + index - segment.format.reorderDepth)
      try mux.write(packet)
      try sound?.write(frames: frameCount + index + 1, at: segment.format.frameRate, into: &mux)
    }
    frameCount += segment.frameCount
    self.mux = consume mux
  }

  private mutating func writeHeader(
    _ setup: consuming MuxSetup, for format: StreamFormat
  ) throws(LibAVError) -> OpenMux {
    if let problem = container.problem(with: format.codec) {
      throw .refused("write the header of", path: displayName, because: problem)
    }
    self.format = format
    var mux = try setup.writeHeader(
      frameRate: format.frameRate, options: container.muxerOptions(indexByteCount: indexByteCount),
      hasSound: sound != nil, cover: cover.map { ($0, container) }
    ) { (stream, parameters) throws(LibAVError) in
      guard stream == .pictures else {
        try sound?.describe(into: parameters)
        return
      }
      try format.describe(into: parameters)
      parameters.pointee.codec_tag = container.tag(of: format)
    }
    if let cover, container != .matroska { try mux.writeCover(cover, by: packet) }
    return mux
  }

  /// Writes the end of the file, and closes it.
  ///
  /// - Throws: if there is no segment or the file cannot be written; the file is then incomplete.
  package consuming func finish() throws(LibAVError) {
    guard var mux = mux.take() else {
      let problem = setup == nil ? "a segment could not be joined" : "it has no frames"
      throw .refused("finish", path: displayName, because: problem)
    }
    if let sound = sound.take(), let format {
      try sound.finish(frames: frameCount, at: format.frameRate, into: &mux)
    }
    try mux.finish()
  }
}
