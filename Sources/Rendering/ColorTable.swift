import FractalMath

/// A palette as samples of a pixel format, finely enough spaced that a straight line between two entries is exact to a
/// fraction of a code value.
///
/// Colours are interpolated in Oklab when the table is filled; between its 4096 entries a straight line in signal values
/// serves.
struct ColorTable: Sendable {
  /// Signal values of one colour: Y′, Cb, Cr or R′, G′, B′; the fourth lane is unused.
  typealias Sample = SIMD4<Float>

  private static let intervals = 4096

  private let samples: [Sample]
  private let interior: Sample
  private let density: Double
  private let isCyclic: Bool

  /// The table of `coloring` for `format`.
  init(_ coloring: Coloring, format: PixelTarget.Format) {
    samples = (0...Self.intervals).map { index in
      Self.sample(LinearRGB(coloring.palette.color(at: Double(index) / Double(Self.intervals))), format: format)
    }
    interior = Self.sample(LinearRGB(coloring.interior), format: format)
    density = coloring.density
    isCyclic = coloring.palette.isCyclic
  }

  /// Calls `body` with the function from smooth counts to samples of a frame whose palette is shifted by `phase` cycles.
  ///
  /// The function borrows the table, so pixels cost no reference counting.
  func withLookup<Result>(phase: Double, _ body: (Lookup) -> Result) -> Result {
    samples.withUnsafeBufferPointer { samples in
      guard let first = samples.baseAddress else { preconditionFailure("a table has \(Self.intervals + 1) samples") }
      return body(
        Lookup(
          samples: first, interior: interior, scale: density * Double(1 << Lookup.cycleBits),
          // A cyclic palette forgets whole turns; what is left keeps its digits.
          offset: (isCyclic ? phase - phase.rounded(.down) : phase) * Double(1 << Lookup.cycleBits), isCyclic: isCyclic)
      )
    }
  }

  /// The colour of a smooth count in one frame; valid only inside `withLookup`.
  struct Lookup {
    /// A cycle of the palette is 2²⁴ parts: 2¹² entries of the table, and 2¹² parts between two of them.
    fileprivate static let cycleBits = 24
    private static let fractionBits = 12

    fileprivate let samples: UnsafePointer<Sample>
    fileprivate let interior: Sample
    /// Parts of a cycle per iteration.
    fileprivate let scale: Double
    /// The frame's phase in parts of a cycle.
    fileprivate let offset: Double
    fileprivate let isCyclic: Bool

    /// The sample for `count`, the smooth count of a pixel, negative for the interior.
    @inline(__always)
    func callAsFunction(_ count: Float) -> Sample {
      if count < 0 { return interior }
      var parts = Double(count) * scale + offset
      if !isCyclic { parts = min(max(parts, 0), Double(1 << Self.cycleBits - 1)) }
      // Added to 1.5·2⁵², a number becomes an integer in the low bits of the sum; those above a cycle are whole turns.
      let bits = (parts + 0x1.8p52).bitPattern
      let index = Int(truncatingIfNeeded: bits >> UInt64(Self.fractionBits)) & (ColorTable.intervals - 1)
      let fraction = Float(Int32(truncatingIfNeeded: bits) & (1 << Self.fractionBits - 1)) * 0x1p-12
      // In bounds: the index is below the number of intervals, and the table has one entry more.
      let lower = samples[index]
      return lower + (samples[index + 1] - lower) * fraction
    }
  }

  private static func sample(_ light: LinearRGB, format: PixelTarget.Format) -> Sample {
    let red = SRGBTransfer.encoded(light.red)
    let green = SRGBTransfer.encoded(light.green)
    let blue = SRGBTransfer.encoded(light.blue)
    switch format {
    case .rgb24:
      return Sample(Float(255 * red), Float(255 * green), Float(255 * blue), 0)
    case .yuv420:
      let color = YCbCr709(red: red, green: green, blue: blue)
      return Sample(Float(color.luma), Float(color.blueDifference), Float(color.redDifference), 0)
    }
  }
}
