import FractalMath

/// A histogram of a picture's colours in cells with sides of 8 codes, each with the mean of its pixels.
///
/// All numbers are integers, so that the result is the same on every machine.
package struct ColorCensus {
  /// Coordinates in Oklab, in units of 1/65 536, and the weight of the colour.
  struct Cell {
    let coordinates: SIMD3<Int>
    let weight: Int
  }

  let cells: [Cell]

  /// Bits of a code that select its cell.
  private static let bits = 5
  /// Units per 1 of a coordinate.
  static let scale = 65_536.0
  /// Pixels with less opacity are ignored.
  private static let leastAlpha = 128

  /// The census of pixels of red, green, blue and opacity.
  ///
  /// A cell's weight is the square root of its pixel count, so that a small flower is not lost in a meadow.
  /// - Complexity: O(pixels).
  package init(rgba: [UInt8]) {
    let cellCount = 1 << (3 * Self.bits)
    var counts = [Int](repeating: 0, count: cellCount)
    var sums = [SIMD3<Int>](repeating: SIMD3(0, 0, 0), count: cellCount)
    let shift = 8 - Self.bits
    for pixel in stride(from: 0, to: rgba.count - rgba.count % 4, by: 4) where rgba[pixel + 3] >= Self.leastAlpha {
      let (red, green, blue) = (Int(rgba[pixel]), Int(rgba[pixel + 1]), Int(rgba[pixel + 2]))
      let cell = ((red >> shift) << Self.bits | green >> shift) << Self.bits | blue >> shift
      counts[cell] += 1
      sums[cell] &+= SIMD3(red, green, blue)
    }
    cells = (0..<cellCount).filter { counts[$0] > 0 }.map { cell in
      let (count, sum) = (counts[cell], sums[cell])
      let mean = (sum &* 2 &+ SIMD3(repeating: count)) / SIMD3(repeating: 2 * count)
      let color = SRGBColor(red: UInt8(mean.x), green: UInt8(mean.y), blue: UInt8(mean.z))
      return Cell(coordinates: Self.coordinates(of: color), weight: max(1, Int(Double(count).squareRoot())))
    }
  }

  static func coordinates(of color: SRGBColor) -> SIMD3<Int> {
    let oklab = Oklab(LinearRGB(color))
    return SIMD3(
      Int((oklab.lightness * scale).rounded()), Int((oklab.a * scale).rounded()), Int((oklab.b * scale).rounded()))
  }
}
