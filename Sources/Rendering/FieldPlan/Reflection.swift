/// A way of mirroring a band of rows; two of them one after the other are their symmetric difference.
struct Reflection: OptionSet, Hashable, Sendable {
  /// One bit for each axis.
  let rawValue: Int

  /// The order of the rows is reversed.
  static let rows = Reflection(rawValue: 1 << 0)
  /// Each row is reversed.
  static let columns = Reflection(rawValue: 1 << 1)
  /// Both: the band is turned by half a turn.
  static let halfTurn: Reflection = [.rows, .columns]

  /// Writes the mirror image of `values`, rows of `width`, to `image`, memory of the same size that does not overlap.
  func write<Value: BitwiseCopyable>(
    _ values: UnsafeBufferPointer<Value>, to image: UnsafeMutableBufferPointer<Value>, width: Int
  ) {
    precondition(image.count == values.count, "\(values.count) values, and room for \(image.count)")
    guard let source = values.baseAddress, let target = image.baseAddress else { return }
    let rows = values.count / width
    for row in 0..<rows {
      let from = source + row * width
      let to = target + (contains(.rows) ? rows - 1 - row : row) * width
      if contains(.columns) {
        for column in 0..<width { to[width &- 1 &- column] = from[column] }
      } else {
        to.update(from: from, count: width)
      }
    }
  }

  /// The mirror image of `values`: they themselves where nothing changes, otherwise written to `image`.
  func of<Value: BitwiseCopyable>(
    _ values: UnsafeBufferPointer<Value>, to image: UnsafeMutableBufferPointer<Value>, width: Int
  ) -> UnsafeBufferPointer<Value> {
    if isEmpty { return values }
    write(values, to: image, width: width)
    return UnsafeBufferPointer(image)
  }
}
