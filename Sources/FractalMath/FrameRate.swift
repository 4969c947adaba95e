/// Frames per second as an exact fraction in lowest terms, so that 30000/1001 stays exact.
public struct FrameRate: Hashable, Sendable, CustomStringConvertible {
  /// Frames in `denominator` seconds, positive.
  public let numerator: Int
  /// Seconds in which `numerator` frames are shown, positive.
  public let denominator: Int

  /// The allowed rates in frames per second; within them every container's time base is exact.
  public static let range: ClosedRange<Double> = 1...1000

  /// The rate `numerator`/`denominator`, or `nil` if a part is not positive or the rate is outside `range`.
  public init?(numerator: Int, denominator: Int = 1) {
    guard numerator > 0, denominator > 0, numerator <= 1_000_000, denominator <= 1_000_000 else { return nil }
    let divisor = greatestCommonDivisor(numerator, denominator)
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
    guard Self.range.contains(framesPerSecond) else { return nil }
  }

  /// Reads `60`, `30000/1001` or a decimal number such as `23.976`, which is taken literally (2997/125).
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    switch parts.count {
    case 1:
      let decimal = parts[0].split(separator: ".", omittingEmptySubsequences: false)
      guard let whole = decimal.first, decimal.count <= 2 else { return nil }
      let fraction = decimal.count == 2 ? decimal[1] : ""
      guard fraction.count <= 6, let numerator = Int(String(whole) + String(fraction)) else { return nil }
      self.init(numerator: numerator, denominator: (0..<fraction.count).reduce(1) { power, _ in power * 10 })
    case 2:
      guard let numerator = Int(parts[0]), let denominator = Int(parts[1]) else { return nil }
      self.init(numerator: numerator, denominator: denominator)
    default:
      return nil
    }
  }

  /// The rate as a floating-point number, for display and for choices; never for timestamps.
  public var framesPerSecond: Double { Double(numerator) / Double(denominator) }

  /// When frame number `frame` is shown, in seconds, or how long so many frames are.
  public func seconds(ofFrames frames: Int) -> Double {
    Double(frames) * Double(denominator) / Double(numerator)
  }

  /// How many frames are nearest to so many seconds.
  public func frameCount(inSeconds seconds: Double) -> Int {
    Int((seconds * Double(numerator) / Double(denominator)).rounded())
  }

  /// `60` or `30000/1001`; readable by `init(_:)`.
  public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
}

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  b == 0 ? a : greatestCommonDivisor(b, a % b)
}
