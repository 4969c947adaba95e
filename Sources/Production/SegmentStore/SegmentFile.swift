import FilmFormat
import FractalMath
import VideoEncoding

/// An encoded segment as the bytes of a file (`.jrseg`), which by itself shows whether it is complete and what it
/// belongs to.
///
/// Numbers have 32 bits, the lowest byte first; texts and blocks are preceded by their length in bytes:
///
///     magic "JRSEG\r\n\u{1A}", form (1), key (32 bytes),
///     codec, pixel layout, width, height, frame rate's two numbers, reorder depth, stream header (block),
///     number of packets, and of each: frame, flags, bytes (block), and where a film has them beside its frames, opacities (block),
///     SHA-256 of all before
package struct SegmentFile: Hashable, Sendable {
  /// The reason why bytes are not a segment file.
  package struct Damage: Error, Hashable, CustomStringConvertible {
    package let description: String
  }

  /// The hash of what the segment depends on (`SegmentKeys`).
  package let key: ContentHash
  /// The segment.
  package let segment: EncodedSegment
  /// The file's last bytes: the hash of all before.
  package let hash: ContentHash
  /// The whole file.
  package let bytes: [UInt8]

  /// The version of the format; other versions are not read.
  package static let form = 1

  private static let magic = Array("JRSEG\r\n\u{1A}".utf8)
  /// The fewest bytes of a packet in a file: frame, flags and the number of its bytes.
  private static let smallestPacketByteCount = 12
  /// The most bytes of the name of a codec or a layout.
  private static let longestName = 32

  /// The file of `segment`.
  package init(key: ContentHash, segment: EncodedSegment) {
    var bytes = Self.magic
    bytes.reserveCapacity(segment.byteCount + 12 * segment.frameCount + 1024)
    bytes.append(littleEndian: UInt32(Self.form))
    bytes += key.bytes
    let format = segment.format
    bytes.append(block: format.codec.rawValue.utf8)
    bytes.append(block: "\(format.layout)".utf8)
    for number in [
      format.size.width, format.size.height, format.frameRate.numerator, format.frameRate.denominator,
      format.reorderDepth, Int(format.tag),
    ] {
      bytes.append(littleEndian: UInt32(number))
    }
    bytes.append(block: format.header)
    bytes.append(littleEndian: UInt32(segment.packets.count))
    for packet in segment.packets {
      bytes.append(littleEndian: UInt32(packet.frame))
      bytes.append(littleEndian: packet.flags)
      bytes.append(block: packet.bytes)
      if format.hasOpacityBesideFrames { bytes.append(block: packet.opacity) }
    }
    hash = ContentHash(of: bytes)
    self.key = key
    self.segment = segment
    self.bytes = bytes + hash.bytes
  }

  /// Reads a file, and verifies that it is complete and a segment that can be joined.
  ///
  /// The hash detects accidents, not malice: any number may have any value of 32 bits, and the key is only a claim.
  /// `SegmentStore.Film.verify(_:frames:)` compares the contents with a film.
  package init(bytes: [UInt8]) throws(Damage) {
    let body = bytes.dropLast(ContentHash.byteCount)
    guard body.starts(with: Self.magic), let hash = ContentHash(bytes: bytes.suffix(ContentHash.byteCount)) else {
      throw Damage(description: "it is not a segment file")
    }
    guard ContentHash(of: body) == hash else { throw Damage(description: "its contents do not match its hash") }
    do {
      var reader = LittleEndianReader(body.dropFirst(Self.magic.count))
      guard try reader.number() == Self.form, let key = ContentHash(bytes: try reader.bytes(ContentHash.byteCount))
      else {
        throw Damage(description: "it is of another version")
      }
      let format = try Self.format(from: &reader)
      segment = try EncodedSegment(format: format, packets: Self.packets(in: format, from: &reader))
      self.key = key
    } catch let damage as Damage {
      throw damage
    } catch let error as LibAVError {
      throw Damage(description: "it holds no segment that can be joined: \(error.reason)")
    } catch {
      throw Damage(description: "it holds no segment that can be joined")
    }
    self.hash = hash
    self.bytes = bytes
  }

  private static func format(from reader: inout LittleEndianReader) throws(LittleEndianReader.Damage) -> StreamFormat {
    let (codecName, layoutName) = (try reader.text(atMost: longestName), try reader.text(atMost: longestName))
    let size = FrameSize(width: try reader.count(), height: try reader.count())
    guard let codec = VideoCodec(rawValue: codecName),
      let layout = PixelLayout.allCases.first(where: { "\($0)" == layoutName }),
      let frameRate = FrameRate(numerator: try reader.count(), denominator: try reader.count())
    else { throw LittleEndianReader.Damage() }
    return StreamFormat(
      codec: codec, layout: layout, size: size, frameRate: frameRate, reorderDepth: try reader.number(),
      tag: UInt32(truncatingIfNeeded: try reader.number()), header: Array(try reader.block()))
  }

  private static func packets(
    in format: StreamFormat, from reader: inout LittleEndianReader
  ) throws(LittleEndianReader.Damage) -> [EncodedPacket] {
    let count = try reader.count()
    guard count <= reader.rest.count / smallestPacketByteCount else { throw LittleEndianReader.Damage() }
    var packets: [EncodedPacket] = []
    packets.reserveCapacity(count)
    for _ in 0..<count {
      let (frame, flags) = (try reader.number(), try reader.number())
      packets.append(
        EncodedPacket(
          bytes: Array(try reader.block()),
          opacity: format.hasOpacityBesideFrames ? Array(try reader.block()) : [], frame: frame,
          flags: Int32(truncatingIfNeeded: flags)))
    }
    guard reader.rest.isEmpty else { throw LittleEndianReader.Damage() }
    return packets
  }
}
