import FractalMath
import SystemPackage
import VideoEncoding

/// Frames as uncompressed YUV4MPEG2, which nearly every encoder reads from a pipe.
struct Y4MSink: FilmSink, ~Copyable {
  let segmentLength = 1
  let encoderByteCount = 0

  private static let frameMark = Array("FRAME\n".utf8)

  private let descriptor: FileDescriptor
  private let size: FrameSize
  private var header: [UInt8]?
  private var bytes: [UInt8] = []

  /// A stream of frames of `size` into `descriptor`, which stays open.
  init(descriptor: FileDescriptor, size: FrameSize, frameRate: FrameRate) {
    self.descriptor = descriptor
    self.size = size
    // C420mpeg2 is 4:2:0 with chroma sited left; the format has no word for BT.709.
    header = Array(
      "YUV4MPEG2 W\(size.width) H\(size.height) F\(frameRate.numerator):\(frameRate.denominator) Ip A1:1 C420mpeg2 XCOLORRANGE=LIMITED\n"
        .utf8)
    bytes.reserveCapacity(Self.frameMark.count + size.pixelCount * 3 / 2)
  }

  mutating func makeEncoder() -> PassingPicture { PassingPicture() }

  mutating func append(_ picture: Picture) throws {
    bytes.removeAll(keepingCapacity: true)
    if let header { bytes += header }
    header = nil
    bytes += Self.frameMark
    for (index, plane) in picture.planes.enumerated() {
      let scale = index == 0 ? 1 : 2
      for row in 0..<size.height / scale {
        bytes += UnsafeBufferPointer(start: plane.base + row * plane.rowStride, count: size.width / scale)
      }
    }
    do {
      try descriptor.writeAll(bytes)
    } catch {
      throw ProductionError.cannotWrite(path: "the standard output", reason: "\(error)")
    }
  }

  consuming func finish() {}
}
