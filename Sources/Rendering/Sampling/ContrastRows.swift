import EscapeKernels
import OrbitTypes

/// Finds the pixels of a row that differ from one of their eight neighbours, unless colours change evenly there.
///
/// Where the neighbours a and c on both sides of a pixel b differ from it by equal amounts in opposite directions, the
/// picture is a slope, and b is its mean already: more samples would give the same. The second difference a + c − 2b
/// finds edges, lines and dots.
///
/// Pixels have four bytes each. A row in memory has one more pixel at each end, a copy of its neighbour, so that
/// borders have no contrast of their own; and room for what is read beyond its end.
struct ContrastRows {
  /// Bytes of a row of `width` pixels, the two extra ones, and those that are read at once with the last.
  static func byteCount(width: Int) -> Int { 4 * (width + 2 + ContrastRow.pixelsAtOnce) }

  private let width: Int
  private let threshold: UInt8
  private let kernel: ColorKernel

  /// For rows of `width` pixels, and differences of `threshold` or more in any byte.
  init(width: Int, threshold: UInt8, kernel: ColorKernel) {
    self.width = width
    self.threshold = threshold
    self.kernel = kernel
  }

  /// Fills the pixels beyond both ends of a row.
  static func closeEnds(of row: UnsafeMutablePointer<UInt8>, width: Int) {
    for byte in 0..<4 {
      row[byte] = row[byte &+ 4]
      row[4 &* (width &+ 1) &+ byte] = row[4 &* width &+ byte]
    }
    (row + 4 * (width + 2)).update(repeating: 0, count: 4 * ContrastRow.pixelsAtOnce)
  }

  /// Appends `first` + k to the `count` numbers at `chosen` for each of the first `columns` pixels k of `row`, except
  /// those that are like all their neighbours in their row and those above and below, or on a slope in all four
  /// directions; returns the new count.
  func list(
    above: UnsafePointer<UInt8>, row: UnsafePointer<UInt8>, below: UnsafePointer<UInt8>, columns: Int, first: UInt32,
    after count: Int, to chosen: UnsafeMutablePointer<UInt32>
  ) -> Int {
    // The distance from a mean is half a second difference, rounded up.
    let row = ContrastRow(
      above: above, row: row, below: below, step: threshold, bend: threshold / 2 &+ threshold % 2)
    return kernel.choose(row, columns: columns, first: first, to: chosen, after: count)
  }
}
