/// How many chroma samples a Y′CbCr picture has; where there are fewer than pixels, they are sited left.
public enum ChromaSubsampling: String, CaseIterable, Hashable, Sendable {
  /// One for each block of two by two pixels.
  case yuv420 = "4:2:0"
  /// One for two pixels of a row.
  case yuv422 = "4:2:2"
  /// One for each pixel.
  case yuv444 = "4:4:4"

  /// Columns of pixels to a column of chroma.
  public var columns: Int { self == .yuv444 ? 1 : 2 }
  /// Rows of pixels to a row of chroma.
  public var rows: Int { self == .yuv420 ? 2 : 1 }
}
