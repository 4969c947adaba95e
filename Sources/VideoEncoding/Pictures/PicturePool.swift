import CFFmpeg
import FilmFormat
import FractalMath

/// Pictures of one size and layout whose memory is reused: it grows to the most that were ever alive at once, and
/// stays.
///
/// A picture may outlive its pool; the memory is then freed with the last picture.
///
/// Proof of Sendable: `pool` never changes, and FFmpeg documents AVBufferPool as safe to
/// draw from on any thread at once.
package final class PicturePool: @unchecked Sendable {
  /// Width and height of each picture in pixels.
  package let size: FrameSize
  /// Layout of each picture.
  package let layout: PixelLayout

  private let geometry: PictureGeometry
  private let pool: OpaquePointer

  /// An empty pool; no picture is allocated yet.
  ///
  /// - Throws: if `layout` cannot hold `size` (4:2:0 needs even numbers), or without memory.
  package init(size: FrameSize, layout: PixelLayout) throws(LibAVError) {
    try layout.validate(size)
    self.size = size
    self.layout = layout
    geometry = PictureGeometry(size: size, layout: layout)
    pool = try allocated(av_buffer_pool_init(geometry.byteCount, nil), "a pool of pictures")
  }

  deinit {
    // Pictures that are still out keep the pool's memory alive inside libav until they come back.
    var pool: OpaquePointer? = self.pool
    av_buffer_pool_uninit(&pool)
  }

  /// A picture with undefined contents. May be called from any thread.
  ///
  /// - Throws: without memory.
  package func take() throws(LibAVError) -> Picture {
    let frame = try FrameOwner()
    let buffer = try allocated(av_buffer_pool_get(pool), "a picture of \(size)")
    return Picture(size: size, layout: layout, geometry: geometry, frame: frame, buffer: buffer)
  }
}
