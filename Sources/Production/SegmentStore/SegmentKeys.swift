import Animation
import Foundation
import FractalMath
import Rendering
import VideoEncoding

/// Computes the cache key of each segment of a film, a hash of everything that its bytes depend on: equal keys, equal
/// segments, in any film.
///
/// The hash covers the evaluated parameters of its frames, bit for bit (`FrameParameters.numbers`); the preset's values
/// that are the same for all frames (`Preset.lastingJSON`); the encoder's settings and its output for a test picture;
/// the instruction set; and the program's version. With equalized colours, which depend on the whole film, it covers
/// the whole preset. A new preset key is included automatically, unless its schema marks it as one that is reflected in
/// frames' parameters.
package struct SegmentKeys: Sendable {
  private let timeline: Timeline
  /// The part that is the same for all segments.
  private let common: [UInt8]

  /// The keys of the segments of `preset`'s film, computed with `options`.
  ///
  /// - Parameter encoder: what the film is encoded with.
  package init(preset: Preset, timeline: Timeline, options: RenderingOptions, encoder: EncoderIdentity) throws {
    self.timeline = timeline
    var common: [UInt8] = []
    for text in [
      ProgramVersion.current, "\(SegmentFile.form)", options.instructionSet.rawValue, encoder.settings,
      encoder.libraries,
    ] {
      common.append(block: text.utf8)
    }
    common.append(block: preset.lastingJSON.utf8)
    if timeline.isEqualized { common.append(block: preset.pictures.canonicalJSON.utf8) }
    self.common = common
  }

  /// The key of a segment of `frames`.
  ///
  /// - Complexity: O(frames).
  package func key(ofFrames frames: Range<Int>) -> ContentHash {
    var bytes = common
    bytes.append(littleEndian: UInt32(frames.count))
    for frame in frames { Self.append(timeline.parameters(at: frame), to: &bytes) }
    return ContentHash(of: bytes)
  }

  /// Appends every number of `parameters`.
  package static func append(_ parameters: FrameParameters, to bytes: inout [UInt8]) {
    for number in parameters.numbers { bytes.append(littleEndian: number.bitPattern) }
  }
}

/// A SHA-256 (FIPS 180-4) that identifies contents.
package struct ContentHash: Hashable, Sendable {
  /// `byteCount` bytes.
  package let bytes: [UInt8]

  /// Bytes of a hash.
  package static let byteCount = SHA256Digest.byteCount

  /// The hash of `contents`.
  package init(of contents: some DataProtocol) {
    var digest = SHA256Digest()
    for region in contents.regions { region.withUnsafeBytes { digest.add($0) } }
    bytes = digest.finish()
  }

  /// The hash that consists of `bytes`; `nil` if their number is wrong.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = Array(bytes)
  }

  /// Two lower-case digits per byte.
  package var hexadecimal: String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
