import FilmFormat
import FractalMath
import Rendering

/// Memory for pictures in 8-bit 4:2:0, BT.709, limited range: each picture's planes Y′, Cb, Cr in sequence, rows
/// without padding, of translucent pictures also their opacities, 0…255; preceded by room for a header. Colours are straight.
///
/// Proof of Sendable: each picture's bytes are written only by the job that has its target, and read after that job's
/// latch is set; the header is written before any job is submitted.
package final class PreviewPlanes: @unchecked Sendable {
  /// Size of each picture.
  package let size: FrameSize
  /// Number of pictures.
  package let count: Int
  /// Whether pictures have opacities.
  package let hasOpacity: Bool
  /// Bytes before the first picture.
  private let headerByteCount: Int
  private let memory: UnsafeMutableRawBufferPointer

  /// Bytes of a picture of `size`, whose sides are even.
  package static func byteCount(of size: FrameSize, hasOpacity: Bool) -> Int {
    PixelTarget.Format.yuv420.planes(of: size).reduce(hasOpacity ? size.pixelCount : 0) { $0 + $1.rowBytes * $1.rows }
  }

  /// Bytes of each picture.
  package var byteCountOfPicture: Int { Self.byteCount(of: size, hasOpacity: hasOpacity) }

  /// Memory for `count` pictures of `size` behind `header`.
  ///
  /// - Precondition: `size` has even sides.
  package init(size: FrameSize, count: Int, hasOpacity: Bool = false, header: [UInt8]) {
    precondition(PixelTarget.Format.yuv420.fits(size), "\(size) has no whole chroma samples")
    self.size = size
    self.count = count
    self.hasOpacity = hasOpacity
    headerByteCount = header.count
    memory = .allocate(
      byteCount: header.count + count * Self.byteCount(of: size, hasOpacity: hasOpacity), alignment: 64)
    memory.copyBytes(from: header)
  }

  deinit { memory.deallocate() }

  /// Lends the header and all planes to `body`.
  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try body(UnsafeRawBufferPointer(memory))
  }

  /// The target of picture number `index`.
  func target(_ index: Int) -> PixelTarget {
    var place = headerByteCount + index * byteCountOfPicture
    func plane(rowBytes: Int, rows: Int) -> PixelTarget.Plane {
      // Proof of safety: the planes of all pictures have exactly the bytes that were allocated behind the header.
      let base = memory.baseAddress.unsafelyUnwrapped.advanced(by: place).assumingMemoryBound(to: UInt8.self)
      place += rowBytes * rows
      return PixelTarget.Plane(base: base, rowStride: rowBytes)
    }
    let planes = PixelTarget.Format.yuv420.planes(of: size).map { plane(rowBytes: $0.rowBytes, rows: $0.rows) }
    guard hasOpacity else { return PixelTarget(format: .yuv420, planes: planes, owner: self) }
    let opacity = plane(rowBytes: size.width, rows: size.height)
    return PixelTarget(
      format: .yuv420, planes: planes, opacity: .init(plane: opacity, pixelStride: 1, sample: .eight), owner: self)
  }
}
