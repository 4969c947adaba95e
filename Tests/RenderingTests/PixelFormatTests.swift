import ComplexModule
import FilmFormat
import FractalMath
import Rendering
import TestSupport
import Testing

/// Pictures in all formats against exact colours, filtered exactly.
@Suite("Pixel formats")
struct PixelFormatTests {
  private static let parameters = FrameParameters(
    juliaConstant: Complex(-0.4, 0.6), palettePhase: 0.3, paletteDensity: 0.03)
  private static let size = FrameSize(width: 128, height: 72)

  /// The codes of a plane; those of more than eight bits as the format has them in memory.
  private static func codes(_ bytes: [UInt8], sampleBytes: Int, isBigEndian: Bool) -> [Int] {
    stride(from: 0, to: bytes.count, by: sampleBytes).map { place in
      if sampleBytes == 1 { return Int(bytes[place]) }
      let (first, second) = (Int(bytes[place]), Int(bytes[place + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
  }

  private static func signals() throws -> [[Double]] {
    let counts = try ComputedField(
      parameters, size: size, shortcuts: .all, limit: EscapeLimits().maximumIterations
    ).counts
    return counts.map { count in
      let turns = Double(count) * parameters.paletteDensity + parameters.palettePhase
      let color = TestPicture.coloring.palette.color(at: turns - turns.rounded(.down))
      let light = count < 0 ? LinearRGB(TestPicture.coloring.interior) : LinearRGB(color)
      return [light.red, light.green, light.blue].map(SRGBTransfer.encoded)
    }
  }

  /// No code is further from the exact value than rounding and the table's steps make it.
  private static func expectNear(_ codes: [Int], _ exact: [Double], within limit: Double, _ name: String) {
    #expect(codes.count == exact.count)
    let worst = zip(codes, exact).map { abs(Double($0) - $1) }.max() ?? .infinity
    #expect(worst < limit, "\(name): \(worst)")
  }

  @Test(
    "Y′CbCr of any depth and chroma is the nearest to exact colours",
    arguments: ChromaSampling.allCases, PixelTarget.FilmBitDepth.allCases)
  func yuv(subsampling: ChromaSampling, bitDepth: PixelTarget.FilmBitDepth) throws {
    let picture = try TestPicture.rendered(
      Self.parameters, size: Self.size, format: .yuv(subsampling, bitDepth: bitDepth), workers: 2)
    #expect(picture.paddingIsUntouched)
    let unit = bitDepth == .ten ? 4.0 : 1
    let exact = try Self.signals().map { signal in
      let color = YCbCr709(red: signal[0], green: signal[1], blue: signal[2])
      return [color.luma, color.blueDifference, color.redDifference].map { unit * $0 }
    }
    let (width, height) = (Self.size.width, Self.size.height)
    for plane in 0..<3 {
      let isFiltered = plane > 0
      let (columns, rows) = isFiltered ? (subsampling.columns, subsampling.rows) : (1, 1)
      let taps = columns == 2 ? [(-1, 0.25), (0, 0.5), (1, 0.25)] : [(0, 1)]
      var expected: [Double] = []
      for row in stride(from: 0, to: height, by: rows) {
        for column in stride(from: 0, to: width, by: columns) {
          var sum = 0.0
          for line in row..<row + rows {
            for (offset, weight) in taps { sum += weight * exact[line * width + max(0, column + offset)][plane] }
          }
          expected.append(sum / Double(rows))
        }
      }
      Self.expectNear(
        Self.codes(picture.plane(plane), sampleBytes: bitDepth == .ten ? 2 : 1, isBigEndian: false), expected,
        within: 0.5 + 0.15 * unit, "\(subsampling) \(bitDepth) plane \(plane)")
    }
  }

  @Test("R′G′B′ of sixteen bits has its high byte first and is near to exact colours")
  func deepRGB() throws {
    let picture = try TestPicture.rendered(
      Self.parameters, size: Self.size, format: .rgb(bitDepth: .sixteen), workers: 2)
    let exact = try Self.signals().flatMap { $0.map { 65535 * $0 } }
    // The table's steps: a quarter of a code of eight bits, where the palette is steepest.
    Self.expectNear(
      Self.codes(picture.plane(0), sampleBytes: 2, isBigEndian: true), exact, within: 0.25 * 257 + 0.5, "R′G′B′")
  }

  @Test("rows of a film's picture fit in memory of the size that the format says")
  func planes() {
    let size = FrameSize(width: 6, height: 4)
    func bytes(_ format: PixelTarget.Format) -> [Int] { format.planes(of: size).map { $0.rowBytes * $0.rows } }
    #expect(bytes(.yuv420) == [24, 6, 6])
    #expect(bytes(.yuv(.yuv422, bitDepth: .ten)) == [48, 24, 24])
    #expect(bytes(.yuv(.yuv444, bitDepth: .eight)) == [24, 24, 24])
    #expect(bytes(.rgb(bitDepth: .sixteen)) == [144])
  }
}
