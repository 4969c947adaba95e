import FractalMath

/// A palette as samples of a pixel format at 16 384 places of a cycle, and the interior's colour.
///
/// A pixel takes the entry nearest to its position, which is at most 1/32 768 of a cycle away: less than half a code value
/// unless the palette runs through all of them within 1/64 of a cycle. Nothing is mixed between entries, so where two stops
/// almost coincide, their border stays one.
struct ColorTable: Sendable {
  /// Entries of one cycle, a power of two; entry k is the colour at k/`cycle`.
  private static let cycle = 1 << 14
  /// The entry after the last place of the palette, which is at 1.
  private static let interiorEntry = cycle + 1

  private let colors: [PackedColor]
  private let isCyclic: Bool

  /// The table of `coloring` for `format`.
  ///
  /// - Complexity: some milliseconds; make one per film.
  init(_ coloring: Coloring, format: PixelTarget.Format) {
    let palette = coloring.palette.colors(intervals: Self.cycle).map { PackedColor(LinearRGB($0), format: format) }
    colors = palette + [PackedColor(LinearRGB(coloring.interior), format: format)]
    isCyclic = coloring.palette.isCyclic
  }

  /// Calls `body` with the table as it is for a frame whose palette is run through `density` times in an iteration
  /// and shifted by `phase` cycles.
  ///
  /// What it gets borrows the entries, so pixels cost no reference counting.
  func withLookup<Result>(density: Double, phase: Double, _ body: (Lookup) -> Result) -> Result {
    let cycle = Double(Self.cycle)
    // A cyclic palette forgets whole turns; what is left keeps its digits.
    let offset = (isCyclic ? phase - phase.rounded(.down) : phase) * cycle
    return colors.withUnsafeBufferPointer { colors in
      guard let first = colors.baseAddress else { preconditionFailure("a table has \(Self.cycle + 2) entries") }
      return body(Lookup(colors: first, scale: density * cycle, offset: offset, isCyclic: isCyclic))
    }
  }

  /// The table in one frame; valid only inside `withLookup`.
  struct Lookup {
    /// The entries; all numbers that `find` writes lie among them.
    let colors: UnsafePointer<PackedColor>
    /// Entries per iteration.
    fileprivate let scale: Double
    /// The frame's phase in entries.
    fileprivate let offset: Double
    fileprivate let isCyclic: Bool

    /// Writes the numbers of the entries for smooth counts to `entries`; a negative count means the interior.
    @inline(never)
    func find(_ counts: UnsafeBufferPointer<Float>, to entries: UnsafeMutablePointer<UInt32>) {
      if isCyclic {
        find(counts, to: entries) { Self.nearest($0) & UInt32(ColorTable.cycle - 1) }
      } else {
        find(counts, to: entries) { position in
          // Written so that what is not a number becomes 0.
          let held = position > 0 ? position : 0
          return Self.nearest(held < Double(ColorTable.cycle) ? held : Double(ColorTable.cycle))
        }
      }
    }

    /// One loop for each kind of palette: without a branch, the compiler makes vector instructions of it.
    @inline(__always)
    private func find(
      _ counts: UnsafeBufferPointer<Float>, to entries: UnsafeMutablePointer<UInt32>, entry: (Double) -> UInt32
    ) {
      guard let first = counts.baseAddress else { return }
      for index in 0..<counts.count {
        let count = first[index]
        let found = entry(Double(count) * scale + offset)
        entries[index] = count < 0 ? UInt32(ColorTable.interiorEntry) : found
      }
    }

    /// The low bits of the integer nearest to `position`: added to 1.5·2⁵², a number becomes one in the low bits of the sum.
    @inline(__always)
    private static func nearest(_ position: Double) -> UInt32 {
      UInt32(truncatingIfNeeded: (position + 0x1.8p52).bitPattern)
    }
  }
}
