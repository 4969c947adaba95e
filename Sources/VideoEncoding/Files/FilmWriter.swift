import CFFmpeg
import FilmFormat
import FractalMath

/// Joins segments into a film, without encoding again: segments in their order go in, a finished file comes out.
///
/// One thread at a time uses a writer, and it may be another one each time. `append` blocks while it writes. The same
/// segments give the same bytes on each run with the same libraries. Of what was appended, only the container's index stays
/// in memory, some dozen bytes a frame.
///
/// A writer that is dropped before `finish`, or that has thrown, leaves a file that is no film; deleting it is left to
/// the caller.
package struct FilmWriter: ~Copyable, Sendable {
  /// Frames taken so far; the next one is shown at `frameCount` divided by the frame rate, in seconds.
  package private(set) var frameCount = 0

  private let displayName: String
  private let container: Container
  private let packet: PacketOwner
  /// Until the first segment says what the header must.
  private var setup: MuxSetup?
  /// From the first segment on, unless an error has ended it.
  private var mux: OpenMux?
  /// What the header says of the packets, once it is written.
  private var format: StreamFormat?

  /// Writes into an empty file that is open, and never asks for it by its name.
  ///
  /// - Parameters:
  ///   - descriptor: open to write and to read; the writer has another one for itself.
  ///   - displayName: what error messages call the file.
  ///   - container: the file's format.
  ///   - metadata: what the file says about itself.
  package init(
    descriptor: Int32, displayName: String, container: Container, metadata: FilmMetadata = FilmMetadata()
  ) throws(LibAVError) {
    try self.init(
      MuxFile(duplicating: descriptor, displayName: displayName), displayName: displayName, container: container,
      metadata: metadata)
  }

  /// Creates the file at `path`, or empties the one that is there.
  ///
  /// - Parameters:
  ///   - path: where to write, as a path of the file system whatever characters it holds.
  ///   - displayName: what error messages call the file; `path` unless something else is given.
  ///   - container: the file's format, whatever the path ends in.
  ///   - metadata: what the file says about itself.
  /// - Throws: where the file cannot be written.
  package init(
    path: String, displayName: String? = nil, container: Container, metadata: FilmMetadata = FilmMetadata()
  ) throws(LibAVError) {
    let displayName = displayName ?? path
    try self.init(
      MuxFile(path: path, displayName: displayName), displayName: displayName, container: container,
      metadata: metadata)
  }

  private init(
    _ file: consuming MuxFile, displayName: String, container: Container, metadata: FilmMetadata
  ) throws(LibAVError) {
    let packet = try PacketOwner()
    let setup = try MuxSetup(
      file: file, displayName: displayName, muxer: container.muxerName, metadata: metadata)
    self.displayName = displayName
    self.container = container
    self.packet = packet
    self.setup = consume setup
    mux = nil
  }

  /// Writes the frames of `segment` behind those that are there.
  ///
  /// Segments of one film have equal sizes, frame rates and encoder settings but for the rate factor, which may differ. No segment traps, whoever
  /// made it: its numbers are within their bounds, or it would be none (`EncodedSegment`).
  ///
  /// - Throws: where `segment` does not fit to the first one or the file cannot be written; the film cannot be finished
  ///   then.
  package mutating func append(_ segment: EncodedSegment) throws(LibAVError) {
    if let setup = setup.take() { mux = try writeHeader(setup, for: segment.format) }
    // Not put back after an error: what is half written takes nothing more.
    guard var mux = mux.take() else {
      throw .refused("join a segment to", path: displayName, because: "an earlier one failed")
    }
    if let difference = format?.difference(from: segment.format) {
      throw .refused("join a segment to", path: displayName, because: difference)
    }
    for (index, encoded) in segment.packets.enumerated() {
      try encoded.fill(packet)
      // Each frame is one packet, so decoding times are the packets' numbers, early enough for the most reordered frame.
      // A segment's own would begin anew with each, earlier than the last segment's end.
      packet.pointer.pointee.pts = Int64(frameCount + encoded.frame)
      packet.pointer.pointee.dts = Int64(frameCount + index - segment.format.reorderDepth)
      try mux.write(packet)
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
    return try setup.writeHeader(frameRate: format.frameRate, options: container.muxerOptions) {
      (parameters) throws(LibAVError) in
      try format.describe(into: parameters)
      parameters.pointee.codec_tag = container.tag(of: format)
    }
  }

  /// Writes the end of the file, and closes it.
  ///
  /// - Throws: where there is no segment or the file cannot be written; it is no film then.
  package consuming func finish() throws(LibAVError) {
    guard let mux = mux.take() else {
      let problem = setup == nil ? "a segment could not be joined" : "it has no frames"
      throw .refused("finish", path: displayName, because: problem)
    }
    try mux.finish()
  }
}
