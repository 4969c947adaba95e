import CFFmpeg
import FractalMath

/// Checks that packets have the structure of their codec's frames, as far as possible without decoding: their parts add
/// up to their sizes, are of kinds that our encoders write, show one frame each, and those marked as keyframes are
/// keyframes.
///
/// Segments may be untrusted. Bytes that would not play should be reported before they are in a film, and malformed
/// bytes should not reach decoders; picture contents are not checked. Nothing here can trap, whatever the bytes.
struct PacketStructure {
  private let format: StreamFormat
  /// The units of the stream's header, in H.264 and HEVC.
  private let parameterSets: Set<ArraySlice<UInt8>>
  /// The stream's sequence header, in AV1.
  private let sequence: AV1Units.Sequence?

  /// The structure of packets of `format`.
  init(_ format: StreamFormat) {
    self.format = format
    let ranges = NALUnits(format.header)?.ranges ?? []
    parameterSets = Set(ranges.map { format.header[$0] })
    sequence = AV1Units.Sequence(in: AV1Units(format.header))
  }

  /// The reason why `packet` is not a frame, to follow the packet's number; `nil` if it may be one.
  ///
  /// - Complexity: O(bytes) for H.264, HEVC and FFV1, and much less for the others.
  func problem(with packet: EncodedPacket) -> String? {
    let (bytes, isKeyframe) = (packet.bytes, packet.isKeyframe)
    switch format.codec {
    case .h264: return problem(with: bytes, isKeyframe: isKeyframe) { NALUnit(h264: $0) }
    case .hevc: return problem(with: bytes, isKeyframe: isKeyframe) { NALUnit(hevc: $0) }
    case .av1:
      guard let units = AV1Units(bytes) else { return "has parts that do not add up" }
      return units.problem(isKeyframe: isKeyframe, sequence: sequence)
    case .vp9:
      guard let frames = VP9Frames(bytes) else { return "has parts that do not add up" }
      return frames.problem(isKeyframe: isKeyframe, size: format.size) ?? problem(withOpacity: packet.opacity)
    case .prores: return Self.isProRes(bytes, format: format) ? nil : "is not a ProRes frame of the film's size"
    case .ffv1: return Self.isFFV1(bytes) ? nil : "is not an FFV1 frame"
    }
  }

  /// Its keyframes need not be where the colours' are: libvpx chooses them by the opacities.
  private func problem(withOpacity bytes: [UInt8]) -> String? {
    guard format.hasOpacityBesideFrames else { return nil }
    guard let frames = VP9Frames(bytes) else { return "has opacities whose parts do not add up" }
    return frames.problem(isKeyframe: nil, size: format.size).map { "has opacities whose picture \($0)" }
  }

  private func problem(
    with bytes: [UInt8], isKeyframe: Bool, kind: (ArraySlice<UInt8>) -> NALUnit?
  ) -> String? {
    guard let units = NALUnits(bytes) else { return "has parts that do not add up" }
    var hasSlice = false
    for range in units.ranges {
      switch kind(bytes[range]) {
      case .slice(let isFirst, let isOfKeyframe):
        // The first slice of a second picture would also be a first one.
        guard isFirst != hasSlice else {
          return hasSlice ? "shows 2 frames" : "does not start at the beginning of a frame"
        }
        guard isOfKeyframe == isKeyframe else {
          return isKeyframe ? "is not a keyframe" : "is a keyframe but not marked as one"
        }
        hasSlice = true
      case .parameterSet:
        guard parameterSets.contains(bytes[range]) else { return "has another picture format" }
      case .remark: break
      case nil: return "contains something other than a frame"
      }
    }
    return hasSlice ? nil : "shows 0 frames"
  }

  /// Whether `bytes` are a frame of ProRes (SMPTE RDD 36): the sizes of frame, picture and slices add up, and the frame has the size and the chroma of
  /// `format`.
  private static func isProRes(_ bytes: [UInt8], format: StreamFormat) -> Bool {
    func number(_ place: Int, _ byteCount: Int) -> Int? {
      guard place >= 0, byteCount <= bytes.count - place else { return nil }
      return bytes[place..<place + byteCount].reduce(0) { $0 << 8 | Int($1) }
    }
    let (frameHeader, pictureHeaderByteCount) = (8, 8)
    let chroma = format.layout.chroma == .yuv444 ? 3 : 2
    guard number(0, 4) == bytes.count, number(4, 4) == 0x6963_7066, let headerByteCount = number(frameHeader, 2),
      number(frameHeader + 8, 2) == format.size.width, number(frameHeader + 10, 2) == format.size.height,
      number(frameHeader + 12, 1).map({ $0 >> 6 }) == chroma
    else { return false }
    let picture = frameHeader + headerByteCount
    guard number(picture, 1) == pictureHeaderByteCount << 3, number(picture + 1, 4) == bytes.count - picture,
      let sliceCount = number(picture + 5, 2), sliceCount > 0
    else { return false }
    let table = picture + pictureHeaderByteCount
    let sliceByteCounts = (0..<sliceCount).map { number(table + 2 * $0, 2) ?? 0 }
    return table + 2 * sliceCount + sliceByteCounts.reduce(0, +) == bytes.count
  }

  /// Whether `bytes` are a keyframe of FFV1 version 3 with checksums (RFC 9043): slices whose sizes, stored at their
  /// ends, add up, and whose checksums match.
  private static func isFFV1(_ bytes: [UInt8]) -> Bool {
    // The keyframe's bit is the first that the range coder holds: set, where what it begins with is not below the middle of the range.
    guard bytes.count >= 2, Int(bytes[0]) << 8 | Int(bytes[1]) >= 0x7F80 else { return false }
    // Bytes of a slice's size, its status and its checksum; the size counts none of them.
    let footerByteCount = 8
    var end = bytes.count
    for _ in 0..<FilmEncoder.ffv1SliceCount {
      guard end > footerByteCount else { return false }
      let footer = end - footerByteCount
      let size = bytes[footer..<footer + 3].reduce(0) { $0 << 8 | Int($1) }
      guard size > 0, size <= footer else { return false }
      let start = footer - size
      let checksum = bytes[start..<end].withUnsafeBufferPointer { slice in
        av_crc(av_crc_get_table(AV_CRC_32_IEEE), 0, slice.baseAddress, slice.count)
      }
      guard checksum == 0 else { return false }
      end = start
    }
    return end == 0
  }
}
