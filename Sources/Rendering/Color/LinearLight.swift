import FractalMath

/// Linear light of the three primaries in parts of 1/65 535, and sums of it: integers, so that the order of addition
/// does not matter.
///
/// Of a colour that covers only in part, it is the light that it adds to what lies behind: as much less as it covers less.
struct LinearLight: Hashable, Sendable {
  /// Full light.
  static let full = 65535

  /// Red, green, blue, and the number of colours added; above its lowest 8 bits, in translucent films, their opacities
  /// in parts of 1/65 535. No more than 65 colours are added.
  private var parts: SIMD4<UInt32>

  private init(parts: SIMD4<UInt32>) { self.parts = parts }

  /// No light, the sum of no colours.
  static let none = LinearLight(parts: .zero)

  /// The light of one colour; parts outside the gamut are clipped.
  init(_ light: LinearRGB) {
    func part(_ value: Double) -> UInt32 { UInt32((Double(Self.full) * min(max(value, 0), 1)).rounded()) }
    parts = SIMD4(part(light.red), part(light.green), part(light.blue), 1)
  }

  /// The light of a colour that covers only in part.
  init(_ color: LinearRGB, opacity: Double) {
    let covered = min(max(opacity, 0), 1)
    self.init(
      LinearRGB(red: covered * color.red, green: covered * color.green, blue: covered * color.blue))
    parts.w |= UInt32((Double(Self.full) * covered).rounded()) << Self.opacityShift
  }

  private static let opacityShift: UInt32 = 8

  /// The light of a weighted sum of colours' parts, with weights that sum to 2^`bits`; values that negative weights
  /// take below black or above white are clipped.
  @inline(__always)
  init(weightedSum: SIMD4<Int64>, bits: Int) {
    let half = Int64(1) &<< Int64(bits &- 1)
    let light = (weightedSum &+ half) &>> SIMD4(repeating: Int64(bits))
    parts = SIMD4<UInt32>(
      truncatingIfNeeded: light.clamped(lowerBound: .zero, upperBound: SIMD4(repeating: Int64(Self.full))))
    parts.w = parts.w &<< Self.opacityShift | 1
  }

  /// The parts of one colour's light, and its opacity in translucent films, for weights that may be negative.
  @inline(__always)
  var signedParts: SIMD4<Int32> {
    SIMD4<Int32>(truncatingIfNeeded: parts &>> SIMD4(0, 0, 0, Self.opacityShift))
  }

  /// Adds a colour, or a sum of colours.
  @inline(__always)
  static func += (sum: inout LinearLight, other: LinearLight) { sum.parts &+= other.parts }

  /// One colour's light times `factor`/65 536, at most 1.
  @inline(__always)
  func scaled(by factor: UInt32) -> LinearLight {
    // 65 535 · 65 536 fits 32 bits, and so does the half that rounds.
    var scaled = (parts &* factor &+ 32768) &>> 16
    scaled.w = parts.w
    return LinearLight(parts: scaled)
  }

  /// Signal values of one colour's light, as entries of `encoding`.
  @inline(__always)
  func signal(_ encoding: UnsafePointer<UInt16>) -> SIMD4<UInt16> {
    SIMD4(encoding[Int(parts.x)], encoding[Int(parts.y)], encoding[Int(parts.z)], 0)
  }

  /// Signal values of the mean of the added colours, at least one, as entries of `encoding`.
  @inline(__always)
  func meanSignal(_ encoding: UnsafePointer<UInt16>) -> SIMD4<UInt16> {
    let count = parts.w
    let half = count &>> 1
    return SIMD4(
      encoding[Int((parts.x &+ half) / count)], encoding[Int((parts.y &+ half) / count)],
      encoding[Int((parts.z &+ half) / count)], 0)
  }

  /// The opacity of one colour in eight bits; 0 where there is none.
  @inline(__always)
  var opacityCode: UInt32 { parts.w &>> (Self.opacityShift &+ 8) }

  /// The mean of the added colours, at least one, in a translucent film: signal values of the colour, not of the light that it
  /// adds, as entries of `encoding`, and its opacity.
  @inline(__always)
  func meanStraightSignal(_ encoding: UnsafePointer<UInt16>) -> SIMD4<UInt16> {
    let (count, opacity) = (parts.w & 255, parts.w &>> Self.opacityShift)
    guard opacity > 0 else { return .zero }
    func straight(_ part: UInt32) -> Int {
      let light = (UInt64(part) &* UInt64(Self.full) &+ UInt64(opacity &>> 1)) / UInt64(opacity)
      return Int(min(light, UInt64(Self.full)))
    }
    return SIMD4(
      encoding[straight(parts.x)], encoding[straight(parts.y)], encoding[straight(parts.z)],
      UInt16(truncatingIfNeeded: (opacity &+ count &>> 1) / count))
  }

  /// The light for each 65 535th of signal, in parts of the same size.
  static let decoding: [UInt16] = (0...full).map { part in
    UInt16((Double(full) * SRGBTransfer.linear(Double(part) / Double(full))).rounded())
  }

  /// The signal value for each 65 535th of light, in parts of the same size.
  static let encoding: [UInt16] = (0...full).map { part in
    UInt16((Double(full) * SRGBTransfer.encoded(Double(part) / Double(full))).rounded())
  }
}
