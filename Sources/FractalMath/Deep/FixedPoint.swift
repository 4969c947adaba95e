/// A signed number with a whole part of 64 bits and a fixed number of limbs of 64 bits behind the binary point.
///
/// It holds what double precision cannot: the middle of a deep view, c, and the orbit of that middle. Sums are exact; a product is
/// off by less than two units of the last place. Two numbers that meet in an operation have the same precision.
public struct FixedPoint: Hashable, Sendable {
  /// Whether the number is below 0; never of 0 itself.
  public private(set) var isNegative: Bool
  /// The magnitude, least significant limb first; the last one is the whole part.
  private(set) var limbs: [UInt64]

  /// Limbs behind the binary point.
  public var fractionLimbs: Int { limbs.count - 1 }

  /// Whether the number is 0.
  public var isZero: Bool { limbs.allSatisfy { $0 == 0 } }

  /// The magnitude `limbs`, with a sign unless it is 0.
  init(isNegative: Bool, limbs: [UInt64]) {
    self.limbs = limbs
    self.isNegative = isNegative && limbs.contains { $0 != 0 }
  }

  /// 0, with `fractionLimbs` limbs behind the point.
  public init(fractionLimbs: Int) {
    self.init(isNegative: false, limbs: Array(repeating: 0, count: fractionLimbs + 1))
  }

  /// `value`, whose magnitude is below 2⁶⁴; bits behind the last place are dropped.
  public init(_ value: Double, fractionLimbs: Int) {
    precondition(value.magnitude < 0x1p64, "\(value) has no place in 64 bits of a whole part")
    var limbs = [UInt64](repeating: 0, count: fractionLimbs + 1)
    var rest = value.magnitude
    for index in limbs.indices.reversed() where rest != 0 {
      let whole = rest.rounded(.towardZero)
      limbs[index] = UInt64(whole)
      rest = (rest - whole) * 0x1p64
    }
    self.init(isNegative: value < 0, limbs: limbs)
  }

  /// The same number with another precision; bits behind the last place are dropped.
  public func with(fractionLimbs: Int) -> FixedPoint {
    let missing = fractionLimbs - self.fractionLimbs
    let kept = missing >= 0 ? Array(repeating: 0, count: missing) + limbs : Array(limbs[(-missing)...])
    return FixedPoint(isNegative: isNegative, limbs: kept)
  }
}

extension FixedPoint {
  /// The number with the other sign.
  public static prefix func - (value: FixedPoint) -> FixedPoint {
    FixedPoint(isNegative: !value.isNegative, limbs: value.limbs)
  }

  /// The exact sum, whose magnitude is below 2⁶⁴.
  public static func + (left: FixedPoint, right: FixedPoint) -> FixedPoint {
    precondition(left.limbs.count == right.limbs.count, "numbers of different precision")
    if left.isNegative == right.isNegative {
      return FixedPoint(isNegative: left.isNegative, limbs: sum(left.limbs, right.limbs))
    }
    return precedes(left.limbs, right.limbs)
      ? FixedPoint(isNegative: right.isNegative, limbs: difference(right.limbs, left.limbs))
      : FixedPoint(isNegative: left.isNegative, limbs: difference(left.limbs, right.limbs))
  }

  /// The exact difference, whose magnitude is below 2⁶⁴.
  public static func - (left: FixedPoint, right: FixedPoint) -> FixedPoint { left + -right }

  /// The product, whose magnitude is below 2⁶⁴.
  ///
  /// - Complexity: half as many multiplications of limbs as the precision's square.
  public static func * (left: FixedPoint, right: FixedPoint) -> FixedPoint {
    precondition(left.limbs.count == right.limbs.count, "numbers of different precision")
    return FixedPoint(
      isNegative: left.isNegative != right.isNegative, limbs: product(left.limbs, right.limbs))
  }

  /// Twice the number.
  public var doubled: FixedPoint { self + self }

  private static func sum(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
    var result = left
    var carry: UInt64 = 0
    for index in result.indices {
      let (partial, first) = left[index].addingReportingOverflow(right[index])
      let (total, second) = partial.addingReportingOverflow(carry)
      result[index] = total
      carry = first || second ? 1 : 0
    }
    precondition(carry == 0, "a sum has no place in 64 bits of a whole part")
    return result
  }

  /// `left` − `right`, which is not larger.
  private static func difference(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
    var result = left
    var borrow: UInt64 = 0
    for index in result.indices {
      let (partial, first) = left[index].subtractingReportingOverflow(right[index])
      let (total, second) = partial.subtractingReportingOverflow(borrow)
      result[index] = total
      borrow = first || second ? 1 : 0
    }
    return result
  }

  private static func precedes(_ left: [UInt64], _ right: [UInt64]) -> Bool {
    for index in left.indices.reversed() where left[index] != right[index] { return left[index] < right[index] }
    return false
  }

  /// The product without its columns behind the last place but one, which stands guard: what lies behind it is less than as many of its units
  /// as there are limbs.
  private static func product(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
    let count = left.count
    let guardColumn = max(0, count - 2)
    // One column for the guard, the limbs of the result, and one that must stay empty.
    var columns = [UInt64](repeating: 0, count: 2 * count - guardColumn)
    for i in 0..<count where left[i] != 0 {
      var carry: UInt64 = 0
      for j in max(0, guardColumn - i)..<count {
        let (high, low) = left[i].multipliedFullWidth(by: right[j])
        let column = i + j - guardColumn
        let (partial, first) = columns[column].addingReportingOverflow(low)
        let (total, second) = partial.addingReportingOverflow(carry)
        columns[column] = total
        // At most 2⁶⁴ − 1: the product of two limbs leaves room for two more.
        carry = high + (first ? 1 : 0) + (second ? 1 : 0)
      }
      columns[i + count - guardColumn] = carry
    }
    let first = count - 1 - guardColumn
    precondition(
      columns[(first + count)...].allSatisfy { $0 == 0 }, "a product has no place in 64 bits of a whole part")
    return Array(columns[first..<first + count])
  }
}

extension FixedPoint {
  /// The number as mantissa and exponent, with the precision of a double; less than one unit of that off.
  public var scaled: ScaledDouble {
    guard let top = limbs.lastIndex(where: { $0 != 0 }) else { return .zero }
    let high = Double(limbs[top])
    let low = top > 0 ? Double(limbs[top - 1]) * 0x1p-64 : 0
    return ScaledDouble(isNegative ? -(high + low) : high + low, exponent: 64 * (top - fractionLimbs))
  }

  /// The number in double precision; 0 where it is too small for that.
  public var approximation: Double { scaled.value }
}
