// What the loops over finished pixels take, in plain numbers and borrowed memory.

/// Maps values to the entries of a cyclic table: the integer nearest to value·`scale` + `offset`, modulo the cycle.
public struct CyclicEntries: Sendable {
  /// Entries per unit of a value.
  public let scale: Double
  /// The entry of the value 0.
  public let offset: Double
  /// Entries of the table, a power of two.
  public let cycle: Int
  /// The entry of negative values.
  public let interior: UInt32

  /// The map with the given scale and offset.
  public init(scale: Double, offset: Double, cycle: Int, interior: UInt32) {
    precondition(cycle > 0 && cycle & (cycle - 1) == 0, "\(cycle) entries")
    self.scale = scale
    self.offset = offset
    self.cycle = cycle
    self.interior = interior
  }
}

/// Where two rows of pixels are written as 8-bit 4:2:0.
public struct RowPair {
  /// Luma of the upper row.
  public let upperLuma: UnsafeMutablePointer<UInt8>
  /// Luma of the lower row.
  public let lowerLuma: UnsafeMutablePointer<UInt8>
  /// Cb of both.
  public let blueDifference: UnsafeMutablePointer<UInt8>
  /// Cr of both.
  public let redDifference: UnsafeMutablePointer<UInt8>

  /// The given rows of three planes.
  public init(
    upperLuma: UnsafeMutablePointer<UInt8>, lowerLuma: UnsafeMutablePointer<UInt8>,
    blueDifference: UnsafeMutablePointer<UInt8>, redDifference: UnsafeMutablePointer<UInt8>
  ) {
    self.upperLuma = upperLuma
    self.lowerLuma = lowerLuma
    self.blueDifference = blueDifference
    self.redDifference = redDifference
  }
}

/// A row of pixels among its neighbours, four bytes a pixel, and how much they must differ.
public struct ContrastRow {
  /// Pixels that the loops take at once: rows are readable to the next multiple of it.
  public static let pixelsAtOnce = 8

  /// The left neighbours of the row above, of the row, and of the row below.
  public let neighbours: (above: UnsafePointer<UInt8>, row: UnsafePointer<UInt8>, below: UnsafePointer<UInt8>)
  /// The least difference of a byte from one of eight neighbours.
  public let step: UInt8
  /// The least distance of the same byte from the mean of two opposite neighbours.
  public let bend: UInt8

  /// The given row.
  public init(
    above: UnsafePointer<UInt8>, row: UnsafePointer<UInt8>, below: UnsafePointer<UInt8>, step: UInt8, bend: UInt8
  ) {
    neighbours = (above, row, below)
    self.step = step
    self.bend = bend
  }
}
