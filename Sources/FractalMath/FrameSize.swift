/// Width and height of a frame in pixels; pixels are square.
public struct FrameSize: Hashable, Sendable, CustomStringConvertible {
  /// Columns, at least 1.
  public var width: Int
  /// Rows, at least 1.
  public var height: Int

  /// The largest width and the largest height the program accepts. Both at once are more pixels than FFmpeg takes in one picture.
  public static let maximumExtent = 16384

  /// A frame of `width` columns and `height` rows.
  public init(width: Int, height: Int) {
    precondition(width > 0 && height > 0, "a frame has at least one pixel, not \(width)×\(height)")
    self.width = width
    self.height = height
  }

  /// Number of pixels.
  public var pixelCount: Int { width * height }

  /// Written like `1920×1080`.
  public var description: String { "\(width)×\(height)" }
}
