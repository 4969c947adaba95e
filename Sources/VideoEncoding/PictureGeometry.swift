import FractalMath

/// Where the planes of a picture lie in its one buffer.
struct PictureGeometry: Sendable {
  /// One plane's place.
  struct PlaneGeometry: Sendable {
    /// Bytes from the buffer's first aligned address.
    let offset: Int
    /// Bytes from row to row.
    let rowStride: Int
  }

  /// A cache line, and the widest vector register (AVX-512): rows start aligned and two rows never share a line.
  static let alignment = 64

  let planes: [PlaneGeometry]
  /// Bytes to allocate: all planes, room to align the first, and a line for loads that reach past the last pixel.
  let byteCount: Int

  init(size: FrameSize, layout: PixelLayout) {
    var planes: [PlaneGeometry] = []
    var end = 0
    func addPlane(rowBytes: Int, rows: Int) {
      let rowStride = Self.aligned(rowBytes)
      planes.append(PlaneGeometry(offset: end, rowStride: rowStride))
      end += rowStride * rows
    }
    switch layout {
    case .yuv420:
      addPlane(rowBytes: size.width, rows: size.height)
      addPlane(rowBytes: size.width / 2, rows: size.height / 2)
      addPlane(rowBytes: size.width / 2, rows: size.height / 2)
    case .rgb24:
      addPlane(rowBytes: size.width * 3, rows: size.height)
    }
    self.planes = planes
    byteCount = end + 2 * Self.alignment
  }

  /// The smallest multiple of `alignment` that is not below `value`.
  static func aligned(_ value: Int) -> Int {
    (value + alignment - 1) & ~(alignment - 1)
  }
}
