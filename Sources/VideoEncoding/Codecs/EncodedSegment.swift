/// A run of consecutive frames of a film, compressed by an encoder of its own: a part that films are joined from.
///
/// It refers to nothing outside: its first frame is a keyframe and all its groups of pictures are closed. Its packets
/// depend on its pictures and the encoder's settings alone, not on what stands before or after it.
package struct EncodedSegment: Hashable, Sendable {
  package let format: StreamFormat
  /// In the order in which they are decoded, one for each frame.
  package let packets: [EncodedPacket]
  /// Bytes of all packets together: what the segment takes in memory, and adds to a film but for the container's index.
  package let byteCount: Int

  /// Frames in the segment.
  package var frameCount: Int { packets.count }

  /// A segment of `packets`, one for each frame, in the order in which they are decoded.
  ///
  /// Whatever the values are, which may come from a file of a stranger, nothing of a segment that is made makes libav or this program trap.
  ///
  /// - Throws: where a decoder could not show these packets as frames 0, 1, 2 …, or not without an earlier segment, or a number is none of a film.
  package init(format: StreamFormat, packets: [EncodedPacket]) throws(LibAVError) {
    if let problem = format.problem ?? Self.problem(with: packets, reorderDepth: format.reorderDepth) {
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
      if let problem = packet.problem { return "packet \(index) \(problem)" }
      guard packets.indices.contains(packet.frame), !isShown[packet.frame] else {
        return "packet \(index) shows frame \(packet.frame), which is outside the segment or already shown"
      }
      guard packet.frame >= index - reorderDepth else {
        return "packet \(index) shows frame \(packet.frame), which is earlier than it can be decoded"
      }
      isShown[packet.frame] = true
    }
    return nil
  }

  /// Why the segment is none of a film in `format`, in words; `nil` where it is, as far as can be told without decoding it.
  ///
  /// - Parameter format: what the film's own encoder says of its stream (`SegmentEncoder.format`).
  /// - Complexity: O(bytes), with some codecs less.
  package func problem(inFilmOf format: StreamFormat) -> String? {
    if let difference = format.difference(from: self.format) { return difference }
    let structure = PacketStructure(format)
    for (index, packet) in packets.enumerated() {
      if format.codec.facts.hasOnlyKeyframes && !packet.isKeyframe {
        return "packet \(index) is not marked as a keyframe"
      }
      if let problem = structure.problem(with: packet) { return "packet \(index) \(problem)" }
    }
    return nil
  }
}
