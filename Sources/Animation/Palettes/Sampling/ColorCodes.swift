import FractalMath

/// Red, green and blue of an sRGB signal in unrounded 8-bit codes, 0…255.
typealias ColorCodes = SIMD3<Double>

extension SIMD3<Double> {
  /// The codes of `color`.
  init(_ color: SRGBColor) { self.init(Double(color.red), Double(color.green), Double(color.blue)) }

  /// The codes of an Oklab colour; values outside sRGB are clipped.
  init(_ color: Oklab) {
    let light = LinearRGB(color)
    self =
      255
      * SIMD3(SRGBTransfer.encoded(light.red), SRGBTransfer.encoded(light.green), SRGBTransfer.encoded(light.blue))
  }

  /// The codes of `parts`, red, green and blue from 0 to 1.
  init(parts: [Double]) { self = 255 * SIMD3(parts[0], parts[1], parts[2]) }

  /// The largest difference among the components.
  func difference(to other: Self) -> Double {
    let difference = self - other
    return Swift.max(abs(difference.x), abs(difference.y), abs(difference.z))
  }

  /// The colour `fraction` of the way from here to `other`.
  func mixed(with other: Self, fraction: Double) -> Self { self + (other - self) * fraction }

  /// The nearest colour with integer codes.
  var color: SRGBColor {
    let codes = self.clamped(lowerBound: SIMD3(repeating: 0), upperBound: SIMD3(repeating: 255)).rounded(
      .toNearestOrAwayFromZero)
    return SRGBColor(red: UInt8(codes.x), green: UInt8(codes.y), blue: UInt8(codes.z))
  }
}
