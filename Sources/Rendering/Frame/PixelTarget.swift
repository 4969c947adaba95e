import FilmFormat
import FractalMath

/// The destination of a frame's finished pixels: memory borrowed from the owner of the picture.
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

  /// The meaning of the samples.
  public let format: Format
  /// Three planes (Y′, Cb, Cr) for Y′CbCr, one for R′G′B′.
  public let planes: [Plane]
  /// Where opacities go; `nil` in opaque pictures. With R′G′B′, they follow each pixel's samples in the same plane.
  let opacity: Opacity?
  /// Keeps the planes' memory alive, so that a cancelled job never writes into freed memory.
  private let owner: AnyObject

  /// A target of the given planes, whose memory lives as long as `owner`.
  public init(format: Format, planes: [Plane], opacity: Opacity? = nil, owner: AnyObject) {
    let expected = if case .yuv = format { 3 } else { 1 }
    precondition(planes.count == expected, "\(planes.count) planes for \(format)")
    self.format = format
    self.planes = planes
    self.opacity = opacity
    self.owner = owner
  }
}

extension PixelTarget {
  /// The meaning of samples.
  public enum Format: Hashable, Sendable {
    /// Y′CbCr in three planes, BT.709, limited range, left-sited chroma; width and height must be multiples of the
    /// pixels per chroma sample. Ten-bit samples are the low bits of two bytes, low byte first.
    case yuv(ChromaSampling, bitDepth: FilmBitDepth)
    /// R′G′B′ in one plane, three samples per pixel, sRGB, full range; 16-bit samples have the high byte first.
    case rgb(bitDepth: ImageBitDepth)

    /// 4:2:0 in 8 bits.
    public static let yuv420 = Format.yuv(.yuv420, bitDepth: .eight)
    /// R′G′B′ in 8 bits.
    public static let rgb24 = Format.rgb(bitDepth: .eight)
  }

  /// Bits per sample of Y′CbCr.
  public enum FilmBitDepth: Int, CaseIterable, Hashable, Sendable {
    /// One byte.
    case eight = 8
    /// Two bytes, of which ten bits are used.
    case ten = 10
  }

  /// Bits per sample of R′G′B′.
  public enum ImageBitDepth: Int, CaseIterable, Hashable, Sendable {
    /// One byte.
    case eight = 8
    /// Two bytes.
    case sixteen = 16
  }

  /// The size of a plane in memory.
  public struct PlaneExtent: Hashable, Sendable {
    /// Bytes of the samples of a row, without padding.
    public let rowBytes: Int
    /// Rows.
    public let rows: Int
  }
}

extension PixelTarget.Format {
  /// Rows of pixels that are written together.
  var rowsAtOnce: Int {
    guard case .yuv(let subsampling, _) = self else { return 1 }
    return subsampling.rows
  }

  /// Whether a picture of `size` has whole chroma samples.
  public func fits(_ size: FrameSize) -> Bool {
    guard case .yuv(let subsampling, _) = self else { return true }
    return size.width.isMultiple(of: subsampling.columns) && size.height.isMultiple(of: subsampling.rows)
  }

  /// The planes of a picture of `size`: Y′, Cb and Cr, or the single one of R′G′B′.
  public func planes(of size: FrameSize) -> [PixelTarget.PlaneExtent] {
    switch self {
    case .yuv(let subsampling, let bitDepth):
      let sampleBytes = bitDepth == .eight ? 1 : 2
      let chroma = PixelTarget.PlaneExtent(
        rowBytes: sampleBytes * (size.width / subsampling.columns), rows: size.height / subsampling.rows)
      return [PixelTarget.PlaneExtent(rowBytes: sampleBytes * size.width, rows: size.height), chroma, chroma]
    case .rgb(let bitDepth):
      return [PixelTarget.PlaneExtent(rowBytes: 3 * size.width * bitDepth.rawValue / 8, rows: size.height)]
    }
  }
}
