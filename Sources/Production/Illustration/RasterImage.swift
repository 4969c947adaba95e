import FractalMath
import VideoEncoding

/// A picture for drawing: 8-bit sRGB, row 0 at the top. Colours are mixed in linear light.
package struct RasterImage: Sendable {
  /// Columns and rows.
  package let size: FrameSize
  /// Red, green and blue of each pixel, row by row without gaps.
  private var samples: [UInt8]

  /// A picture of one colour.
  package init(size: FrameSize, color: LinearRGB) {
    self.size = size
    let pixel = SRGBColor(color)
    samples = [UInt8](unsafeUninitializedCapacity: 3 * size.pixelCount) { buffer, count in
      count = 3 * size.pixelCount
      for index in 0..<size.pixelCount {
        (buffer[3 * index], buffer[3 * index + 1], buffer[3 * index + 2]) = (pixel.red, pixel.green, pixel.blue)
      }
    }
  }

  /// The colour of a pixel, which must exist.
  package subscript(column: Int, row: Int) -> SRGBColor {
    get {
      let first = 3 * (row * size.width + column)
      return SRGBColor(red: samples[first], green: samples[first + 1], blue: samples[first + 2])
    }
    set {
      let first = 3 * (row * size.width + column)
      (samples[first], samples[first + 1], samples[first + 2]) = (newValue.red, newValue.green, newValue.blue)
    }
  }

  /// Covers a share of a pixel, 0…1, with `color`.
  mutating func blend(_ color: LinearRGB, coverage: Double, column: Int, row: Int) {
    let below = LinearRGB(self[column, row])
    self[column, row] = SRGBColor(
      LinearRGB(
        red: below.red + (color.red - below.red) * coverage,
        green: below.green + (color.green - below.green) * coverage,
        blue: below.blue + (color.blue - below.blue) * coverage))
  }

  /// Fills whole pixels; parts outside the picture are ignored.
  mutating func fill(columns: Range<Int>, rows: Range<Int>, _ color: LinearRGB) {
    let pixel = SRGBColor(color)
    for row in rows.clamped(to: 0..<size.height) {
      for column in columns.clamped(to: 0..<size.width) { self[column, row] = pixel }
    }
  }

  /// Draws `picture`.
  ///
  /// - Parameters:
  ///   - picture: in the layout `rgb24`, or in `rgba32`, which is drawn over a checkerboard.
  ///   - column: the position of its left edge; all of it must be within this picture.
  ///   - row: the position of its upper edge.
  mutating func draw(_ picture: Picture, column: Int, row: Int) {
    let plane = picture.planes[0]
    guard picture.layout == .rgb24 else { return drawOverCheckerboard(picture, column: column, row: row) }
    for y in 0..<picture.size.height {
      let source = plane.base + y * plane.rowStride
      let target = 3 * ((row + y) * size.width + column)
      for index in 0..<3 * picture.size.width { samples[target + index] = source[index] }
    }
  }

  /// Draws `picture`, in the layout `rgba32`, in linear light over the squares by which programs show what is seen through.
  private mutating func drawOverCheckerboard(_ picture: Picture, column: Int, row: Int) {
    let plane = picture.planes[0]
    let light = (0..<256).map { SRGBTransfer.linear(Double($0) / 255) }
    for y in 0..<picture.size.height {
      for x in 0..<picture.size.width {
        let source = plane.base + y * plane.rowStride + 4 * x
        let opacity = Double(source[3]) / 255
        let isDark = (x / IllustrationColors.checkerSide + y / IllustrationColors.checkerSide).isMultiple(of: 2)
        let behind = isDark ? IllustrationColors.darkChecker : IllustrationColors.lightChecker
        func mixed(_ part: UInt8, _ behind: Double) -> Double { light[Int(part)] * opacity + behind * (1 - opacity) }
        self[column + x, row + y] = SRGBColor(
          LinearRGB(
            red: mixed(source[0], behind.red), green: mixed(source[1], behind.green),
            blue: mixed(source[2], behind.blue)))
      }
    }
  }

  /// Draws `image`, as wide as this one, from `row` on.
  mutating func draw(_ image: RasterImage, row: Int) {
    precondition(image.size.width == size.width && row + image.size.height <= size.height, "a picture out of place")
    samples.replaceSubrange(3 * row * size.width..<3 * (row + image.size.height) * size.width, with: image.samples)
  }

  /// The bytes of a PNG file that shows this picture.
  ///
  /// - Throws: if the picture is too large for the encoder, or memory is short.
  package func png() throws(LibAVError) -> [UInt8] {
    var encoder = try PNGEncoder(size: size)
    let picture = try PicturePool(size: size, layout: .rgb24).take()
    let plane = picture.planes[0]
    for row in 0..<size.height {
      let line = plane.base + row * plane.rowStride
      for index in 0..<3 * size.width { line[index] = samples[3 * row * size.width + index] }
    }
    return try encoder.encode(picture)
  }
}

extension SRGBColor {
  /// The colour nearest to `light`; values outside the gamut are clipped.
  init(_ light: LinearRGB) {
    func code(_ x: Double) -> UInt8 { UInt8((SRGBTransfer.encoded(x) * 255).rounded()) }
    self.init(red: code(light.red), green: code(light.green), blue: code(light.blue))
  }
}
