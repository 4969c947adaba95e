/// What is kept of a frame for those that come later.
public enum StoredContent: Hashable, Sendable {
  /// The values of its pixels, whatever colours they take: another frame may show them with another phase of the palette.
  case values
  /// The finished colours of its pixels, before they are dithered: where pixels have several samples, whose values would be too many.
  /// Another frame shows them as they are.
  case colors

  /// Bytes of a pixel.
  var bytesPerPixel: Int {
    switch self {
    case .values: MemoryLayout<Float>.stride
    case .colors: MemoryLayout<PackedColor>.stride
    }
  }

  /// Pixels of a tile.
  var pixelsPerTile: Int {
    switch self {
    case .values: TileGrid.pixelsPerTile
    case .colors: Sampling.pixelsPerTile
    }
  }

  /// Whether a pixel is a `type`.
  func isMade<Pixel>(of type: Pixel.Type) -> Bool {
    switch self {
    case .values: type == Float.self
    case .colors: type == PackedColor.self
    }
  }
}
