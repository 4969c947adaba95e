import ComplexModule
import FractalMath
import RealModule

extension ValueCodec where Value == Double {
  /// A number in `range`, also written as a decimal string.
  static func number(_ range: NumberRange) -> Self {
    ValueCodec(
      allowed: "a number \(range)",
      read: { node, allowed, context in
        guard let value = context.finiteNumber(node, allowed: allowed) else { return nil }
        guard range.contains(value) else {
          context.report("\(JSONNumber.text(value)) is out of range; allowed: \(allowed)", at: node.origin)
          return nil
        }
        return value
      },
      encode: JSONText.number)
  }
}

extension ValueCodec where Value == Int {
  /// A whole number in `range`; `1e3` and `1000.0` are whole, too.
  static func integer(_ range: ClosedRange<Int>) -> Self {
    ValueCodec(
      allowed: range.count == 1
        ? "\(range.lowerBound)" : "a whole number from \(range.lowerBound) to \(range.upperBound)",
      read: { node, allowed, context in
        guard let number = context.finiteNumber(node, allowed: allowed) else { return nil }
        guard let value = Int(exactly: number) else {
          context.report("\(JSONNumber.text(number)) is not a whole number; allowed: \(allowed)", at: node.origin)
          return nil
        }
        guard range.contains(value) else {
          context.report("\(value) is out of range; allowed: \(allowed)", at: node.origin)
          return nil
        }
        return value
      },
      encode: { "\($0)" })
  }
}

extension ValueCodec where Value == Complex<Double> {
  /// A point of the plane, `[re, im]`, at most `largestModulus` away from 0.
  static func point(largestModulus: Double) -> Self {
    ValueCodec(
      allowed: "a point [re, im] with modulus at most \(JSONNumber.text(largestModulus))",
      read: { node, allowed, context in
        guard case .array(let parts) = node.value, parts.count == 2 else {
          context.refuse(node, allowed: allowed)
          return nil
        }
        let numbers = parts.enumerated().map { index, part in
          context.within(.index(index)) { $0.finiteNumber(part, allowed: "a number") }
        }
        guard let real = numbers[0], let imaginary = numbers[1] else { return nil }
        let point = Complex(real, imaginary)
        guard point.length <= largestModulus else {
          let modulus = JSONNumber.text(point.length)
          context.report("the modulus is \(modulus), out of range; allowed: \(allowed)", at: node.origin)
          return nil
        }
        return point
      },
      encode: { JSONText.array([JSONText.number($0.real), JSONText.number($0.imaginary)]) })
  }
}

extension ValueCodec where Value == FrameRate {
  /// Frames per second, a number or a fraction in a string.
  static var frameRate: Self {
    let range = NumberRange(FrameRate.range)
    return ValueCodec(
      allowed: "a number \(range), or a fraction such as \"30000/1001\"",
      read: { node, allowed, context in
        // Text first: 23.976 is to be the fraction that its digits say. Other spellings, like 6e1, come second.
        if let rate = node.numberText.flatMap({ FrameRate($0) }) { return rate }
        if node.numberText?.contains("/") == true {
          context.refuse(node, allowed: allowed)
          return nil
        }
        guard let number = context.finiteNumber(node, allowed: allowed) else { return nil }
        if let whole = Int(exactly: number), let rate = FrameRate(numerator: whole) { return rate }
        let problem = range.contains(number) ? "has more than six decimals" : "is out of range"
        context.report("\(JSONNumber.text(number)) \(problem); allowed: \(allowed)", at: node.origin)
        return nil
      },
      encode: { $0.denominator == 1 ? "\($0.numerator)" : JSONText.string($0.description) })
  }
}

extension DecodingContext {
  /// The finite number that `node` holds or writes in a string; where there is none, this is reported.
  fileprivate mutating func finiteNumber(_ node: JSONNode, allowed: String) -> Double? {
    let text = node.numberText
    if let value = text.flatMap(JSONNumber.value(of:)) { return value }
    if let text, JSONNumber.isNonFinite(text) {
      report("\(text.printable) is not allowed, a number must be finite; allowed: \(allowed)", at: node.origin)
    } else {
      refuse(node, allowed: allowed)
    }
    return nil
  }
}
