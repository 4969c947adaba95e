import FractalMath
import Rendering

/// Memory for the pixels of one frame, without FFmpeg.
///
/// Proof of Sendable: all properties are constant; the bytes are written through targets only, by their rule, and read
/// after the frame is finished.
final class FrameMemory: @unchecked Sendable {
  private let size: FrameSize
  private let format: PixelTarget.Format
  private let bytes: UnsafeMutableBufferPointer<UInt8>

  /// Rows begin on cache lines, as in the encoder's pictures.
  private static let alignment = 64

  /// Memory for a frame of `size` in `format`, filled with zeros, so that the first frame causes no page faults.
  init(size: FrameSize, format: PixelTarget.Format) {
    self.size = size
    self.format = format
    let count = Self.planes(size, format).reduce(0) { $0 + $1.rowStride * $1.rows }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: Self.alignment)
    bytes = UnsafeMutableBufferPointer(
      start: memory.initializeMemory(as: UInt8.self, repeating: 0, count: count), count: count)
  }

  deinit { bytes.deallocate() }

  /// The target for a renderer.
  var target: PixelTarget {
    var planes: [PixelTarget.Plane] = []
    forEachPlane { base, plane in planes.append(PixelTarget.Plane(base: base, rowStride: plane.rowStride)) }
    return PixelTarget(format: format, planes: planes, owner: self)
  }

  /// The checksum of all samples, without the padding between rows; the frame must be finished.
  var checksum: UInt64 {
    var checksum = FNV1a()
    forEachPlane { base, plane in
      for row in 0..<plane.rows {
        checksum.add(UnsafeBufferPointer(start: base + row * plane.rowStride, count: plane.rowBytes))
      }
    }
    return checksum.value
  }

  private func forEachPlane(_ body: (UnsafeMutablePointer<UInt8>, Plane) -> Void) {
    guard var base = bytes.baseAddress else { preconditionFailure("a frame has at least one pixel") }
    for plane in Self.planes(size, format) {
      body(base, plane)
      base += plane.rowStride * plane.rows
    }
  }

  private struct Plane {
    let rowBytes: Int
    let rows: Int
    var rowStride: Int { (rowBytes + FrameMemory.alignment - 1) / FrameMemory.alignment * FrameMemory.alignment }
  }

  private static func planes(_ size: FrameSize, _ format: PixelTarget.Format) -> [Plane] {
    format.planes(of: size).map { Plane(rowBytes: $0.rowBytes, rows: $0.rows) }
  }
}
