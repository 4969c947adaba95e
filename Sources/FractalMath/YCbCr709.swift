/// A colour in Y′CbCr of ITU-R BT.709, limited range, in 8-bit code values that are not rounded yet.
public struct YCbCr709: Hashable, Sendable {
  /// Luma, 16 (black) … 235 (white).
  public var luma: Double
  /// Blue difference, 16…240, 128 is neutral.
  public var blueDifference: Double
  /// Red difference, 16…240, 128 is neutral.
  public var redDifference: Double

  /// The code values of the signal values `red`, `green`, `blue`, each 0…1.
  ///
  /// Source: Recommendation ITU-R BT.709-6, items 3.2 to 3.5.
  public init(red: Double, green: Double, blue: Double) {
    let y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    luma = 16 + 219 * y
    blueDifference = 128 + 224 * (blue - y) / 1.8556
    redDifference = 128 + 224 * (red - y) / 1.5748
  }
}
