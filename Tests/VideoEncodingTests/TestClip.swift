import FilmFormat
import FractalMath
import VideoEncoding

/// A smooth pattern that moves: any frame's samples by formula, to fill pictures and to compare decoded ones with.
struct TestClip {
  let size: FrameSize
  let layout: PixelLayout

  /// Width in bytes and height in rows of each plane.
  var planeExtents: [(width: Int, height: Int)] {
    if let step = layout.chroma {
      let chroma = (width: size.width / step.columns, height: size.height / step.rows)
      let whole = (width: size.width, height: size.height)
      return ([whole, chroma, chroma] + (layout.hasOpacity ? [whole] : [])).map {
        ($0.width * layout.bytesPerSample, $0.height)
      }
    }
    switch layout {
    case .rgba32, .rgba64, .bgra32: return [(size.width * 4 * layout.bytesPerSample, size.height)]
    case .palette8: return [(size.width, size.height), (1024, 1)]
    default: return [(size.width * 3 * layout.bytesPerSample, size.height)]
    }
  }

  /// A triangle wave along a diagonal that shifts with the frame and runs another way in each plane; within 16…235.
  ///
  /// Of samples of two bytes the high one, which is the second of ten bits, holds two bits of it; the low one what is left.
  func sample(plane: Int, x: Int, y: Int, frame: Int) -> UInt8 {
    guard layout.bitDepth == 10 else { return code(plane: plane, x: x, y: y, frame: frame) }
    let tenBits = Int(code(plane: plane, x: x / 2, y: y, frame: frame)) * 4
    return UInt8(truncatingIfNeeded: x.isMultiple(of: 2) ? tenBits : tenBits >> 8)
  }

  private func code(plane: Int, x: Int, y: Int, frame: Int) -> UInt8 {
    let phase = (x * (plane + 1) + y * (3 - plane) + frame * 5 + plane * 90) % 438
    return UInt8(16 + min(phase, 438 - phase))
  }

  /// All samples of a frame, plane after plane without gaps.
  func samples(frame: Int) -> [[UInt8]] {
    planeExtents.enumerated().map { plane, extent in
      (0..<extent.height).flatMap { y in
        (0..<extent.width).map { x in sample(plane: plane, x: x, y: y, frame: frame) }
      }
    }
  }

  /// Draws a frame into `picture`.
  func draw(frame: Int, into picture: Picture) {
    for (plane, extent) in planeExtents.enumerated() {
      let target = picture.planes[plane]
      for y in 0..<extent.height {
        let row = target.base + y * target.rowStride
        for x in 0..<extent.width { row[x] = sample(plane: plane, x: x, y: y, frame: frame) }
      }
    }
  }

  /// The clip's `frames`, encoded as one segment.
  func segment(
    _ frames: Range<Int>, frameRate: FrameRate, settings: EncoderSettings = EncoderSettings()
  ) throws -> EncodedSegment {
    var encoder = try SegmentEncoder(size: size, frameRate: frameRate, settings: settings)
    let pool = try PicturePool(size: size, layout: settings.layout)
    for frame in frames {
      let picture = try pool.take()
      draw(frame: frame, into: picture)
      try encoder.append(picture)
    }
    return try encoder.finish()
  }

  /// The clip's first frames, in segments of `lengths`.
  func segments(
    _ lengths: [Int], frameRate: FrameRate, settings: EncoderSettings = EncoderSettings()
  ) throws -> [EncodedSegment] {
    var start = 0
    return try lengths.map { length in
      defer { start += length }
      return try segment(start..<start + length, frameRate: frameRate, settings: settings)
    }
  }

  /// Writes a film of the clip's first frames, in segments of `lengths`.
  func write(
    segments lengths: [Int], to path: String, container: Container, frameRate: FrameRate,
    settings: EncoderSettings = EncoderSettings(), metadata: FilmMetadata = FilmMetadata()
  ) throws {
    let segments = try segments(lengths, frameRate: frameRate, settings: settings)
    try FilmWriter.write(segments, to: path, container: container, metadata: metadata)
  }
}

extension FilmWriter {
  /// Writes a film of `segments`.
  static func write(
    _ segments: [EncodedSegment], to path: String, container: Container, metadata: FilmMetadata = FilmMetadata()
  ) throws(LibAVError) {
    var writer = try FilmWriter(path: path, container: container, metadata: metadata)
    for segment in segments { try writer.append(segment) }
    try writer.finish()
  }
}
