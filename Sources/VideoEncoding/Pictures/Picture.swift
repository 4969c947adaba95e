import CFFmpeg
import FilmFormat
import FractalMath

/// The pixels of one frame, in memory that returns to its pool when the picture and the encoder are done with it.
///
/// A picture is filled by any number of threads through its `planes` and is then given to an encoder. After that it
/// must not be written to: an encoder may keep reading it until it has made its packet.
///
/// Proof of Sendable: every property is fixed before `init` returns and the AVFrame is only
/// read afterwards (encoders take a reference of their own); the pixels are reached through `Plane`, with its rule.
package final class Picture: @unchecked Sendable {
  /// Width and height in pixels.
  package let size: FrameSize
  /// What the planes hold.
  package let layout: PixelLayout
  /// The planes in the order that `layout` names them.
  package let planes: [Plane]

  private let frame: FrameOwner

  /// Takes over one reference to `buffer`, which has `geometry.byteCount` bytes.
  init(
    size: FrameSize, layout: PixelLayout, geometry: PictureGeometry, frame: consuming FrameOwner,
    buffer: UnsafeMutablePointer<AVBufferRef>
  ) {
    self.size = size
    self.layout = layout
    // FFmpeg aligns its allocations for the processor it was built for, which may be less than a cache line.
    let start = UnsafeMutableRawPointer(buffer.pointee.data)
      .alignedUp(toMultipleOf: PictureGeometry.alignment)
      .assumingMemoryBound(to: UInt8.self)
    planes = geometry.planes.map {
      Plane(base: start + $0.offset, rowStride: $0.rowStride, rowCount: $0.rowCount)
    }
    self.frame = frame
    describe(buffer)
  }

  /// Copies `other`, a finished picture of the same size and layout, with all rows in reverse order.
  ///
  /// - Complexity: that of copying the picture.
  package func copyUpsideDown(_ other: Picture) {
    precondition(other.size == size && other.layout == layout, "pictures of two kinds")
    for (target, source) in zip(planes, other.planes) {
      for row in 0..<target.rowCount {
        (target.base + row * target.rowStride)
          .update(from: source.base + (target.rowCount - 1 - row) * source.rowStride, count: target.rowStride)
      }
    }
  }

  /// Makes the empty `envelope` a second reference to the same pixels.
  func reference(in envelope: borrowing FrameOwner) throws(LibAVError) {
    try check(av_frame_ref(envelope.pointer, frame.pointer), to: "hand over a frame")
  }

  private func describe(_ buffer: UnsafeMutablePointer<AVBufferRef>) {
    let raw = frame.pointer
    raw.pointee.buf.0 = buffer
    raw.pointee.width = Int32(size.width)
    raw.pointee.height = Int32(size.height)
    raw.pointee.format = layout.pixelFormat.rawValue
    raw.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
    layout.colorTags.apply(to: &raw.pointee)
    raw.pointee.data.0 = planes[0].base
    raw.pointee.linesize.0 = Int32(planes[0].rowStride)
    guard planes.count > 1 else { return }
    raw.pointee.data.1 = planes[1].base
    raw.pointee.linesize.1 = Int32(planes[1].rowStride)
    guard planes.count > 2 else { return }
    raw.pointee.data.2 = planes[2].base
    raw.pointee.linesize.2 = Int32(planes[2].rowStride)
    guard planes.count > 3 else { return }
    raw.pointee.data.3 = planes[3].base
    raw.pointee.linesize.3 = Int32(planes[3].rowStride)
  }
}

/// One plane of a picture's memory, lent to its writers.
///
/// Valid as long as its `Picture` lives.
///
/// Proof of Sendable: a plane is lent to renderers that write disjoint parts of it, and the
/// encoder reads it only after the frame is complete; whoever hands planes out keeps these two apart.
package struct Plane: @unchecked Sendable {
  /// The top left sample; 64-byte aligned.
  package let base: UnsafeMutablePointer<UInt8>
  /// Bytes from a row to the one below; a multiple of 64.
  package let rowStride: Int
  /// Rows of samples.
  package let rowCount: Int

  init(base: UnsafeMutablePointer<UInt8>, rowStride: Int, rowCount: Int) {
    self.base = base
    self.rowStride = rowStride
    self.rowCount = rowCount
  }
}
