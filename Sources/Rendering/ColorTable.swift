import FractalMath

/// A palette as samples of a pixel format, finely enough spaced that a straight line between two entries is exact to a
/// fraction of a code value.
///
/// Colours are interpolated in Oklab when the table is filled; between its 4096 entries a straight line in signal values
/// serves. Entries are in code values plus ½, so that cutting off the fraction rounds.
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
      // A cyclic palette forgets whole turns; then every position is positive and its whole part can be cut off.
      body(
        Lookup(
          samples: samples, interior: interior, density: density,
          phase: isCyclic ? phase - phase.rounded(.down) : phase, isCyclic: isCyclic))
    }
  }

  /// The colour of a smooth count in one frame; valid only inside `withLookup`.
  struct Lookup {
    fileprivate let samples: UnsafeBufferPointer<Sample>
    fileprivate let interior: Sample
    fileprivate let density: Double
    fileprivate let phase: Double
    fileprivate let isCyclic: Bool

    /// The sample for `count`, the smooth count of a pixel, negative for the interior.
    @inline(__always)
    func callAsFunction(_ count: Float) -> Sample {
      if count < 0 { return interior }
      var position = Double(count) * density + phase
      if isCyclic {
        position -= Double(Int(position))
      } else {
        position = min(max(position, 0), 1)
      }
      let place = Float(position) * Float(ColorTable.intervals)
      let index = min(Int(place), ColorTable.intervals - 1)
      let fraction = place - Float(index)
      // The index is in 0..<intervals: position is in 0…1, and the table has intervals + 1 entries.
      let lower = samples[unchecked: index]
      return lower + (samples[unchecked: index + 1] - lower) * fraction
    }
  }

  private static func sample(_ light: LinearRGB, format: PixelTarget.Format) -> Sample {
    let red = SRGBTransfer.encoded(light.red)
    let green = SRGBTransfer.encoded(light.green)
    let blue = SRGBTransfer.encoded(light.blue)
    switch format {
    case .rgb24:
      return Sample(Float(255 * red), Float(255 * green), Float(255 * blue), 0) + 0.5
    case .yuv420:
      let color = YCbCr709(red: red, green: green, blue: blue)
      return Sample(Float(color.luma), Float(color.blueDifference), Float(color.redDifference), 0) + 0.5
    }
  }
}

extension UnsafeBufferPointer {
  /// The element at `index`, which the caller has proved to be in bounds.
  @inline(__always)
  fileprivate subscript(unchecked index: Int) -> Element {
    assert(indices.contains(index))
    return baseAddress.unsafelyUnwrapped[index]
  }
}
