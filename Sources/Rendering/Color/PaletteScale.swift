/// How the value x of an escaping point becomes a position in the palette.
public enum PaletteScale: Hashable, Sendable {
  /// density · x + phase.
  case linear
  /// density · log₂(1 + x) + phase.
  case logarithmic
  /// density · share(x) + phase: each part of the palette has the same part of the film's pixels.
  case equalized(ValueShares)
}

extension PaletteScale {
  /// log₂(1 + x) for x of 0 or more, to 10⁻⁹: by ln m = 2 artanh((m − 1)/(m + 1)) of the mantissa m between √½ and √2. Only additions,
  /// products and a quotient, so that it is the same on every machine and has no branch.
  @inline(__always)
  static func logarithm(_ x: Double) -> Double {
    let bits = (1 + x).bitPattern
    // Subtracting the bits of √½ carries the mantissa's half into the exponent.
    let exponent = Int64(bitPattern: bits &- 0x3FE6_A09E_667F_3BCD) &>> 52
    let mantissa = Double(bitPattern: bits &- UInt64(bitPattern: exponent &<< 52))
    let s = (mantissa - 1) / (mantissa + 1)
    let t = s * s
    let series = 1 + t * (1.0 / 3 + t * (1.0 / 5 + t * (1.0 / 7 + t * (1.0 / 9 + t * (1.0 / 11)))))
    return Double(exponent) + 2.885390081777927 * s * series
  }
}
