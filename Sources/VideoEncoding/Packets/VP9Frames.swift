import FractalMath

/// The frames in a packet of VP9: one that is shown, and before it perhaps others that are not (VP9 Bitstream & Decoding Process
/// Specification, annex B).
struct VP9Frames {
  private let frames: [ArraySlice<UInt8>]

  /// The frames of `bytes`; `nil` where their sizes do not add up.
  init?(_ bytes: [UInt8]) {
    guard let marker = bytes.last else { return nil }
    let count = Int(marker & 7) + 1
    let sizeByteCount = Int(marker >> 3 & 3) + 1
    let indexByteCount = 2 + count * sizeByteCount
    guard marker & 0xE0 == 0xC0, bytes.count >= indexByteCount, bytes[bytes.count - indexByteCount] == marker else {
      frames = [bytes[...]]
      return
    }
    var found: [ArraySlice<UInt8>] = []
    var rest = bytes.dropLast(indexByteCount)
    var index = bytes.suffix(indexByteCount).dropFirst()
    for _ in 0..<count {
      let size = index.prefix(sizeByteCount).reversed().reduce(0) { $0 << 8 | Int($1) }
      index = index.dropFirst(sizeByteCount)
      guard size > 0, size <= rest.count else { return nil }
      found.append(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    guard rest.isEmpty else { return nil }
    frames = found
  }

  /// The reason why these are not the frames that show one picture of `size`, to follow the packet's number; `nil` if
  /// they are. Without `isKeyframe`, the first frame may be a keyframe or not.
  func problem(isKeyframe: Bool?, size: FrameSize) -> String? {
    var shownFrames = 0
    for (index, frame) in frames.enumerated() {
      guard let header = Header(frame) else { return "is not a VP9 frame" }
      if header.isShown { shownFrames += 1 }
      if index == 0, let isKeyframe, header.isKeyframe != isKeyframe {
        return isKeyframe ? "is not a keyframe" : "is a keyframe but not marked as one"
      }
      if let width = header.width, let height = header.height, (width, height) != (size.width, size.height) {
        return "has pictures of another size"
      }
    }
    return shownFrames == 1 ? nil : "shows \(shownFrames) frames"
  }

  /// The beginning of a frame (6.2 of the specification).
  private struct Header {
    let isKeyframe: Bool
    let isShown: Bool
    /// Of keyframes.
    var width: Int?
    var height: Int?

    init?(_ frame: ArraySlice<UInt8>) {
      var bits = HeaderBits(frame)
      guard bits.number(2) == 2 else { return nil }
      let (low, high) = (bits.number(1), bits.number(1))
      let profile = high << 1 | low
      if profile == 3 && bits.bit() { return nil }
      if bits.bit() {
        (isKeyframe, isShown) = (false, true)
        return
      }
      isKeyframe = !bits.bit()
      isShown = bits.bit()
      _ = bits.bit()
      guard isKeyframe else {
        if bits.isBeyondEnd { return nil }
        return
      }
      guard bits.number(24) == 0x49_83_42 else { return nil }
      // Ten bits, or twelve.
      if profile >= 2 { _ = bits.bit() }
      let sRGB = 7
      let hasChromaSteps = profile == 1 || profile == 3
      if bits.number(3) != sRGB {
        _ = bits.bit()
        if hasChromaSteps { _ = bits.number(3) }
      } else if hasChromaSteps {
        _ = bits.bit()
      }
      width = bits.number(16) + 1
      height = bits.number(16) + 1
      if bits.isBeyondEnd { return nil }
    }
  }
}
