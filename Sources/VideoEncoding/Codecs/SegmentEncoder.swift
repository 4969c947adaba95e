import CFFmpeg
import FractalMath

/// Compresses one segment of a film: its pictures go in, in their order, and an `EncodedSegment` comes out.
///
/// One thread at a time uses an encoder, and it may be another one each time; any number of encoders work side by side.
/// `append` and `finish` block while the encoder works (tens of milliseconds for a large frame), so they belong on no
/// cooperative thread. With one thread in its settings, an encoder works on the calling thread alone and starts none, but for x265, which has
/// one thread for the frame it codes, and SVT-AV1, which has a dozen for its stages.
///
/// The same pictures and settings give the same segment, whichever threads called, whatever else ran beside it. An
/// encoder that is dropped unfinished, or that has thrown, leaves nothing behind.
package struct SegmentEncoder: ~Copyable, Sendable {
  /// Pictures taken so far.
  package private(set) var frameCount = 0
  /// Bytes of the packets that have come out so far.
  package private(set) var byteCount = 0

  /// What the segment's stream will be.
  package let format: StreamFormat
  private var encoder: Encoder
  private let packet: PacketOwner
  private var packets: [EncodedPacket] = []

  /// Opens an encoder.
  ///
  /// - Parameters:
  ///   - size: width and height of every picture, which fit the settings' layout.
  ///   - frameRate: pictures per second, constant through the film.
  ///   - settings: how the segment is compressed; the same for all segments of a film.
  /// - Throws: where a setting is out of its range, or the encoder is missing or refuses.
  package init(size: FrameSize, frameRate: FrameRate, settings: EncoderSettings = EncoderSettings()) throws(LibAVError)
  {
    let encoder = try Encoder(settings: settings, size: size, frameRate: frameRate)
    packet = try PacketOwner()
    format = StreamFormat(
      codec: settings.codec, layout: encoder.layout, size: size, frameRate: frameRate,
      reorderDepth: settings.codec.encoder.reorderDepth ?? encoder.reorderDepth, tag: encoder.tag,
      header: encoder.header)
    self.encoder = encoder
  }

  /// Encodes `picture` as the segment's next frame.
  ///
  /// The picture has the encoder's size and the settings' layout, and is not written to any more. The encoder makes a copy
  /// of its own: the picture's memory is free for others when this returns. The same picture may be appended again.
  ///
  /// - Throws: where encoding fails; the segment cannot be finished then.
  package mutating func append(_ picture: Picture) throws(LibAVError) {
    try encoder.send(picture, at: Int64(frameCount))
    frameCount += 1
    try takePackets()
  }

  /// Encodes what is still held back, and closes the encoder.
  ///
  /// - Returns: all frames appended, possibly none.
  /// - Throws: where encoding fails.
  /// - Complexity: the work of up to `EncoderFootprint.latency` frames.
  package consuming func finish() throws(LibAVError) -> EncodedSegment {
    if frameCount > 0 {
      try encoder.sendEnd()
      try takePackets()
    }
    return try EncodedSegment(format: format, packets: packets)
  }

  private mutating func takePackets() throws(LibAVError) {
    while case .packet = try encoder.receive(into: packet) {
      packets.append(EncodedPacket(packet))
      byteCount += Int(packet.pointer.pointee.size)
      av_packet_unref(packet.pointer)
    }
  }
}
