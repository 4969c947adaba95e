import FilmFormat
import FractalMath
import SystemPackage
import VideoEncoding

/// Writes frames as uncompressed YUV4MPEG2, which nearly every encoder reads from a pipe.
struct Y4MSink: FilmSink, ~Copyable {
  let segmentLength = 1
  let encoderByteCount = 0

  private static let frameMark = Array("FRAME\n".utf8)

  private let descriptor: FileDescriptor
  private let size: FrameSize
  private let layout: PixelLayout
  private var header: [UInt8]?
  private var bytes: [UInt8] = []

  /// A stream of frames of `size` in a Y′CbCr `layout` to `descriptor`, which stays open.
  init(descriptor: FileDescriptor, size: FrameSize, frameRate: FrameRate, layout: PixelLayout) {
    self.descriptor = descriptor
    self.size = size
    self.layout = layout
    header = Array(
      "YUV4MPEG2 W\(size.width) H\(size.height) F\(frameRate.numerator):\(frameRate.denominator) Ip A1:1 \(Self.colorSpace(of: layout)) XCOLORRANGE=LIMITED\n"
        .utf8)
    bytes.reserveCapacity(Self.frameMark.count + layout.byteCount(of: size))
  }

  /// The format's names for a layout; it has none for BT.709, and `C420mpeg2` is 4:2:0 with left-sited chroma. Those
  /// for 10 bits are FFmpeg's (libavformat/yuv4mpegenc.c), which writes and reads them twice.
  private static func colorSpace(of layout: PixelLayout) -> String {
    switch layout {
    case .yuv420: "C420mpeg2"
    case .yuv422: "C422"
    case .yuv444: "C444"
    case .yuv420TenBit: "C420p10 XYSCSS=420P10"
    case .yuv422TenBit: "C422p10 XYSCSS=422P10"
    case .yuv444TenBit: "C444p10 XYSCSS=444P10"
    default: preconditionFailure("Y4M has no \(layout)")
    }
  }

  mutating func makeEncoder(firstFrame: Int) -> FrameConverter<Picture> { FrameConverter { $0 } }

  mutating func append(_ picture: Picture) throws {
    bytes.removeAll(keepingCapacity: true)
    if let header { bytes += header }
    header = nil
    bytes += Self.frameMark
    for (index, plane) in picture.planes.enumerated() {
      let chroma = index == 0 ? .yuv444 : layout.chroma ?? .yuv444
      let rowBytes = size.width / chroma.columns * layout.bytesPerSample
      for row in 0..<size.height / chroma.rows {
        bytes += UnsafeBufferPointer(start: plane.base + row * plane.rowStride, count: rowBytes)
      }
    }
    do {
      try descriptor.writeAll(bytes)
    } catch Errno.brokenPipe {
      throw ProductionError.readerLeft
    } catch {
      throw ProductionError.cannotWrite(path: "the standard output", reason: "\(error)")
    }
  }

  consuming func finish() {}
}
