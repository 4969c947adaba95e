import EscapeKernelsBaseline
import OrbitTypes

#if WIDE_KERNELS
  import EscapeKernelsAVX2
  import EscapeKernelsAVX512
#endif

/// What is done to pixels once their orbits are finished, by the loops of one instruction set; all write the same bytes.
public struct ColorKernel: Sendable {
  private let instructionSet: InstructionSet

  /// The loops of `instructionSet`, which must be available.
  public init(instructionSet: InstructionSet) {
    precondition(instructionSet.isAvailable, "this processor does not offer \(instructionSet.rawValue)")
    self.instructionSet = instructionSet
  }

  /// Writes the entries of `values` to `entries`.
  ///
  /// - Complexity: O(values).
  public func find(
    _ map: CyclicEntries, of values: UnsafeBufferPointer<Float>, to entries: UnsafeMutablePointer<UInt32>
  ) {
    guard let first = values.baseAddress else { return }
    #if WIDE_KERNELS
      let find =
        switch instructionSet {
        case .baseline: EscapeKernelsBaseline.findEntries
        case .avx2: EscapeKernelsAVX2.findEntries
        case .avx512: EscapeKernelsAVX512.findEntries
        }
    #else
      let find = EscapeKernelsBaseline.findEntries
    #endif
    find(map, first, values.count, entries)
  }

  /// Writes two rows of `width` colours, an even number, as 8-bit 4:2:0 with left-sited chroma: the filter is ¼ ½ ¼
  /// across, ½ ½ down.
  ///
  /// A colour has three fields of 21 bits, Y′, Cb and Cr from the lowest on, each a code value in parts of 1/256;
  /// `rounding` has the parts that are added before codes are rounded down.
  ///
  /// - Complexity: O(`width`).
  public func write(
    _ upper: UnsafePointer<UInt64>, _ lower: UnsafePointer<UInt64>, width: Int, rounding: UInt64, to rows: RowPair
  ) {
    #if WIDE_KERNELS
      let write =
        switch instructionSet {
        case .baseline: EscapeKernelsBaseline.writeRowPair
        case .avx2: EscapeKernelsAVX2.writeRowPair
        case .avx512: EscapeKernelsAVX512.writeRowPair
        }
    #else
      let write = EscapeKernelsBaseline.writeRowPair
    #endif
    write(upper, lower, width, rounding, rows)
  }

  /// The same for colours in a table, whose numbers are at `upper` and `lower`.
  public func write(
    of table: UnsafePointer<UInt64>, _ upper: UnsafePointer<UInt32>, _ lower: UnsafePointer<UInt32>, width: Int,
    rounding: UInt64, to rows: RowPair
  ) {
    #if WIDE_KERNELS
      let write =
        switch instructionSet {
        case .baseline: EscapeKernelsBaseline.writeIndexedRowPair
        case .avx2: EscapeKernelsAVX2.writeIndexedRowPair
        case .avx512: EscapeKernelsAVX512.writeIndexedRowPair
        }
    #else
      let write = EscapeKernelsBaseline.writeIndexedRowPair
    #endif
    write(table, upper, lower, width, rounding, rows)
  }

  /// Appends `first` + k to the `count` numbers at `chosen` for each of the row's first `columns` pixels k that has
  /// contrast; returns the new count.
  ///
  /// The rows are read to the next multiple of `ContrastRow.pixelsAtOnce`, and `chosen` is written one place beyond what
  /// is counted.
  ///
  /// - Complexity: O(`columns`).
  public func choose(
    _ row: ContrastRow, columns: Int, first: UInt32, to chosen: UnsafeMutablePointer<UInt32>, after count: Int
  ) -> Int {
    #if WIDE_KERNELS
      let choose =
        switch instructionSet {
        case .baseline: EscapeKernelsBaseline.chooseContrasts
        case .avx2: EscapeKernelsAVX2.chooseContrasts
        case .avx512: EscapeKernelsAVX512.chooseContrasts
        }
    #else
      let choose = EscapeKernelsBaseline.chooseContrasts
    #endif
    return choose(row, columns, first, chosen, count)
  }

  /// Writes to `marks` 1 for each of `count` pixels whose four samples and middle differ by `step` or more in a byte of their
  /// signals, and not as on a slope, whose second differences along and between the diagonals are less; otherwise 0.
  ///
  /// `corners` has one sample of each pixel, then, `stride` further on, another one; the first and the last are opposite.
  /// Without `middles` only the samples' differences count. Everything is read, and `marks` written, to the next multiple of
  /// `ContrastRow.pixelsAtOnce`.
  ///
  /// - Complexity: O(`count`).
  public func markProbed(
    _ corners: UnsafePointer<UInt32>, stride: Int, middles: UnsafePointer<UInt32>?, count: Int, step: UInt8,
    to marks: UnsafeMutablePointer<UInt8>
  ) {
    #if WIDE_KERNELS
      let mark =
        switch instructionSet {
        case .baseline: EscapeKernelsBaseline.markProbed
        case .avx2: EscapeKernelsAVX2.markProbed
        case .avx512: EscapeKernelsAVX512.markProbed
        }
    #else
      let mark = EscapeKernelsBaseline.markProbed
    #endif
    mark(corners, stride, middles, count, step, marks)
  }
}
