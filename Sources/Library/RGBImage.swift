import FilmFormat
import FractalMath
import Production
import VideoEncoding

/// A picture in memory: rows from the top, pixels from the left, three bytes each, in sRGB.
public struct RGBImage: Hashable, Sendable {
  /// A pixel's colour.
  public struct Pixel: Hashable, Sendable, CustomStringConvertible {
    /// The components, 0…255, encoded as sRGB.
    public let red, green, blue: UInt8

    /// The colour as `#rrggbb`.
    public var description: String { "\(SRGBColor(red: red, green: green, blue: blue))" }
  }

  /// Pixels per row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// Red, green and blue of each pixel, without gaps: 3 · `width` · `height` bytes.
  public let bytes: [UInt8]

  /// The picture with the given bytes, 3 · `width` · `height` of them.
  public init(width: Int, height: Int, bytes: [UInt8]) {
    precondition(
      width > 0 && height > 0 && bytes.count == 3 * width * height, "\(bytes.count) bytes for \(width)×\(height) pixels"
    )
    self.width = width
    self.height = height
    self.bytes = bytes
  }

  /// Copies `picture`, which has the layout `rgb24`.
  init(_ picture: Picture) {
    let (width, height) = (picture.size.width, picture.size.height)
    self.init(
      width: width, height: height,
      bytes: [UInt8](unsafeUninitializedCapacity: 3 * width * height) { buffer, count in
        let plane = picture.planes[0]
        for row in 0..<height {
          let source = UnsafeBufferPointer(start: plane.base + row * plane.rowStride, count: 3 * width)
          _ = buffer[(3 * width * row)...].initialize(fromContentsOf: source)
        }
        count = 3 * width * height
      })
  }

  /// The pixel in column `x` from the left and row `y` from the top, both counted from 0.
  public subscript(x: Int, y: Int) -> Pixel {
    precondition((0..<width).contains(x) && (0..<height).contains(y), "no pixel (\(x), \(y)) in \(width)×\(height)")
    let first = 3 * (y * width + x)
    return Pixel(red: bytes[first], green: bytes[first + 1], blue: bytes[first + 2])
  }

  /// The bytes of a PNG file that shows the picture.
  public func png() throws(FilmError) -> [UInt8] {
    try FilmError.wrapping {
      let size = FrameSize(width: width, height: height)
      var encoder = try PNGEncoder(size: size)
      let picture = try PicturePool(size: size, layout: .rgb24).take()
      let plane = picture.planes[0]
      bytes.withUnsafeBufferPointer { source in
        for row in 0..<height {
          _ = UnsafeMutableBufferPointer(start: plane.base + row * plane.rowStride, count: 3 * width)
            .update(fromContentsOf: source[(3 * width * row)..<(3 * width * (row + 1))])
        }
      }
      return try encoder.encode(picture)
    }
  }

  /// Writes the picture as a PNG file, which gets its name when it is complete.
  public func writePNG(to path: String) throws(FilmError) {
    let file = try png()
    try FilmError.wrapping { try PendingFile(path: path, among: PartialFiles()).commit(file) }
  }
}
