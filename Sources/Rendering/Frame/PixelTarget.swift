/// Where a frame's finished pixels go: memory lent by whoever owns the picture.
///
/// Proof of Sendable: the tiles of a grid are disjoint, each is written by one worker only, and the lender reads the
/// memory, or gives it back, only after the frame's latch is set, which orders those reads after all writes.
public struct PixelTarget: @unchecked Sendable {
  /// One plane of samples.
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
  public let format: Format
  /// Three planes (Y′, Cb, Cr) for Y′CbCr, one for R′G′B′.
  public let planes: [Plane]
  /// Keeps the planes' memory alive, so that a job that is cancelled half-way never writes into freed memory.
  private let owner: AnyObject

  /// A target of the given planes, whose memory lives as long as `owner`.
  public init(format: Format, planes: [Plane], owner: AnyObject) {
    let expected = if case .yuv = format { 3 } else { 1 }
    precondition(planes.count == expected, "\(planes.count) planes for \(format)")
    self.format = format
    self.planes = planes
    self.owner = owner
  }
}
