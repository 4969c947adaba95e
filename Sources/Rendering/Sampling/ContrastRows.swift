/// Finds the pixels of a row that differ from one of their eight neighbours, unless colours change evenly there.
///
/// Where the neighbours a and c on both sides of a pixel b differ from it by equal amounts in opposite directions, the
/// picture is a slope, and b is its mean already: more samples would give the same. The second difference a + c − 2b
/// finds edges, lines and dots.
///
/// Pixels have four bytes each. A row in memory has one more pixel at each end, a copy of its neighbour, so that
/// borders have no contrast of their own.
struct ContrastRows {
  /// Bytes of a row of `width` pixels and the two extra ones.
  static func byteCount(width: Int) -> Int { 4 * (width + 2) }

  private let width: Int
  private let threshold: UInt8
  private let halfThreshold: UInt8
  private let high: UnsafeMutablePointer<UInt8>
  private let low: UnsafeMutablePointer<UInt8>

  /// For rows of `width` pixels, and differences of `threshold` or more in any byte; `memory` has room for two rows.
  init(width: Int, threshold: UInt8, memory: UnsafeMutablePointer<UInt8>) {
    self.width = width
    self.threshold = threshold
    halfThreshold = threshold / 2 &+ threshold % 2
    high = memory
    low = memory + Self.byteCount(width: width)
  }

  /// Fills the pixels beyond both ends of a row.
  static func closeEnds(of row: UnsafeMutablePointer<UInt8>, width: Int) {
    for byte in 0..<4 {
      row[byte] = row[byte &+ 4]
      row[4 &* (width &+ 1) &+ byte] = row[4 &* width &+ byte]
    }
  }

  /// Writes four bytes to `marks` for each pixel of `row`: zeros where the pixel is like all its neighbours in its row
  /// and those above and below, or on a slope in all four directions.
  @inline(never)
  func mark(
    above: UnsafePointer<UInt8>, row: UnsafePointer<UInt8>, below: UnsafePointer<UInt8>,
    to marks: UnsafeMutablePointer<UInt8>
  ) {
    for index in 0..<Self.byteCount(width: width) {
      high[index] = max(max(above[index], below[index]), row[index])
      low[index] = min(min(above[index], below[index]), row[index])
    }
    for index in 0..<4 * width {
      let middle = row[index &+ 4]
      let highest = max(max(high[index], high[index &+ 8]), high[index &+ 4])
      let lowest = min(min(low[index], low[index &+ 8]), low[index &+ 4])
      let step = max(highest &- middle, middle &- lowest)
      let bend = max(
        max(
          bend(row[index], middle, row[index &+ 8]), bend(above[index &+ 4], middle, below[index &+ 4])),
        max(
          bend(above[index], middle, below[index &+ 8]), bend(above[index &+ 8], middle, below[index])))
      marks[index] = step >= threshold && bend >= halfThreshold ? 255 : 0
    }
  }

  /// Half of |a + c − 2b|: the distance of b from the mean of a and c, rounded up, for which processors have an
  /// instruction.
  @inline(__always)
  private func bend(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt8 {
    let mean = UInt8(truncatingIfNeeded: (UInt16(a) &+ UInt16(c) &+ 1) &>> 1)
    return max(mean, b) &- min(mean, b)
  }
}
