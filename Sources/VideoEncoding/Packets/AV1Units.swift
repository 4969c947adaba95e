/// The units of a frame, or of a stream's header, in AV1: "open bitstream units" (AV1 Bitstream & Decoding Process Specification, 5.3).
struct AV1Units {
  /// A unit.
  struct Unit {
    /// Its kind, by the specification's number.
    let kind: Int
    /// What is in it, without its own header.
    let contents: ArraySlice<UInt8>
  }

  /// The units, in order.
  let units: [Unit]

  /// The units of `bytes`; `nil` if their sizes do not add up.
  ///
  /// - Complexity: O(units).
  init?(_ bytes: [UInt8]) {
    var units: [Unit] = []
    var rest = bytes[...]
    while let header = rest.popFirst() {
      // Of the header's bits the first and the last are 0, the third from the end tells of layers, which we have not, and the second
      // from the end is set where a size follows.
      guard header & 0b1000_0111 == 0b10, let size = Self.takeSize(from: &rest), size <= rest.count else { return nil }
      units.append(Unit(kind: Int(header >> 3), contents: rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    self.units = units
  }

  /// The size in front of `bytes`, seven bits a byte, the lowest first.
  private static func takeSize(from bytes: inout ArraySlice<UInt8>) -> Int? {
    var size = 0
    // Five bytes hold more than 32 bits, the largest size.
    for position in 0..<5 {
      guard let byte = bytes.popFirst() else { return nil }
      size |= Int(byte & 0x7F) << (7 * position)
      if byte & 0x80 == 0 { return size }
    }
    return nil
  }

  /// The reason why these are not the units of one frame, to follow the packet's number; `nil` if they are.
  ///
  /// - Parameter sequence: the stream's sequence header; `nil` if unknown.
  func problem(isKeyframe: Bool, sequence: Sequence?) -> String? {
    var shownFrames = 0
    var isFirstFrame = true
    var hasSequence = false
    for unit in units {
      switch Kind(rawValue: unit.kind) {
      case .sequenceHeader:
        guard sequence == nil || Sequence(unit.contents) == sequence else { return "has another picture format" }
        hasSequence = true
      case .frame, .frameHeader:
        var bits = HeaderBits(unit.contents)
        let (isRepeated, kind, isShown) = (bits.bit(), bits.number(2), bits.bit())
        guard !bits.isBeyondEnd else { return "is truncated" }
        if isFirstFrame {
          let isShownKeyframe = !isRepeated && kind == 0 && isShown
          if isKeyframe && !(isShownKeyframe && hasSequence) { return "is not a keyframe" }
          if isShownKeyframe && !isKeyframe { return "is a keyframe but not marked as one" }
          isFirstFrame = false
        }
        if isRepeated || isShown { shownFrames += 1 }
      case .temporalDelimiter, .tileGroup, .metadata, .redundantFrameHeader, .padding: break
      case nil: return "contains something other than a frame"
      }
    }
    return shownFrames == 1 ? nil : "shows \(shownFrames) frames"
  }

  private enum Kind: Int {
    case sequenceHeader = 1
    case temporalDelimiter = 2
    case frameHeader = 3
    case tileGroup = 4
    case metadata = 5
    case frame = 6
    case redundantFrameHeader = 7
    case padding = 15
  }

  /// The picture-related part of a sequence header. The rest may differ between the stream's header and the packets:
  /// SVT-AV1 knows some of it only after the first picture.
  struct Sequence: Equatable {
    let profile: Int
    let width: Int
    let height: Int

    /// The first sequence header in `units`; `nil` if there is no readable one.
    init?(in units: AV1Units?) {
      guard let unit = units?.units.first(where: { $0.kind == Kind.sequenceHeader.rawValue }) else { return nil }
      self.init(unit.contents)
    }

    /// The header in `contents` (5.5 of the specification); `nil` for one with timing information, which our encoder does not write.
    init?(_ contents: ArraySlice<UInt8>) {
      var bits = HeaderBits(contents)
      profile = bits.number(3)
      let (isStill, isReduced, hasTiming, hasDelay) = (bits.bit(), bits.bit(), bits.bit(), bits.bit())
      guard !isStill, !isReduced, !hasTiming, !hasDelay else { return nil }
      for _ in 0...bits.number(5) {
        _ = bits.number(12)
        if bits.number(5) > 7 { _ = bits.bit() }
      }
      let (widthBits, heightBits) = (bits.number(4) + 1, bits.number(4) + 1)
      width = bits.number(widthBits) + 1
      height = bits.number(heightBits) + 1
      guard !bits.isBeyondEnd else { return nil }
    }
  }
}
