/// The units of a frame, or of a stream's header, in H.264 or HEVC: byte ranges between start codes (ITU-T H.264, annex B).
struct NALUnits {
  /// The ranges of the units, without their start codes; none is empty.
  let ranges: [Range<Int>]

  /// The units of `bytes`; `nil` if these are not units as encoders write them.
  ///
  /// - Complexity: O(bytes).
  init?(_ bytes: [UInt8]) {
    var ranges: [Range<Int>] = []
    var start: Int?
    var zeros = 0
    for (index, byte) in bytes.enumerated() {
      if byte == 0 {
        zeros += 1
        continue
      }
      if byte == 1 && zeros >= 2 {
        // A start code has two zeros, or three.
        guard zeros <= 3 else { return nil }
        let end = index - zeros
        if let start {
          guard start < end else { return nil }
          ranges.append(start..<end)
        } else if end > 0 {
          return nil
        }
        start = index + 1
      } else if start == nil || zeros > 2 || zeros == 2 && byte == 2 {
        // Within a unit encoders insert a 3 after two zeros that could otherwise begin a start code.
        return nil
      }
      zeros = 0
    }
    // A unit ends with a bit that is set.
    guard let start, start < bytes.count, zeros == 0 else { return nil }
    ranges.append(start..<bytes.count)
    self.ranges = ranges
  }
}

/// The kind of a unit, from its first bytes.
enum NALUnit: Equatable {
  /// A part of a picture.
  case slice(isFirst: Bool, isOfKeyframe: Bool)
  /// A part of the stream's header.
  case parameterSet
  /// Something that need not be decoded.
  case remark

  /// The unit of H.264 that begins with `bytes`; `nil` if our encoder writes no such unit.
  init?(h264 bytes: ArraySlice<UInt8>) {
    // The numbers of types are those of ITU-T H.264, table 7-1.
    guard let header = bytes.first, header & 0x80 == 0 else { return nil }
    switch header & 0x1F {
    case 1, 5:
      let isOfKeyframe = header & 0x1F == 5
      var bits = HeaderBits(bytes.dropFirst())
      // The number of the slice's first block, of which 0 is a single bit, then its kind.
      let isFirst = bits.bit()
      if isFirst {
        guard let kind = bits.exponentialGolomb(), (isOfKeyframe ? [2, 7] : [0, 1, 2, 5, 6, 7]).contains(kind) else {
          return nil
        }
      }
      guard !bits.isBeyondEnd else { return nil }
      self = .slice(isFirst: isFirst, isOfKeyframe: isOfKeyframe)
    case 6, 9, 12: self = .remark
    case 7, 8: self = .parameterSet
    default: return nil
    }
  }

  /// The unit of HEVC that begins with `bytes`; `nil` if our encoder writes no such unit.
  init?(hevc bytes: ArraySlice<UInt8>) {
    // The numbers of types are those of ITU-T H.265, table 7-1.
    var bits = HeaderBits(bytes)
    guard !bits.bit() else { return nil }
    let (kind, layer, temporalIdentifierPlusOne) = (bits.number(6), bits.number(6), bits.number(3))
    guard layer == 0, temporalIdentifierPlusOne > 0 else { return nil }
    switch kind {
    case 0...9, 16...21:
      let isFirst = bits.bit()
      guard !bits.isBeyondEnd else { return nil }
      self = .slice(isFirst: isFirst, isOfKeyframe: kind >= 16)
    case 32, 33, 34: self = .parameterSet
    case 35, 38, 39, 40: self = .remark
    default: return nil
    }
  }
}
