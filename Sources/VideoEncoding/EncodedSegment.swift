/// A run of consecutive frames of a film, compressed by an encoder of its own: a part that films are joined from.
///
/// It refers to nothing outside: its first frame is a keyframe and all its groups of pictures are closed. Its packets
/// depend on its pictures and the encoder's settings alone, not on what stands before or after it.
public struct EncodedSegment: Hashable, Sendable {
  package let format: StreamFormat
  /// In the order in which they are decoded, one for each frame.
  package let packets: [EncodedPacket]
  /// Bytes of all packets together: what the segment takes in memory, and adds to a film but for the container's index.
  public let byteCount: Int

  /// Frames in the segment.
  public var frameCount: Int { packets.count }

  /// A segment of `packets`, one for each frame, in the order in which they are decoded.
  ///
  /// - Throws: where a decoder could not show these packets as frames 0, 1, 2 …, or not without an earlier segment.
  package init(format: StreamFormat, packets: [EncodedPacket]) throws(LibAVError) {
    if let problem = Self.problem(with: packets, reorderDepth: format.reorderDepth) {
      throw .refused("use a segment of \(packets.count) frames", because: problem)
    }
    self.format = format
    self.packets = packets
    byteCount = packets.reduce(0) { $0 + $1.bytes.count }
  }

  /// Packet number i is decoded at the time i − `reorderDepth` and shown at its `frame`, which must not be earlier.
  private static func problem(with packets: [EncodedPacket], reorderDepth: Int) -> String? {
    if let first = packets.first, !first.isKeyframe || first.frame != 0 {
      return "it does not begin with a keyframe that shows its first frame"
    }
    var isShown = [Bool](repeating: false, count: packets.count)
    for (index, packet) in packets.enumerated() {
      guard packets.indices.contains(packet.frame), !isShown[packet.frame] else {
        return "packet \(index) shows frame \(packet.frame), which is outside of it or shown already"
      }
      guard packet.frame >= index - reorderDepth else {
        return "packet \(index) shows frame \(packet.frame), which is earlier than it can be decoded"
      }
      isShown[packet.frame] = true
    }
    return nil
  }
}
