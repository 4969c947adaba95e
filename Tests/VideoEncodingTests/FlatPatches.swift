import FilmFormat
import FractalMath
import TestSupport
import VideoEncoding

/// A still film of flat patches in colours of palettes: what comes back after decoding can be told to the code.
struct FlatPatches {
  static let patchExtent = 32
  static let columns = 4
  static let rows = 3
  static let size = FrameSize(width: columns * patchExtent, height: rows * patchExtent)

  /// Black, white, grey, the corners of the gamut and colours from palettes.
  static let colors = [
    "#000000", "#ffffff", "#808080", "#ff0000", "#00ff00", "#0000ff", "#0b1026", "#f4d35e", "#ee964b", "#2e86ab",
    "#5c164e", "#0d3b66",
  ].compactMap { SRGBColor(hex: $0) }

  let layout: PixelLayout

  /// The codes of patch number `patch` in the three planes.
  func codes(ofPatch patch: Int) -> [Int] {
    let color = Self.colors[patch]
    let codes = YCbCr709(
      red: Double(color.red) / 255, green: Double(color.green) / 255, blue: Double(color.blue) / 255)
    let scale = Double(1 << (layout.bitDepth - 8))
    return [codes.luma, codes.blueDifference, codes.redDifference].map { Int(($0 * scale).rounded()) }
  }

  /// Samples from one patch to the next in `plane`.
  func patchSamples(plane: Int) -> (across: Int, down: Int) {
    guard plane > 0, let step = layout.chroma else { return (Self.patchExtent, Self.patchExtent) }
    return (Self.patchExtent / step.columns, Self.patchExtent / step.rows)
  }

  func draw(into picture: Picture) {
    for (number, plane) in picture.planes.enumerated() {
      let patch = patchSamples(plane: number)
      for y in 0..<patch.down * Self.rows {
        let row = plane.base + y * plane.rowStride
        for x in 0..<patch.across * Self.columns {
          let code = codes(ofPatch: y / patch.down * Self.columns + x / patch.across)[number]
          if layout.bytesPerSample == 1 {
            row[x] = UInt8(code)
          } else {
            row[2 * x] = UInt8(code & 255)
            row[2 * x + 1] = UInt8(code >> 8)
          }
        }
      }
    }
  }

  /// A film of `frameCount` such pictures in one segment.
  func segment(frameCount: Int, frameRate: FrameRate, settings: EncoderSettings) throws -> EncodedSegment {
    var encoder = try SegmentEncoder(size: Self.size, frameRate: frameRate, settings: settings)
    let picture = try PicturePool(size: Self.size, layout: layout).take()
    draw(into: picture)
    for _ in 0..<frameCount { try encoder.append(picture) }
    return try encoder.finish()
  }

  /// The largest difference, in codes, between the middle of a patch in `frame` and its colour.
  ///
  /// - Parameter extraBits: bits of the frame's samples beyond the layout's.
  func largestError(of frame: DecodedFilm.Frame, extraBits: Int = 0) -> Double {
    let scale = Double(1 << extraBits)
    var largest = 0.0
    for plane in 0..<3 {
      let patch = patchSamples(plane: plane)
      for number in Self.colors.indices {
        // A quarter of a patch from each side, where the neighbours' colours do not reach.
        let (column, row) = (number % Self.columns, number / Self.columns)
        for y in patch.down / 4..<patch.down * 3 / 4 {
          for x in patch.across / 4..<patch.across * 3 / 4 {
            let sample = frame.sample(
              plane: plane, x: column * patch.across + x, y: row * patch.down + y, width: patch.across * Self.columns,
              isDeep: layout.bytesPerSample == 2)
            largest = max(largest, abs(Double(sample) / scale - Double(codes(ofPatch: number)[plane])))
          }
        }
      }
    }
    return largest
  }
}
