import RealModule

/// A number as people write it, with all its digits: ±0.d₁d₂d₃… · 10^exponent.
///
/// Equal numbers are equal however they are written: no zero stands in front of the digits or behind them.
public struct DecimalNumber: Hashable, Sendable {
  /// Digits that a text may have, and the largest power of ten.
  public static let mostDigits = 4000
  /// The largest and smallest power of ten.
  public static let exponents = -5000...5000

  /// Whether the number is below 0; never of 0 itself.
  public let isNegative: Bool
  /// The digits, each 0…9, the first and the last not 0; none of 0.
  let digits: [UInt8]
  /// The power of ten; 0 of 0.
  let exponent: Int

  private init(isNegative: Bool, digits: ArraySlice<UInt8>, exponent: Int) {
    let zeros = digits.prefix { $0 == 0 }.count
    var kept = digits.dropFirst(zeros)
    while kept.last == 0 { kept.removeLast() }
    self.digits = Array(kept)
    self.isNegative = isNegative && !kept.isEmpty
    self.exponent = kept.isEmpty ? 0 : exponent - zeros
  }

  /// The number that `text` says, written as JSON writes numbers, also with a sign + and without a digit in front of the point; `nil` where
  /// it is none, or has more than `mostDigits` digits or an exponent outside `exponents`.
  public init?(_ text: String) {
    var rest = Substring(text).utf8[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    let whole = Self.takeDigits(&rest)
    var digits = whole
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      digits += Self.takeDigits(&rest)
    }
    guard !digits.isEmpty, digits.count <= Self.mostDigits else { return nil }
    var power = 0
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      guard let written = Int(String(Substring(rest))), Self.exponents.contains(written) else { return nil }
      power = written
      rest = rest[rest.endIndex...]
    }
    guard rest.isEmpty else { return nil }
    self.init(isNegative: isNegative, digits: digits[...], exponent: whole.count + power)
    guard digits.isEmpty || Self.exponents.contains(exponent) else { return nil }
  }

  /// `value` as the shortest decimal that is read as it again; `value` is finite.
  public init(_ value: Double) {
    guard let number = DecimalNumber(value.description) else { preconditionFailure("\(value) is no finite number") }
    self = number
  }

  /// 10^`exponent`, one of `exponents`.
  public init(powerOfTen exponent: Int) {
    self.init(isNegative: false, digits: [1], exponent: exponent + 1)
  }

  private static func takeDigits(_ text: inout Substring.UTF8View) -> [UInt8] {
    let digits = text.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    text = text[digits.endIndex...]
    return digits.map { $0 - UInt8(ascii: "0") }
  }

  /// Whether the number is 0.
  public var isZero: Bool { digits.isEmpty }

  /// Digits from the first that is not 0 to the last.
  public var significantDigits: Int { digits.count }

  /// Digits behind the decimal point, if the number is written without an exponent.
  public var fractionDigits: Int { max(0, digits.count - exponent) }

  /// The nearest double; 0 or infinite where it is out of reach.
  public var approximation: Double {
    // More digits than these never change the nearest double (767 decide the last tie, and a digit more tells that there is a rest).
    var text = String(decoding: digits.prefix(768).map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    if digits.count > 768 { text += "1" }
    return Double("\(isNegative ? "-" : "")0.\(text.isEmpty ? "0" : text)e\(exponent)") ?? 0
  }

  /// The number as mantissa and binary exponent, within some units of a double's last place.
  public var scaled: ScaledDouble {
    let head = DecimalNumber(isNegative: isNegative, digits: digits.prefix(20), exponent: 0)
    return ScaledDouble(head.approximation) * Self.powerOfTen(exponent)
  }

  private static func powerOfTen(_ exponent: Int) -> ScaledDouble {
    var result = ScaledDouble(1)
    var factor = ScaledDouble(10)
    var rest = exponent.magnitude
    while rest > 0 {
      if rest & 1 == 1 { result = result * factor }
      factor = factor * factor
      rest >>= 1
    }
    return exponent < 0 ? ScaledDouble(1) / result : result
  }

  /// The number as a fixed-point number, less than two units of its last place off; `nil` where its whole part has no place in 64 bits.
  public func fixedPoint(fractionLimbs: Int) -> FixedPoint? {
    let wholeCount = max(0, exponent)
    // 18 digits are below 10¹⁸ whatever they are.
    guard wholeCount <= 18 else { return nil }
    let padded = digits + Array(repeating: 0, count: max(0, wholeCount - digits.count))
    let whole = padded.prefix(wholeCount).reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
    // A limb more than asked for takes in what the divisions drop.
    var limbs = [UInt64](repeating: 0, count: fractionLimbs + 1)
    // So do digits behind those that the limbs have place for, 19.3 a limb.
    let fraction = padded.dropFirst(wholeCount).prefix(20 * limbs.count)
    for digit in fraction.reversed() { Self.divideByTen(&limbs, whole: UInt64(digit)) }
    for _ in 0..<max(0, -exponent) { Self.divideByTen(&limbs, whole: 0) }
    return FixedPoint(isNegative: isNegative, limbs: limbs.dropFirst() + [whole])
  }

  /// (`whole` + 0.`limbs`) / 10, which is below 1.
  private static func divideByTen(_ limbs: inout [UInt64], whole: UInt64) {
    var remainder = whole
    for index in limbs.indices.reversed() {
      let (quotient, rest) = UInt64(10).dividingFullWidth((remainder, limbs[index]))
      limbs[index] = quotient
      remainder = rest
    }
  }
}

extension DecimalNumber: CustomStringConvertible {
  /// The number in the one way in which this program writes it: without an exponent where that is short.
  public var description: String {
    let sign = isNegative ? "-" : ""
    let text = String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    guard !digits.isEmpty else { return "0" }
    if (-5...0).contains(exponent) { return "\(sign)0.\(String(repeating: "0", count: -exponent))\(text)" }
    guard (1...21).contains(exponent) else {
      let fraction = text.dropFirst()
      return "\(sign)\(text.prefix(1))\(fraction.isEmpty ? "" : ".\(fraction)")e\(exponent - 1)"
    }
    if digits.count <= exponent { return "\(sign)\(text)\(String(repeating: "0", count: exponent - digits.count))" }
    return "\(sign)\(text.prefix(exponent)).\(text.dropFirst(exponent))"
  }
}

extension FixedPoint {
  /// The number as a decimal of at most `fractionDigits` digits behind the point, cut off there.
  public func decimal(fractionDigits: Int) -> DecimalNumber {
    var rest = limbs
    let whole = String(rest.removeLast())
    var fraction = ""
    for _ in 0..<fractionDigits {
      var carry: UInt64 = 0
      for index in rest.indices {
        let (high, low) = rest[index].multipliedFullWidth(by: 10)
        let (total, overflow) = low.addingReportingOverflow(carry)
        rest[index] = total
        carry = high + (overflow ? 1 : 0)
      }
      fraction += String(carry)
    }
    guard let number = DecimalNumber("\(isNegative ? "-" : "")\(whole).\(fraction)") else {
      preconditionFailure("digits are a number")
    }
    return number
  }
}
