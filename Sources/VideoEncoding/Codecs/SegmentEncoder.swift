import CFFmpeg
import FractalMath

/// Compresses one segment of a film: takes its pictures in order and returns an `EncodedSegment`.
///
/// Used by one thread at a time, not always the same; any number of encoders work in parallel. `append` and `finish`
/// block while the encoder works (tens of milliseconds for a large frame), so do not call them on cooperative threads.
/// With one thread in its settings, an encoder works only on the calling thread and starts none, except for x265, which
/// has one thread for the frame it codes, and SVT-AV1, which has a dozen for its stages.
///
/// The same pictures and settings give the same segment, whichever threads call it and whatever else runs. An encoder
/// that is dropped unfinished, or that has thrown, leaves nothing behind.
package struct SegmentEncoder: ~Copyable, Sendable {
  /// Pictures taken so far.
  package private(set) var frameCount = 0
  /// Bytes of the packets that have come out so far.
  package private(set) var byteCount = 0

  /// The format of the segment's stream.
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
  /// - Throws: if a setting is out of range, or the encoder is missing or refuses.
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
  /// The picture has the encoder's size and the settings' layout, and is no longer written to. The encoder makes its
  /// own copy: the picture's memory may be reused when this returns. The same picture may be appended again.
  ///
  /// - Throws: if encoding fails; the segment cannot be finished then.
  package mutating func append(_ picture: Picture) throws(LibAVError) {
    try encoder.send(picture, at: Int64(frameCount))
    frameCount += 1
    try takePackets()
  }

  /// Encodes the pictures still held, and closes the encoder.
  ///
  /// - Returns: all frames appended, possibly none.
  /// - Throws: if encoding fails.
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
