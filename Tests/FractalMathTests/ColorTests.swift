import FractalMath
import TestSupport
import Testing

@Suite("Colour")
struct ColorTests {
  @Test("sRGB hex is read in both lengths and written in the long one")
  func hex() {
    #expect(SRGBColor(hex: "#00A1ff") == SRGBColor(red: 0, green: 161, blue: 255))
    #expect(SRGBColor(hex: "#f80")?.description == "#ff8800")
    for wrong in ["", "#", "#12", "#12345", "123456", "#12345g", "#1234567", "#é0000"] {
      #expect(SRGBColor(hex: wrong) == nil, "\(wrong)")
    }
  }

  @Test("every 8-bit level survives linear light, and every colour Oklab")
  func roundTrip() {
    for level in 0...255 {
      let signal = Double(level) / 255
      #expect(abs(SRGBTransfer.encoded(SRGBTransfer.linear(signal)) - signal) < 1e-7)
    }
    var random = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let light = LinearRGB(
        red: .random(in: 0...1, using: &random), green: .random(in: 0...1, using: &random),
        blue: .random(in: 0...1, using: &random))
      let back = LinearRGB(Oklab(light))
      #expect(abs(back.red - light.red) + abs(back.green - light.green) + abs(back.blue - light.blue) < 1e-6)
    }
  }

  @Test("Oklab agrees with the published values of its author's table")
  func oklabReference() {
    // D65 white and pure sRGB red: L 1.000 a 0 b 0, and L 0.628 a 0.225 b 0.126 (Ottosson 2020).
    let white = Oklab(LinearRGB(SRGBColor(red: 255, green: 255, blue: 255)))
    #expect(abs(white.lightness - 1) < 1e-3 && abs(white.a) < 1e-3 && abs(white.b) < 1e-3)
    let red = Oklab(LinearRGB(SRGBColor(red: 255, green: 0, blue: 0)))
    #expect(abs(red.lightness - 0.628) < 1e-3 && abs(red.a - 0.225) < 1e-3 && abs(red.b - 0.126) < 1e-3)
  }

  @Test("BT.709 limited range puts black, white and the primaries where the recommendation does")
  func ycbcr() {
    func codes(_ red: Double, _ green: Double, _ blue: Double) -> [Int] {
      let color = YCbCr709(red: red, green: green, blue: blue)
      return [color.luma, color.blueDifference, color.redDifference].map { Int($0.rounded()) }
    }
    #expect(codes(0, 0, 0) == [16, 128, 128])
    #expect(codes(1, 1, 1) == [235, 128, 128])
    #expect(codes(1, 0, 0) == [63, 102, 240])
    #expect(codes(0, 1, 0) == [173, 42, 26])
    #expect(codes(0, 0, 1) == [32, 240, 118])
  }
}

@Suite("Palette")
struct PaletteTests {
  private static let black = SRGBColor(red: 0, green: 0, blue: 0)
  private static let white = SRGBColor(red: 255, green: 255, blue: 255)
  private static let stops = [Palette.Stop(position: 0.2, color: black), Palette.Stop(position: 0.6, color: white)]

  @Test("stops are met exactly and the middle is half-way in lightness")
  func interpolation() {
    let palette = Palette(stops: Self.stops, isCyclic: false)
    #expect(palette.color(at: 0.2) == Oklab(LinearRGB(Self.black)))
    #expect(palette.color(at: 0.6) == Oklab(LinearRGB(Self.white)))
    #expect(abs(palette.color(at: 0.4).lightness - 0.5) < 1e-3)
  }

  @Test("the colours of a table are those of its places", arguments: [true, false])
  func table(isCyclic: Bool) {
    let palette = Palette(stops: Self.stops, isCyclic: isCyclic)
    #expect(palette.colors(intervals: 32) == (0...32).map { palette.color(at: Double($0) / 32) })
  }

  @Test("a clamped palette holds its ends, a cyclic one goes on over them")
  func ends() {
    let clamped = Palette(stops: Self.stops, isCyclic: false)
    #expect(clamped.color(at: 0) == clamped.color(at: 0.2))
    #expect(clamped.color(at: 1) == clamped.color(at: 0.6))
    let cyclic = Palette(stops: Self.stops, isCyclic: true)
    #expect(abs(cyclic.color(at: 0).lightness - cyclic.color(at: 1).lightness) < 1e-12)
    #expect(abs(cyclic.color(at: 0.9).lightness - 0.5) < 1e-3)
  }

  @Test("one stop is one colour everywhere")
  func single() {
    let palette = Palette(stops: [Palette.Stop(position: 0.5, color: Self.white)], isCyclic: true)
    for position in [0, 0.3, 0.5, 1] { #expect(abs(palette.color(at: position).lightness - 1) < 1e-3) }
  }
}
