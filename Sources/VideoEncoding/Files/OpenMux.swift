import CFFmpeg
import FractalMath

/// A container with its header written, which takes packets and is then finished, once.
///
/// Dropped unfinished, it leaves its file without a trailer.
struct OpenMux: ~Copyable {
  private let frameRate: FrameRate
  private let output: OutputContextOwner
  private let displayName: String

  init(output: consuming OutputContextOwner, frameRate: FrameRate, displayName: String) {
    self.output = output
    self.frameRate = frameRate
    self.displayName = displayName
  }

  /// Writes the next packet of the one stream, in decoding order, and leaves `packet` empty.
  ///
  /// The packet shows one frame, and its timestamps count frames.
  mutating func write(_ packet: borrowing PacketOwner) throws(LibAVError) {
    guard let stream = output.pointer.pointee.streams[0] else { preconditionFailure("a film has one stream") }
    packet.pointer.pointee.stream_index = 0
    packet.pointer.pointee.duration = 1
    av_packet_rescale_ts(packet.pointer, frameRate.timeBase, stream.pointee.time_base)
    let operation = "write a frame to"
    try check(av_interleaved_write_frame(output.pointer, packet.pointer), to: operation, path: displayName)
    // A failed write may come to light in the buffer only, behind a packet that was taken without complaint.
    try check(output.pointer.pointee.pb.pointee.error, to: operation, path: displayName)
  }

  /// Writes the trailer; the file is a film when this returns.
  consuming func finish() throws(LibAVError) {
    let trailer = av_write_trailer(output.pointer)
    avio_flush(output.pointer.pointee.pb)
    let pending = output.pointer.pointee.pb.pointee.error
    try check(trailer, to: "write the index of", path: displayName)
    try check(pending, to: "write to the end of", path: displayName)
  }
}
