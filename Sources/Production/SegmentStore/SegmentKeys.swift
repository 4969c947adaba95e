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
  private let timeline: FilmTimeline
  /// The part that is the same for all segments.
  private let common: [UInt8]
  /// The part that is the same for all frames of each scene.
  private let scenes: [[UInt8]]

  /// The keys of the segments of `preset`'s film, computed with `options`.
  ///
  /// - Parameter encoder: what the film is encoded with.
  package init(
    preset: Preset, timeline: FilmTimeline, options: RenderingOptions, encoder: EncoderIdentity
  ) throws {
    self.timeline = timeline
    var common: [UInt8] = []
    for text in [
      ProgramVersion.current, "\(SegmentFile.form)", options.instructionSet.rawValue, encoder.settings,
      encoder.libraries,
    ] {
      common.append(block: text.utf8)
    }
    self.common = common
    let presets = preset.scenes.isEmpty ? [preset] : preset.scenes.map(\.preset)
    scenes = zip(presets, timeline.scenes).map { preset, scene in
      var bytes: [UInt8] = []
      bytes.append(block: preset.lastingJSON.utf8)
      if scene.isEqualized { bytes.append(block: preset.pictures.canonicalJSON.utf8) }
      return bytes
    }
  }

  /// The key of a segment of `frames`. One that shows a single scene has the key that it has in that scene's own film.
  ///
  /// - Complexity: O(frames).
  package func key(ofFrames frames: Range<Int>) -> ContentHash {
    let shown = frames.map(timeline.frame(at:))
    var order: [Int] = []
    for scene in shown.flatMap({ $0.layers.map(\.scene) }) where !order.contains(scene) { order.append(scene) }
    var bytes = order.reduce(into: common) { $0 += scenes[$1] }
    bytes.append(littleEndian: UInt32(frames.count))
    for frame in shown {
      Self.append(frame.parameters, to: &bytes)
      if order.count > 1 || frame.transition != nil { Self.append(placeOf: frame, among: order, to: &bytes) }
    }
    return ContentHash(of: bytes)
  }

  /// Appends every number of `parameters`.
  package static func append(_ parameters: FrameParameters, to bytes: inout [UInt8]) {
    for number in parameters.numbers { bytes.append(littleEndian: number.bitPattern) }
  }

  /// Appends which of the scenes in `order` a frame shows, and its transition.
  private static func append(placeOf frame: FilmFrame, among order: [Int], to bytes: inout [UInt8]) {
    func place(_ scene: Int) -> UInt32 { UInt32(order.firstIndex(of: scene) ?? 0) }
    bytes.append(block: "scene".utf8)
    bytes.append(littleEndian: place(frame.scene))
    guard let transition = frame.transition else { return }
    bytes.append(littleEndian: UInt32(transition.share))
    switch transition.other {
    case .color(let color): bytes.append(block: "color \(color)".utf8)
    case .scene(let scene, let parameters):
      bytes.append(block: "dissolve".utf8)
      bytes.append(littleEndian: place(scene))
      append(parameters, to: &bytes)
    }
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
