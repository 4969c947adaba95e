import EscapeKernels
import FilmFormat
import OrbitTypes

/// Writes rows of colours as samples of a pixel format: filters chroma, dithers, rounds.
struct SampleWriter: Sendable {
  private let format: PixelTarget.Format
  private let width: Int
  private let dither: DitherTable
  private let kernel: ColorKernel

  /// A writer of rows of `width` pixels in `format`.
  init(format: PixelTarget.Format, width: Int, dither: DitherPattern, kernel: ColorKernel) {
    self.kernel = kernel
    self.format = format
    self.width = width
    self.dither = DitherTable(dither, format: format)
  }

  /// Writes `row` of a picture, and for 4:2:0 also the next, `lower`.
  @inline(__always)
  func write<Row: ColorRow>(_ upper: Row, _ lower: Row, row: Int, to planes: [PixelTarget.Plane]) {
    if dither.isUniform, format == .yuv420 {
      writePair(upper, lower, row: row, to: planes)
    } else if dither.isUniform {
      write(upper, lower, row: row, rounding: dither.uniform, to: planes)
    } else {
      dither.withPattern { write(upper, lower, row: row, rounding: $0, to: planes) }
    }
  }

  /// Two rows of most films' format in vectors: the same as `writeRowPair` with `UInt8` and uniform rounding.
  @inline(__always)
  private func writePair<Row: ColorRow>(_ upper: Row, _ lower: Row, row: Int, to planes: [PixelTarget.Plane]) {
    upper.writePair(
      with: lower, width: width, rounding: dither.uniform,
      to: RowPair(
        upperLuma: planes[0].row(row), lowerLuma: planes[0].row(row + 1), blueDifference: planes[1].row(row / 2),
        redDifference: planes[2].row(row / 2)),
      kernel)
  }

  @inline(__always)
  private func write(
    _ upper: some ColorRow, _ lower: some ColorRow, row: Int, rounding: some Rounding, to planes: [PixelTarget.Plane]
  ) {
    switch format {
    case .rgb(bitDepth: .eight): write(upper, row: row, rounding: rounding, rgb: planes[0].row(row))
    case .rgb(bitDepth: .sixteen): writeDeep(upper, rgb: planes[0].row(row))
    case .yuv(let subsampling, bitDepth: .eight):
      write(upper, lower, row: row, rounding: rounding, subsampling, to: planes, as: UInt8.self)
    case .yuv(let subsampling, bitDepth: .ten):
      write(upper, lower, row: row, rounding: rounding, subsampling, to: planes, as: UInt16.self)
    }
  }

  @inline(__always)
  private func write<Sample: FilmSample>(
    _ upper: some ColorRow, _ lower: some ColorRow, row: Int, rounding: some Rounding,
    _ subsampling: ChromaSampling, to planes: [PixelTarget.Plane], as sample: Sample.Type
  ) {
    func samples(_ plane: Int, _ row: Int) -> UnsafeMutablePointer<Sample> {
      UnsafeMutableRawPointer(planes[plane].row(row)).assumingMemoryBound(to: Sample.self)
    }
    switch subsampling {
    case .yuv444:
      writeRow(
        upper, row: row, rounding: rounding, luma: samples(0, row), blueDifference: samples(1, row),
        redDifference: samples(2, row))
    case .yuv422:
      writeRowWithHalfChroma(
        upper, row: row, rounding: rounding, luma: samples(0, row), blueDifference: samples(1, row),
        redDifference: samples(2, row))
    case .yuv420:
      writeRowPair(
        upper, lower, row: row, rounding: rounding, upperLuma: samples(0, row), lowerLuma: samples(0, row + 1),
        blueDifference: samples(1, row / 2), redDifference: samples(2, row / 2))
    }
  }

  /// One row of 8-bit R′G′B′.
  @inline(never)
  private func write(
    _ colors: some ColorRow, row: Int, rounding: some Rounding, rgb pixels: UnsafeMutablePointer<UInt8>
  ) {
    for column in 0..<width {
      let color = colors[column] + rounding[row, column]
      pixels[3 &* column] = color.field(0, from: 8)
      pixels[3 &* column &+ 1] = color.field(1, from: 8)
      pixels[3 &* column &+ 2] = color.field(2, from: 8)
    }
  }

  /// One row of 16-bit R′G′B′.
  @inline(never)
  private func writeDeep(_ colors: some ColorRow, rgb pixels: UnsafeMutablePointer<UInt8>) {
    for column in 0..<width {
      let color = colors[column]
      for component in 0..<3 {
        let place = 6 &* column &+ 2 &* component
        pixels[place] = color.field(component, from: 8)
        pixels[place &+ 1] = color.field(component, from: 0)
      }
    }
  }

  /// One row of luma and chroma.
  @inline(never)
  private func writeRow<Sample: FilmSample>(
    _ colors: some ColorRow, row: Int, rounding: some Rounding, luma: UnsafeMutablePointer<Sample>,
    blueDifference: UnsafeMutablePointer<Sample>, redDifference: UnsafeMutablePointer<Sample>
  ) {
    for column in 0..<width {
      let color = colors[column] + rounding[row, column]
      luma[column] = .code(color, field: 0)
      blueDifference[column] = .code(color, field: 1)
      redDifference[column] = .code(color, field: 2)
    }
  }

  /// One row of luma, with chroma on the even columns: the filter is ¼ ½ ¼ across.
  @inline(never)
  private func writeRowWithHalfChroma<Sample: FilmSample>(
    _ colors: some ColorRow, row: Int, rounding: some Rounding, luma: UnsafeMutablePointer<Sample>,
    blueDifference: UnsafeMutablePointer<Sample>, redDifference: UnsafeMutablePointer<Sample>
  ) {
    var left = colors[0]
    for pair in 0..<width / 2 {
      let even = colors[2 &* pair]
      let odd = colors[2 &* pair &+ 1]
      luma[2 &* pair] = .code(even + rounding[row, 2 &* pair], field: 0)
      luma[2 &* pair &+ 1] = .code(odd + rounding[row, 2 &* pair &+ 1], field: 0)
      let chroma = left + (even + even) + (odd + rounding[row, pair].scaled(byPowerOfTwo: 2))
      blueDifference[pair] = .code(chroma, field: 1, weights: 2)
      redDifference[pair] = .code(chroma, field: 2, weights: 2)
      left = odd
    }
  }

  /// Two rows of luma and one of chroma.
  ///
  /// Left-sited chroma is on the even columns, halfway between the two rows: the filter is ¼ ½ ¼ across, ½ ½ down.
  /// At the left border the missing neighbour is the border pixel itself.
  @inline(never)
  private func writeRowPair<Sample: FilmSample>(
    _ upper: some ColorRow, _ lower: some ColorRow, row: Int, rounding: some Rounding,
    upperLuma: UnsafeMutablePointer<Sample>, lowerLuma: UnsafeMutablePointer<Sample>,
    blueDifference: UnsafeMutablePointer<Sample>, redDifference: UnsafeMutablePointer<Sample>
  ) {
    var leftColumn = upper[0] + lower[0]
    for pair in 0..<width / 2 {
      let (even, odd) = (2 &* pair, 2 &* pair &+ 1)
      let upperEven = upper[even]
      let lowerEven = lower[even]
      let upperOdd = upper[odd]
      let lowerOdd = lower[odd]
      upperLuma[even] = .code(upperEven + rounding[row, even], field: 0)
      upperLuma[odd] = .code(upperOdd + rounding[row, odd], field: 0)
      lowerLuma[even] = .code(lowerEven + rounding[row &+ 1, even], field: 0)
      lowerLuma[odd] = .code(lowerOdd + rounding[row &+ 1, odd], field: 0)
      let column = upperEven + lowerEven
      let rightColumn = upperOdd + lowerOdd
      let noise = rounding[row &>> 1, pair].scaled(byPowerOfTwo: 3)
      let chroma = leftColumn + (column + column) + (rightColumn + noise)
      blueDifference[pair] = .code(chroma, field: 1, weights: 3)
      redDifference[pair] = .code(chroma, field: 2, weights: 3)
      leftColumn = rightColumn
    }
  }
}

/// A sample of a Y′CbCr picture as stored in memory.
private protocol FilmSample: FixedWidthInteger {
  /// Bits of a code value.
  static var bitDepth: Int { get }
}

extension FilmSample {
  /// The code value in field `index` of a sum of 2^`weights` colours, rounded down.
  @inline(__always)
  fileprivate static func code(_ color: PackedColor, field index: Int, weights: Int = 0) -> Self {
    let sample: Self = color.field(index, from: 16 &- bitDepth &+ weights)
    return (sample & (.max &>> Self(truncatingIfNeeded: bitWidth &- bitDepth))).littleEndian
  }
}

extension UInt8: FilmSample {
  fileprivate static var bitDepth: Int { 8 }
}

extension UInt16: FilmSample {
  fileprivate static var bitDepth: Int { 10 }
}
