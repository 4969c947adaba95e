import ComplexModule
import FractalMath
import Rendering
import TestSupport
import Testing
import WorkStealing

@Suite("Shading")
struct ShadingTests {
  /// A view with quick changes, smooth parts and an interior.
  private static let parameters = FrameParameters(
    juliaConstant: Complex(-0.4, 0.6), palettePhase: 0.3, paletteDensity: 0.03)
  private static let size = FrameSize(width: 320, height: 180)

  /// Exact samples of a pixel: of the position in the palette, in double precision, without a table.
  private static func samples(
    of count: Float, parameters: FrameParameters, coloring: Coloring,
    convert: (_ red: Double, _ green: Double, _ blue: Double) -> [Double]
  ) -> [Double] {
    let turns = Double(count) * parameters.paletteDensity + parameters.palettePhase
    let position = coloring.palette.isCyclic ? turns - turns.rounded(.down) : min(max(turns, 0), 1)
    let light = LinearRGB(count < 0 ? Oklab(LinearRGB(coloring.interior)) : coloring.palette.color(at: position))
    return convert(
      SRGBTransfer.encoded(light.red), SRGBTransfer.encoded(light.green), SRGBTransfer.encoded(light.blue))
  }

  /// How far the codes of a plane are from exact samples.
  private struct Deviation {
    /// The largest distance; rounding alone makes 0.5.
    var largest = 0.0
    /// The mean distance from the nearest codes, and how far the codes lie above them in the mean.
    var mean = 0.0
    var bias = 0.0

    init(_ codes: [UInt8], from exact: [Double]) {
      #expect(codes.count == exact.count)
      for (code, value) in zip(codes, exact) {
        let difference = Double(code) - value.rounded()
        largest = max(largest, abs(Double(code) - value))
        mean += abs(difference) / Double(codes.count)
        bias += difference / Double(codes.count)
      }
    }
  }

  private static func colorings() -> [Coloring] {
    var clamped = TestPicture.coloring
    clamped.palette.isCyclic = false
    return [TestPicture.coloring, clamped]
  }

  /// Steps of the table and fixed-point sums move a sample by little: few codes are not the nearest, none is two off.
  private static func expectNearest(_ deviation: Deviation, _ plane: String) {
    #expect(deviation.largest < 0.65, "\(plane): \(deviation)")
    #expect(deviation.mean < 0.02, "\(plane): \(deviation)")
    #expect(abs(deviation.bias) < 0.005, "\(plane): \(deviation)")
  }

  private static func counts() throws -> [Float] {
    try ComputedField(parameters, size: size, shortcuts: .all, limit: EscapeLimits().maximumIterations).counts
  }

  @Test("R′G′B′ codes are the nearest to the exact colours", arguments: colorings())
  func rgb(coloring: Coloring) throws {
    let picture = try TestPicture.rendered(
      Self.parameters, size: Self.size, format: .rgb24, workers: 2, coloring: coloring)
    let exact = try Self.counts().flatMap { count in
      Self.samples(of: count, parameters: Self.parameters, coloring: coloring) {
        [255 * $0, 255 * $1, 255 * $2]
      }
    }
    Self.expectNearest(Deviation(picture.plane(0), from: exact), "R′G′B′")
  }

  @Test("Y′CbCr codes are the nearest to exact colours, filtered exactly", arguments: colorings())
  func yuv(coloring: Coloring) throws {
    let picture = try TestPicture.rendered(
      Self.parameters, size: Self.size, format: .yuv420, workers: 2, coloring: coloring)
    let exact = try Self.counts().map { count in
      Self.samples(of: count, parameters: Self.parameters, coloring: coloring) {
        let color = YCbCr709(red: $0, green: $1, blue: $2)
        return [color.luma, color.blueDifference, color.redDifference]
      }
    }
    Self.expectNearest(Deviation(picture.plane(0), from: exact.map { $0[0] }), "Y′")
    for plane in 1...2 {
      let filtered = (0..<Self.size.height / 2).flatMap { row in
        (0..<Self.size.width / 2).map { column in
          [(-1, 0.25), (0, 0.5), (1, 0.25)].reduce(0.0) { sum, tap in
            let index = 2 * row * Self.size.width + max(0, 2 * column + tap.0)
            return sum + tap.1 * 0.5 * (exact[index][plane] + exact[index + Self.size.width][plane])
          }
        }
      }
      Self.expectNearest(Deviation(picture.plane(plane), from: filtered), "chroma \(plane)")
    }
  }

  @Test("where two stops almost coincide, no colour between them appears", arguments: [true, false])
  func hardStops(isCyclic: Bool) throws {
    let dark = SRGBColor(red: 20, green: 30, blue: 40)
    let light = SRGBColor(red: 240, green: 200, blue: 180)
    let stops = [(0, dark), (0.3, dark), (0.3 + 1e-9, light), (1 - 1e-9, light)]
    var coloring = TestPicture.coloring
    coloring.interior = dark
    coloring.palette = Palette(
      stops: stops.map { Palette.Stop(position: $0.0, color: $0.1) }, isCyclic: isCyclic)
    var parameters = Self.parameters
    parameters.palettePhase = 0
    let picture = try TestPicture.rendered(
      parameters, size: Self.size, format: .rgb24, workers: 1, coloring: coloring)
    let bytes = picture.plane(0)
    let colors = Set(stride(from: 0, to: bytes.count, by: 3).map { Array(bytes[$0..<$0 + 3]) })
    #expect(colors == [[20, 30, 40], [240, 200, 180]])
  }

  @Test("the interior is its colour in Y′CbCr too, next to white without carrying into it")
  func interior() throws {
    let white = SRGBColor(red: 255, green: 255, blue: 255)
    for (color, codes) in [(white, [235, 128, 128]), (SRGBColor(red: 0, green: 0, blue: 255), [32, 240, 118])] {
      var coloring = TestPicture.coloring
      coloring.interior = color
      let inside = FrameParameters(juliaConstant: .zero, camera: Camera(width: 0.5))
      let picture = try TestPicture.rendered(
        inside, size: FrameSize(width: 8, height: 8), format: .yuv420, workers: 1, coloring: coloring)
      for plane in 0..<3 { #expect(Set(picture.plane(plane)) == [UInt8(codes[plane])]) }
    }
  }
}
