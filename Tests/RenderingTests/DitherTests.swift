import ComplexModule
import FilmFormat
import FractalMath
import Rendering
import TestSupport
import Testing

@Suite("Dither")
struct DitherTests {
  private static let patterns: [DitherPattern] = [.ordered, .blueNoise]

  /// A picture of one colour, between two codes in most samples.
  private static func picture(
    _ dither: DitherPattern, format: PixelTarget.Format, phase: Double
  ) throws -> TestPicture {
    var coloring = TestPicture.coloring
    coloring.dither = dither
    coloring.palette = Palette(
      stops: [(0, UInt8(40)), (0.5, 41)].map {
        Palette.Stop(position: $0.0, color: SRGBColor(red: $0.1, green: 2 * $0.1, blue: 3 * $0.1))
      }, isCyclic: true)
    return try TestPicture.rendered(
      FrameParameters(
        juliaConstant: .zero, camera: Camera(center: Complex(10, 10), width: 1), palettePhase: phase, paletteDensity: 0),
      size: FrameSize(width: 128, height: 128), format: format, workers: 1, coloring: coloring)
  }

  @Test("the mean of a dithered patch is the colour between the codes", arguments: patterns)
  func mean(pattern: DitherPattern) throws {
    for (phase, part) in [(0.0, 0.0), (0.125, 0.25), (0.25, 0.5), (0.4, 0.8)] {
      let exact = try Self.means(Self.picture(.none, format: .rgb(bitDepth: .sixteen), phase: phase), bytes: 2)
      let dithered = try Self.means(Self.picture(pattern, format: .rgb24, phase: phase), bytes: 1)
      for component in 0..<3 {
        #expect(abs(dithered[component] - exact[component] / 257) < 0.02, "\(part), component \(component)")
      }
    }
  }

  /// The means of R′, G′ and B′.
  private static func means(_ picture: TestPicture, bytes: Int) -> [Double] {
    let plane = picture.plane(0)
    let codes = stride(from: 0, to: plane.count, by: bytes).map { place in
      bytes == 1 ? Double(plane[place]) : Double(Int(plane[place]) << 8 | Int(plane[place + 1]))
    }
    return (0..<3).map { component in
      stride(from: component, to: codes.count, by: 3).reduce(0) { $0 + codes[$1] } / Double(codes.count / 3)
    }
  }

  @Test("what is a code already stays, and without a pattern every sample of a patch is the same")
  func turnsOff() throws {
    for pattern in DitherPattern.allCases {
      let exact = try Self.picture(pattern, format: .rgb24, phase: 0)
      #expect(Set(stride(from: 0, to: 64 * 3, by: 3).map { exact.plane(0)[$0] }) == [40])
    }
    let between = try Self.picture(.none, format: .rgb24, phase: 0.2)
    #expect(Set(stride(from: 0, to: 64 * 3, by: 3).map { between.plane(0)[$0] }).count == 1)
  }

  @Test("films are dithered too, in eight and ten bits, by a code at most", arguments: patterns)
  func films(pattern: DitherPattern) throws {
    for depth in PixelTarget.FilmBitDepth.allCases {
      for subsampling in ChromaSampling.allCases {
        let format = PixelTarget.Format.yuv(subsampling, bitDepth: depth)
        let plain = try Self.picture(.none, format: format, phase: 0.23)
        let dithered = try Self.picture(pattern, format: format, phase: 0.23)
        for plane in 0..<3 {
          let (before, after) = (plain.plane(plane), dithered.plane(plane))
          // The low bytes: a code up or down, over the end of a byte too.
          let distances = stride(from: 0, to: before.count, by: depth == .eight ? 1 : 2).map {
            Int8(truncatingIfNeeded: Int(after[$0]) - Int(before[$0]))
          }
          #expect(distances.allSatisfy { abs($0) <= 1 }, "\(format)")
        }
        #expect(plain.bytes != dithered.bytes)
      }
    }
  }
}
