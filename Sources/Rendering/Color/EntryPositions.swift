import EscapeKernels
import OrbitTypes

/// Maps the values of pixels to entries of a colour table, in one frame.
struct EntryPositions: Sendable {
  /// How values become coordinates.
  let palette: PaletteScale
  /// Entries per unit of a coordinate.
  let scale: Double
  /// The frame's phase in entries.
  let offset: Double
  /// Whether the palette repeats.
  let isCyclic: Bool
  /// The positions of the interior's values; `nil` if it is flat.
  let interior: InteriorPositions?
  /// Finds entries of cyclic palettes over linear coordinates, the usual ones.
  let kernel: ColorKernel

  /// Writes the entry numbers of `values` to `entries`; a negative value means the interior.
  ///
  /// - Complexity: O(values).
  func find(_ values: UnsafeBufferPointer<Float>, to entries: UnsafeMutablePointer<UInt32>) {
    switch palette {
    case .linear where isCyclic: kernel.find(cyclicEntries, of: values, to: entries)
    case .linear: findLinear(values, to: entries)
    case .logarithmic: findLogarithmic(values, to: entries)
    case .equalized(let shares):
      shares.withLookup { shares in find(values, to: entries) { shares[$0] } }
    }
    if let interior { findInterior(interior, values, to: entries) }
  }

  private var cyclicEntries: CyclicEntries {
    CyclicEntries(scale: scale, offset: offset, cycle: ColorTable.cycle, interior: UInt32(ColorTable.interiorEntry))
  }

  @inline(never)
  private func findLinear(_ values: UnsafeBufferPointer<Float>, to entries: UnsafeMutablePointer<UInt32>) {
    find(values, to: entries, coordinate: { Double($0) }, entry: Self.held)
  }

  @inline(never)
  private func findLogarithmic(_ values: UnsafeBufferPointer<Float>, to entries: UnsafeMutablePointer<UInt32>) {
    // A value that means the interior has no logarithm, but must not break vectorisation.
    find(values, to: entries) { PaletteScale.logarithm($0 > 0 ? Double($0) : 0) }
  }

  @inline(__always)
  private func find(
    _ values: UnsafeBufferPointer<Float>, to entries: UnsafeMutablePointer<UInt32>, coordinate: (Float) -> Double
  ) {
    if isCyclic {
      find(values, to: entries, coordinate: coordinate, entry: Self.cyclic)
    } else {
      find(values, to: entries, coordinate: coordinate, entry: Self.held)
    }
  }

  /// One loop for each kind of palette: free of branches, so that the compiler vectorises it.
  @inline(__always)
  private func find(
    _ values: UnsafeBufferPointer<Float>, to entries: UnsafeMutablePointer<UInt32>, coordinate: (Float) -> Double,
    entry: (Double) -> UInt32
  ) {
    guard let first = values.baseAddress else { return }
    for index in 0..<values.count {
      let value = first[index]
      let found = entry(coordinate(value) * scale + offset)
      entries[index] = value < 0 ? UInt32(ColorTable.interiorEntry) : found
    }
  }

  /// The entries of the values −2 − v.
  @inline(never)
  private func findInterior(
    _ interior: InteriorPositions, _ values: UnsafeBufferPointer<Float>, to entries: UnsafeMutablePointer<UInt32>
  ) {
    if interior.isCyclic {
      findInterior(interior, values, to: entries, entry: Self.cyclic)
    } else {
      findInterior(interior, values, to: entries, entry: Self.held)
    }
  }

  /// Finds an entry for every value and keeps it for the interior's: without branches, as in `find`.
  @inline(__always)
  private func findInterior(
    _ interior: InteriorPositions, _ values: UnsafeBufferPointer<Float>, to entries: UnsafeMutablePointer<UInt32>,
    entry: (Double) -> UInt32
  ) {
    guard let first = values.baseAddress else { return }
    for index in 0..<values.count {
      let (value, escaped) = (first[index], entries[index])
      let found = UInt32(ColorTable.firstInteriorEntry) &+ entry((-2 - Double(value)) * interior.scale)
      let isInterior: UInt32 = value <= -2 ? .max : 0
      entries[index] = found & isInterior | escaped & ~isInterior
    }
  }

  @inline(__always)
  private static func cyclic(_ position: Double) -> UInt32 { nearest(position) & UInt32(ColorTable.cycle - 1) }

  @inline(__always)
  private static func held(_ position: Double) -> UInt32 {
    // Written so that NaN becomes 0.
    let held = position > 0 ? position : 0
    return nearest(held < Double(ColorTable.cycle) ? held : Double(ColorTable.cycle))
  }

  /// The low bits of the integer nearest to `position`: adding 1.5·2⁵² puts them into the low bits of the sum.
  @inline(__always)
  private static func nearest(_ position: Double) -> UInt32 {
    UInt32(truncatingIfNeeded: (position + 0x1.8p52).bitPattern)
  }
}
