import FractalMath

/// Converts full-colour pictures to a fixed palette of at most 255 colours and a transparent one: for a GIF, whose
/// colours would flicker if each picture chose its own.
///
/// The nearest colour is measured in Oklab, and looked up in a table of 64³ cells of equal size in R′G′B′.
package struct ColorQuantizer: Sendable {
  /// Colours of a GIF besides the transparent one, with which its encoder marks unchanged pixels.
  package static let largestColorCount = 255

  private static let bitsPerPart = 6
  private static let transparentColor = 255

  private let colors: [SRGBColor]
  /// The nearest colour's number for each cell; red varies slowest.
  private let nearest: [UInt8]
  /// What is added to each part of a pixel before it is looked up, for 8×8 pixels.
  private let ditherPattern: [Int]

  /// A quantizer to `colors`, 1 to 255 of them.
  ///
  /// An ordered pattern (Bayer's) moves pixels up or down by at most `ditherAmplitude` steps of 1/255: it hides the steps of gradients
  /// with few colours, and makes files larger. 0 leaves pixels unchanged.
  ///
  /// - Complexity: 262 144 comparisons for each colour, some tenths of a second.
  package init(colors: [SRGBColor], ditherAmplitude: Int = 0) {
    precondition(
      !colors.isEmpty && colors.count <= Self.largestColorCount, "\(colors.count) colours for a quantizer")
    self.colors = colors
    nearest = Self.table(of: colors)
    ditherPattern = (0..<64).map { place in
      (2 * Self.bayer(x: place % 8, y: place / 8) - 63) * ditherAmplitude / 64
    }
  }

  /// The amplitude that hides the steps between `colors`: half of the distance from one to the nearest other, in the largest of the
  /// three parts, for the colour in the middle of all.
  package static func amplitude(for colors: [SRGBColor]) -> Int {
    let parts = colors.map { SIMD3<Int>(Int($0.red), Int($0.green), Int($0.blue)) }
    let distances = parts.indices.compactMap { index in
      parts.indices.lazy.filter { $0 != index }.map { other -> Int in
        let difference = parts[index] &- parts[other]
        return max(difference.max(), -difference.min())
      }.min()
    }.sorted()
    return distances.isEmpty ? 0 : (distances[distances.count / 2] + 1) / 2
  }

  /// Fills `target`, in the layout `palette8`, with what `source`, in the layout `rgb24`, shows; both have one size.
  ///
  /// - Complexity: some nanoseconds a pixel.
  package func quantize(_ source: Picture, into target: Picture) {
    precondition(
      source.layout == .rgb24 && target.layout == .palette8 && source.size == target.size,
      "\(source.layout) of \(source.size) quantized into \(target.layout) of \(target.size)")
    writePalette(into: target.planes[1].base)
    for y in 0..<source.size.height {
      let pixels = source.planes[0].base + y * source.planes[0].rowStride
      let numbers = target.planes[0].base + y * target.planes[0].rowStride
      for x in 0..<source.size.width {
        let shift = ditherPattern[y % 8 * 8 + x % 8]
        numbers[x] =
          nearest[
            Self.cell(Int(pixels[3 * x]) + shift, Int(pixels[3 * x + 1]) + shift, Int(pixels[3 * x + 2]) + shift)]
      }
    }
  }

  private func writePalette(into entries: UnsafeMutablePointer<UInt8>) {
    // Unused colours repeat the first, so that only the last is transparent.
    for number in 0..<256 {
      let color = number < colors.count ? colors[number] : colors[0]
      entries[4 * number] = color.blue
      entries[4 * number + 1] = color.green
      entries[4 * number + 2] = color.red
      entries[4 * number + 3] = number == Self.transparentColor ? 0 : 255
    }
  }

  private static func cell(_ red: Int, _ green: Int, _ blue: Int) -> Int {
    func part(_ value: Int) -> Int { min(max(value, 0), 255) >> (8 - bitsPerPart) }
    return (part(red) << bitsPerPart | part(green)) << bitsPerPart | part(blue)
  }

  private static func table(of colors: [SRGBColor]) -> [UInt8] {
    let places = colors.map { place(of: $0) }
    let step = 256 >> bitsPerPart
    var table = (0..<1 << (3 * bitsPerPart)).map { cell in
      let mask = (1 << bitsPerPart) - 1
      func middle(_ part: Int) -> UInt8 { UInt8((part & mask) * step + step / 2) }
      let color = SRGBColor(
        red: middle(cell >> (2 * bitsPerPart)), green: middle(cell >> bitsPerPart), blue: middle(cell))
      return nearestColor(to: place(of: color), among: places)
    }
    // The cell that contains a colour maps to it, even if another is nearer to the cell's middle.
    for (number, color) in colors.enumerated().reversed() {
      table[cell(Int(color.red), Int(color.green), Int(color.blue))] = UInt8(number)
    }
    return table
  }

  private static func place(of color: SRGBColor) -> SIMD4<Float> {
    let oklab = Oklab(LinearRGB(color))
    return SIMD4(Float(oklab.lightness), Float(oklab.a), Float(oklab.b), 0)
  }

  private static func nearestColor(to place: SIMD4<Float>, among places: [SIMD4<Float>]) -> UInt8 {
    var nearest = 0
    var least = Float.infinity
    for (number, other) in places.enumerated() {
      let difference = place - other
      let distance = (difference * difference).sum()
      if distance < least { (nearest, least) = (number, distance) }
    }
    return UInt8(nearest)
  }

  /// The threshold, 0…63, of a pixel in Bayer's 8×8 pattern: the bits of x XOR y and of y, interleaved, the lowest first.
  private static func bayer(x: Int, y: Int) -> Int {
    (0..<3).reduce(0) { threshold, bit in
      threshold << 2 | ((x ^ y) >> bit & 1) << 1 | y >> bit & 1
    }
  }
}
