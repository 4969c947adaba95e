/// What is known of a song as a part of its greatest value, in whole numbers: what values of a film may follow.
extension SongFeatures {
  /// The number that stands for 1.
  public static let one = 4095
  /// The part of what is above 0 that may be above 1, and then counts as 1: a single crash does not make the rest small.
  private static let clippedShare = 100
  /// How long the pulse of a beat lasts, in features: 0.05 s.
  private static let pulseLength = rate / 20

  /// The root of the mean power at each time, as a part of what all but a hundredth of the song stays below.
  public var levelCurve: [UInt16] { Self.amplitudes(levels) }

  /// The same of the frequencies in the requested band `index`.
  public func bandCurve(_ index: Int) -> [UInt16] { Self.amplitudes(bands[index]) }

  /// How much begins at each time, as a part of what all but a hundredth of the times stay below at which something does.
  public var onsetCurve: [UInt16] {
    guard let top = Self.top(of: onsets) else { return onsets.map { _ in 0 } }
    return onsets.map { UInt16(min(Self.one * Int($0) / top, Self.one)) }
  }

  /// 1 for 0.05 s from each of `beats` on, otherwise 0.
  public func beatCurve(_ beats: SongBeats) -> [UInt16] {
    var curve = [UInt16](repeating: 0, count: onsets.count)
    for beat in beats.beats {
      for index in beat.index..<min(beat.index + Self.pulseLength, curve.count) { curve[index] = UInt16(Self.one) }
    }
    return curve
  }

  private static func amplitudes(_ levels: [UInt16]) -> [UInt16] {
    guard let top = top(of: levels) else { return levels.map { _ in 0 } }
    let powers = LevelPowers()
    let whole = powers.power(ofLevel: top)
    return levels.map { level in
      UInt16((Double(one) * min(powers.power(ofLevel: Int(level)) / whole, 1).squareRoot()).rounded())
    }
  }

  /// The value that all but a hundredth of those above 0 do not exceed; `nil` if none is above 0.
  private static func top(of values: [UInt16]) -> Int? {
    let sorted = values.filter { $0 > 0 }.sorted()
    guard !sorted.isEmpty else { return nil }
    return Int(sorted[sorted.count - 1 - sorted.count / clippedShare])
  }
}

/// The powers that levels stand for, by products and quotients alone, so that they are the same on every machine.
private struct LevelPowers {
  /// 2^(k/256) for k from 0 to 255.
  private let parts: [Double]

  init() {
    // 2^(1/256), 2^(1/128) … 1/2: each is the square root of the next.
    var roots = [2.0]
    for _ in 0..<8 { roots.append((roots.last ?? 1).squareRoot()) }
    let bits = Array(roots.dropFirst().reversed())
    parts = (0..<256).map { number in
      bits.enumerated().reduce(1) { product, bit in number >> bit.offset & 1 == 1 ? product * bit.element : product }
    }
  }

  /// 2^(level/256) − 1.
  func power(ofLevel level: Int) -> Double {
    Double(sign: .plus, exponent: level >> 8, significand: parts[level & 255]) - 1
  }
}
