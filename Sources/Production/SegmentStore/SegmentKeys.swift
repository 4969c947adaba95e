import Animation
import Foundation
import FractalMath
import Rendering
import VideoEncoding

/// Names each segment of a film by a hash of all that its bytes depend on: equal keys, equal segments, whatever film they are in.
///
/// That is the evaluated parameters of its frames, bit for bit; what the preset says besides its texts and its tracks; the encoder's
/// settings and what it makes of a picture; the instruction set; and the program's version. Where counts are shared over the whole film, that is all of the preset. A new track must find its way into
/// `append(_:)`, and its key into `evaluatedPaths`; anything else that a preset may say is in the keys by itself.
package struct SegmentKeys: Sendable {
  private let timeline: Timeline
  /// What is the same for all segments.
  private let common: [UInt8]

  /// Keys of a preset that need not be the same in both films: texts that nobody sees in a picture, and what comes to the frames
  /// through their parameters alone.
  private static let evaluatedPaths = [
    ["title"], ["description"], ["author"], ["duration"], ["loop"], ["c"], ["camera"], ["shading", "density"],
    ["shading", "phase"], ["shading", "light", "direction"], ["shading", "light", "height"],
  ]

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
    common.append(block: try Self.lasting(preset))
    if timeline.isEqualized { common.append(block: preset.canonicalJSON.utf8) }
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
    for number in [
      parameters.juliaConstant.real, parameters.juliaConstant.imaginary, parameters.camera.center.real,
      parameters.camera.center.imaginary, parameters.camera.width, parameters.camera.rotationDegrees,
      parameters.palettePhase, parameters.paletteDensity, parameters.light.directionDegrees,
      parameters.light.heightDegrees,
    ] {
      bytes.append(littleEndian: number.bitPattern)
    }
  }

  /// What `preset` says that is not evaluated for each frame, as JSON with its keys in order.
  private static func lasting(_ preset: Preset) throws -> Data {
    var object = try JSONSerialization.jsonObject(with: Data(preset.canonicalJSON.utf8)) as? [String: Any] ?? [:]
    for path in evaluatedPaths { remove(path[...], from: &object) }
    return try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
  }

  private static func remove(_ path: ArraySlice<String>, from object: inout [String: Any]) {
    guard let key = path.first else { return }
    if path.count == 1 {
      object[key] = nil
    } else if var inner = object[key] as? [String: Any] {
      remove(path.dropFirst(), from: &inner)
      object[key] = inner
    }
  }
}
