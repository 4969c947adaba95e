import FilmFormat
import FractalMath

/// Where the planes of a picture lie in its one buffer.
struct PictureGeometry: Sendable {
  /// One plane's place.
  struct PlaneGeometry: Sendable {
    /// Bytes from the buffer's first aligned address.
    let offset: Int
    /// Bytes from row to row.
    let rowStride: Int
    /// Rows of samples.
    let rowCount: Int
  }

  /// A cache line, and the widest vector register (AVX-512): rows start aligned and two rows never share a line.
  static let alignment = 64
  /// 256 colours of four bytes (libav's `AVPALETTE_SIZE`).
  static let paletteByteCount = 1024

  let planes: [PlaneGeometry]
  /// Bytes to allocate: all planes, room to align the first, and a line for loads that reach past the last pixel.
  let byteCount: Int

  init(size: FrameSize, layout: PixelLayout) {
    var planes: [PlaneGeometry] = []
    var end = 0
    func addPlane(rowBytes: Int, rows: Int) {
      let rowStride = Self.aligned(rowBytes)
      planes.append(PlaneGeometry(offset: end, rowStride: rowStride, rowCount: rows))
      end += rowStride * rows
    }
    switch layout {
    case .yuv420, .yuv422, .yuv444, .yuv420TenBit, .yuv422TenBit, .yuv444TenBit, .yuva420, .yuva422, .yuva444,
      .yuva420TenBit, .yuva422TenBit, .yuva444TenBit:
      let chroma = layout.chroma ?? .yuv444
      let rowBytes = size.width * layout.bytesPerSample
      addPlane(rowBytes: rowBytes, rows: size.height)
      addPlane(rowBytes: rowBytes / chroma.columns, rows: size.height / chroma.rows)
      addPlane(rowBytes: rowBytes / chroma.columns, rows: size.height / chroma.rows)
      if layout.hasOpacity { addPlane(rowBytes: rowBytes, rows: size.height) }
    case .rgb24, .rgb48:
      addPlane(rowBytes: size.width * 3 * layout.bytesPerSample, rows: size.height)
    case .rgba32, .rgba64, .bgra32:
      addPlane(rowBytes: size.width * 4 * layout.bytesPerSample, rows: size.height)
    case .palette8:
      addPlane(rowBytes: size.width, rows: size.height)
      addPlane(rowBytes: Self.paletteByteCount, rows: 1)
    }
    self.planes = planes
    byteCount = end + 2 * Self.alignment
  }

  /// The smallest multiple of `alignment` that is not below `value`.
  static func aligned(_ value: Int) -> Int {
    (value + alignment - 1) & ~(alignment - 1)
  }
}
