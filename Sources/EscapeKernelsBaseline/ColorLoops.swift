import CLanes
import OrbitTypes

// The loops over pixels whose orbits are finished. What they compute is in C (ColorLanes.h); here it is compiled for
// this module's instruction set.

/// Writes the entries of `count` values to `entries`.
public func findEntries(
  _ map: CyclicEntries, of values: UnsafePointer<Float>, count: Int, to entries: UnsafeMutablePointer<UInt32>
) {
  color_lanes_find_cyclic(
    values, count, map.scale, map.offset, UInt32(truncatingIfNeeded: map.cycle &- 1), map.interior, entries)
}

/// Writes two rows of `width` colours, which are at `upper` and `lower`.
public func writeRowPair(
  _ upper: UnsafePointer<UInt64>, _ lower: UnsafePointer<UInt64>, width: Int, rounding: UInt64, to rows: RowPair
) {
  color_lanes_write_pair(nil, upper, lower, width, rounding, color_row_pair(rows))
}

/// Writes two rows of `width` colours, whose numbers in `table` are at `upper` and `lower`.
public func writeIndexedRowPair(
  of table: UnsafePointer<UInt64>, _ upper: UnsafePointer<UInt32>, _ lower: UnsafePointer<UInt32>, width: Int,
  rounding: UInt64, to rows: RowPair
) {
  color_lanes_write_pair(table, upper, lower, width, rounding, color_row_pair(rows))
}

/// Appends `first` + k to the `count` numbers at `chosen` for each of the row's first `columns` pixels k that has
/// contrast; returns the new count.
public func chooseContrasts(
  _ row: ContrastRow, columns: Int, first: UInt32, to chosen: UnsafeMutablePointer<UInt32>, after count: Int
) -> Int {
  let (above, middle, below) = row.neighbours
  return color_lanes_choose(above, middle, below, columns, row.step, row.bend, first, chosen, count)
}

/// Writes to `marks` 1 for each of `count` pixels whose samples differ by `step` or more, and not as on a slope, otherwise 0.
public func markProbed(
  _ corners: UnsafePointer<UInt32>, stride: Int, middles: UnsafePointer<UInt32>?, count: Int, step: UInt8,
  to marks: UnsafeMutablePointer<UInt8>
) {
  color_lanes_mark_probed(corners, stride, middles, count, step, marks)
}

extension color_row_pair {
  @inline(__always)
  fileprivate init(_ rows: RowPair) {
    self.init(
      upper_luma: rows.upperLuma, lower_luma: rows.lowerLuma, blue_difference: rows.blueDifference,
      red_difference: rows.redDifference)
  }
}
