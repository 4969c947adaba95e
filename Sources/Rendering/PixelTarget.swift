/// Where a frame's finished pixels go: memory lent by whoever owns the picture.
///
/// Proof of Sendable: the tiles of a grid are disjoint, each is written by one worker only, and the lender reads the
/// memory, or gives it back, only after the frame's latch is set, which orders those reads after all writes.
public struct PixelTarget: @unchecked Sendable {
  /// One plane of 8-bit samples.
  public struct Plane {
    /// The first sample of the first row.
    public let base: UnsafeMutablePointer<UInt8>
    /// Bytes from one row to the next.
    public let rowStride: Int

    /// A plane that begins at `base`.
    public init(base: UnsafeMutablePointer<UInt8>, rowStride: Int) {
      self.base = base
      self.rowStride = rowStride
    }

    /// The first sample of `row`.
    func row(_ row: Int) -> UnsafeMutablePointer<UInt8> { base + row * rowStride }
  }

  /// What the samples mean.
  public enum Format: Hashable, Sendable {
    /// Y′CbCr 4:2:0 in three planes, BT.709, limited range, chroma sited left; width and height must be even.
    case yuv420
    /// R′G′B′ in one plane, three bytes a pixel, sRGB, full range.
    case rgb24
  }

  /// What the samples mean.
  public let format: Format
  /// Three planes (Y, Cb, Cr) for `yuv420`, one for `rgb24`.
  public let planes: [Plane]
  /// Keeps the planes' memory alive, so that a job that is cancelled half-way never writes into freed memory.
  private let owner: AnyObject

  /// A target of the given planes, whose memory lives as long as `owner`.
  public init(format: Format, planes: [Plane], owner: AnyObject) {
    precondition(planes.count == (format == .yuv420 ? 3 : 1), "\(planes.count) planes for \(format)")
    self.format = format
    self.planes = planes
    self.owner = owner
  }
}
