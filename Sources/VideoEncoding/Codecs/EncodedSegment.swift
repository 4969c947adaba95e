/// A run of consecutive frames of a film, compressed by its own encoder, from which films are joined.
///
/// It is self-contained: its first frame is a keyframe and all its groups of pictures are closed. Its packets depend
/// only on its pictures and the encoder's settings, not on what comes before or after.
package struct EncodedSegment: Hashable, Sendable {
  package let format: StreamFormat
  /// In decoding order, one per frame.
  package let packets: [EncodedPacket]
  /// Bytes of all packets together: the segment's memory, and its share of a film without the container's index.
  package let byteCount: Int

  /// Frames in the segment.
  package var frameCount: Int { packets.count }

  /// A segment of `packets`, one per frame, in decoding order.
  ///
  /// The values may come from an untrusted file: a segment that passes these checks cannot make libav or this program
  /// trap.
  ///
  /// - Throws: if a decoder could not show these packets as frames 0, 1, 2 …, or not without an earlier segment, or if
  ///   a number is out of range.
  package init(format: StreamFormat, packets: [EncodedPacket]) throws(LibAVError) {
    if let problem = format.problem ?? Self.problem(with: packets, in: format) {
      throw .refused("use a segment of \(packets.count) frames", because: problem)
    }
    self.format = format
    self.packets = packets
    byteCount = packets.reduce(0) { $0 + $1.bytes.count + $1.opacity.count }
  }

  /// Packet number i is decoded at the time i − `reorderDepth` and shown at its `frame`, which must not be earlier.
  private static func problem(with packets: [EncodedPacket], in format: StreamFormat) -> String? {
    if let first = packets.first, !first.isKeyframe || first.frame != 0 {
      return "it does not begin with a keyframe that shows its first frame"
    }
    var isShown = [Bool](repeating: false, count: packets.count)
    for (index, packet) in packets.enumerated() {
      if let problem = packet.problem { return "packet \(index) \(problem)" }
      guard packets.indices.contains(packet.frame), !isShown[packet.frame] else {
        return "packet \(index) shows frame \(packet.frame), which is outside the segment or already shown"
      }
      guard packet.opacity.isEmpty != format.hasOpacityBesideFrames else {
        return "packet \(index) \(packet.opacity.isEmpty ? "lacks" : "has") a picture of opacities"
      }
      guard packet.frame >= index - format.reorderDepth else {
        return "packet \(index) shows frame \(packet.frame), which is earlier than it can be decoded"
      }
      isShown[packet.frame] = true
    }
    return nil
  }

  /// The reason why the segment does not belong to a film in `format`, in words; `nil` if it does, as far as can be
  /// checked without decoding.
  ///
  /// - Parameter format: the stream's format according to the film's own encoder (`SegmentEncoder.format`).
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
