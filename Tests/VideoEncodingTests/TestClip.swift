import FractalMath
import VideoEncoding

/// A smooth pattern that moves: any frame's samples by formula, to fill pictures and to compare decoded ones with.
struct TestClip {
  let size: FrameSize
  let layout: PixelLayout

  /// Width in samples and height in rows of each plane.
  var planeExtents: [(width: Int, height: Int)] {
    switch layout {
    case .yuv420:
      let chroma = (width: size.width / 2, height: size.height / 2)
      return [(size.width, size.height), chroma, chroma]
    case .rgb24:
      return [(size.width * 3, size.height)]
    }
  }

  /// A triangle wave along a diagonal that shifts with the frame and runs another way in each plane; within 16…235.
  func sample(plane: Int, x: Int, y: Int, frame: Int) -> UInt8 {
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

  /// Writes a film of the clip's first frames.
  func write(
    frameCount: Int, to path: String, container: Container, frameRate: FrameRate,
    settings: EncoderSettings = EncoderSettings(), metadata: FilmMetadata = FilmMetadata()
  ) throws {
    var writer = try FilmWriter(
      path: path, container: container, size: size, frameRate: frameRate, settings: settings, metadata: metadata)
    let pool = try PicturePool(size: size, layout: layout)
    for frame in 0..<frameCount {
      let picture = try pool.take()
      draw(frame: frame, into: picture)
      try writer.append(picture)
    }
    try writer.finish()
  }
}
