import Animation
import FilmFormat
import Foundation
import FractalMath
import ShippedPresets
import VideoEncoding

/// Small films of every kind that juliareel writes.
enum FilmSeeds {
  private static let frameCount = 3
  /// The least that every encoder takes.
  private static let size = FrameSize(width: 64, height: 64)

  /// A segment of each codec.
  static var segments: [EncodedSegment] {
    get throws { try VideoCodec.allCases.map(segment) }
  }

  /// A film of each codec in each container that holds it, with a recipe.
  static var films: [[UInt8]] {
    get throws {
      let recipe = try Preset.load(bytes: PresetLibrary.entries[0].bytes, name: "seed").canonicalJSON
      return try segments.flatMap { segment in
        try Container.allCases.filter { $0.codecs.contains(segment.format.codec) }.map { container in
          let metadata = FilmMetadata(title: "seed", artist: "a", description: "d", comment: recipe)
          var writer = try FilmWriter(path: FuzzedFile.path, container: container, metadata: metadata)
          try writer.append(segment)
          try writer.finish()
          return Array(try Data(contentsOf: URL(fileURLWithPath: FuzzedFile.path)))
        }
      }
    }
  }

  private static func segment(of codec: VideoCodec) throws -> EncodedSegment {
    let settings = EncoderSettings(codec: codec, rate: .quality(0))
    var encoder = try SegmentEncoder(size: size, frameRate: frameRate, settings: settings)
    let pool = try PicturePool(size: size, layout: settings.layout)
    for frame in 0..<frameCount {
      let picture = try pool.take()
      for (plane, step) in zip(
        picture.planes, [1, settings.layout.chroma?.rows ?? 1, settings.layout.chroma?.rows ?? 1])
      {
        // Of ten bits the high byte holds two: 0 to 3.
        let value = settings.layout.bitDepth > 8 ? 1 : 64 + 20 * frame
        memset(plane.base, CInt(value), plane.rowStride * (size.height / step))
      }
      try encoder.append(picture)
    }
    return try encoder.finish()
  }

  private static var frameRate: FrameRate {
    guard let rate = FrameRate(numerator: 25) else { preconditionFailure("25 frames per second are allowed") }
    return rate
  }
}
