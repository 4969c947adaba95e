/// How often colour is sampled for each sample of lightness; where less often than once a pixel, its samples are sited left.
public enum ChromaSampling: String, CaseIterable, Hashable, Sendable {
  /// Once for two columns and two rows.
  case yuv420 = "4:2:0"
  /// Once for two columns.
  case yuv422 = "4:2:2"
  /// For each pixel.
  case yuv444 = "4:4:4"

  /// Columns of pixels to a column of chroma.
  public var columns: Int { self == .yuv444 ? 1 : 2 }
  /// Rows of pixels to a row of chroma.
  public var rows: Int { self == .yuv420 ? 2 : 1 }
}
