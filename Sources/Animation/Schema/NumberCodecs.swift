import ComplexModule
import FractalMath
import RealModule

extension ValueCodec where Value == Double {
  /// A number in `range`, also written as a decimal string.
  static func number(_ range: NumberRange) -> Self {
    ValueCodec(
      allowed: "a number \(range)",
      jsonSchema: .numeric(range.jsonSchema),
      read: { node, allowed, context in
        guard let value = context.finiteNumber(node, allowed: allowed) else { return nil }
        guard range.contains(value) else {
          context.refuse(number: "\(JSONNumber.text(value)) is out of range", in: node, allowed: allowed)
          return nil
        }
        return value
      },
      encode: JSONText.number)
  }
}

extension ValueCodec where Value == Int {
  /// A whole number in `range`; `1e3` and `1000.0` are also whole.
  static func integer(_ range: ClosedRange<Int>) -> Self {
    ValueCodec(
      allowed: range.count == 1
        ? "\(range.lowerBound)" : "a whole number from \(range.lowerBound) to \(range.upperBound)",
      jsonSchema: .numeric(
        .type("integer", [("minimum", "\(range.lowerBound)"), ("maximum", "\(range.upperBound)")])),
      read: { node, allowed, context in
        guard let number = context.finiteNumber(node, allowed: allowed) else { return nil }
        if let value = Int(exactly: number), range.contains(value) { return value }
        // A whole number may be too large for an Int.
        let shown = Int(exactly: number).map(String.init) ?? JSONNumber.text(number)
        let problem = number == number.rounded() ? "out of range" : "not a whole number"
        context.refuse(number: "\(shown) is \(problem)", in: node, allowed: allowed)
        return nil
      },
      encode: { "\($0)" })
  }
}

extension ValueCodec where Value == Complex<Double> {
  /// A point of the plane, `[re, im]`, at most `largestModulus` away from 0.
  static func point(largestModulus: Double) -> Self {
    let square = NumberRange(-largestModulus...largestModulus)
    return ValueCodec(
      allowed: "a point [re, im] with modulus at most \(JSONNumber.text(largestModulus))",
      jsonSchema: .array(of: .numeric(square.jsonSchema), count: 2...).adding(after: [("maxItems", "2")]),
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
          let isOutsideSquare = zip(parts, [real, imaginary]).contains { part, number in
            part.isNumber && !square.contains(number)
          }
          context.judging(isOutsideSquare ? .structural : .semantic) {
            $0.report("the modulus is \(modulus), out of range; allowed: \(allowed)", at: node.origin)
          }
          return nil
        }
        return point
      },
      encode: { JSONText.array([JSONText.number($0.real), JSONText.number($0.imaginary)]) })
  }
}

extension ValueCodec where Value == PlanePoint {
  /// A point of the plane that keeps all its digits, `[re, im]` or `["re", "im"]`, at most `largestModulus` away from
  /// 0.
  static func planePoint(largestModulus: Double) -> Self {
    let point = ValueCodec<Complex<Double>>.point(largestModulus: largestModulus)
    return ValueCodec(
      allowed: point.allowed,
      jsonSchema: point.jsonSchema,
      read: { node, allowed, context in
        guard let value = point.describing(allowed: allowed).decode(node, &context), case .array(let parts) = node.value
        else { return nil }
        let digits = parts.map { $0.numberText.flatMap { DecimalNumber($0) } }
        guard let real = digits[0], let imaginary = digits[1] else {
          context.judging(.semantic) {
            $0.report("a number has too many digits; allowed: at most \(DecimalNumber.mostDigits)", at: node.origin)
          }
          return nil
        }
        return PlanePoint(approximation: value, real: real, imaginary: imaginary)
      },
      encode: { point in
        JSONText.array([
          text(point.approximation.real, point.real), text(point.approximation.imaginary, point.imaginary),
        ])
      })
  }

  /// A number if a double is exact, otherwise a string with its digits.
  private static func text(_ value: Double, _ written: DecimalNumber) -> String {
    DecimalNumber(value) == written ? JSONText.number(value) : JSONText.string(written.description)
  }
}

extension ValueCodec where Value == PlaneLength {
  /// The width of a picture, kept with its exponent where doubles do not hold it.
  ///
  /// A number without quotes has to be a double: other programs would read it as 0.
  static var width: Self {
    let (smallest, largest) = (CameraTracks.smallestWidth, CameraTracks.largestWidth)
    let doubles = NumberRange(PlaneLength.smallestDouble...largest)
    return ValueCodec(
      allowed: "a number from \(smallest.written) to \(JSONNumber.text(largest))",
      jsonSchema: .numeric(doubles.jsonSchema),
      read: { node, allowed, context in
        guard let value = context.finiteNumber(node, allowed: allowed) else { return nil }
        if doubles.contains(value) { return PlaneLength(value) }
        guard let number = node.numberText.flatMap({ DecimalNumber($0) }) else {
          context.refuse(number: "a number has too many digits, or too large an exponent", in: node, allowed: allowed)
          return nil
        }
        let shown = value == 0 ? number.description : JSONNumber.text(value)
        guard value >= 0, value <= largest, !number.isZero, PlaneLength(number).scaled >= smallest.scaled else {
          context.refuse(number: "\(shown) is out of range", in: node, allowed: allowed)
          return nil
        }
        guard !node.isNumber else {
          context.refuse(
            number: "\(shown) without quotes is 0 for many programs", in: node, allowed: "\"\(number)\", or \(allowed)")
          return nil
        }
        return PlaneLength(number)
      },
      encode: { $0.isDouble ? JSONText.number($0.approximation) : JSONText.string($0.written.description) })
  }
}

extension ValueCodec where Value == FrameRate {
  /// Frames per second, a number or a fraction in a string.
  static var frameRate: Self {
    let range = NumberRange(FrameRate.range)
    return ValueCodec(
      allowed: "a number \(range), or a fraction such as \"30000/1001\"",
      jsonSchema: .anyOf([
        range.jsonSchema, .text(pattern: "^(\(JSONSchema.decimalPattern)|[0-9]+/[0-9]+)$"),
      ]),
      read: { node, allowed, context in
        let text = node.numberText ?? ""
        if text.contains("/") {
          let parts = text.split(separator: "/", omittingEmptySubsequences: false)
          let isFraction = parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }
          if isFraction, let rate = FrameRate(text) { return rate }
          context.judging(isFraction ? .semantic : .structural) { $0.refuse(node, allowed: allowed) }
          return nil
        }
        // Text first: 23.976 means the fraction given by its digits. Other spellings, like 6e1, come second.
        if JSONNumber.isNumeral(text), let rate = FrameRate(text) { return rate }
        guard let number = context.finiteNumber(node, allowed: allowed) else { return nil }
        if let whole = Int(exactly: number), let rate = FrameRate(numerator: whole) { return rate }
        if range.contains(number) {
          context.judging(.semantic) {
            $0.report("\(JSONNumber.text(number)) has more than six decimals; allowed: \(allowed)", at: node.origin)
          }
        } else {
          context.refuse(number: "\(JSONNumber.text(number)) is out of range", in: node, allowed: allowed)
        }
        return nil
      },
      encode: { $0.denominator == 1 ? "\($0.numerator)" : JSONText.string($0.description) })
  }
}

extension DecodingContext {
  /// The finite number that `node` is, or writes in a string; if there is none, this is reported.
  fileprivate mutating func finiteNumber(_ node: JSONNode, allowed: String) -> Double? {
    let text = node.numberText
    if let value = text.flatMap(JSONNumber.value(of:)) { return value }
    if let text, JSONNumber.isNonFinite(text) {
      let problem = "\(text.printable) is not allowed, a number must be finite"
      if JSONNumber.isNumeral(text) {
        refuse(number: problem, in: node, allowed: allowed)
      } else {
        report("\(problem); allowed: \(allowed)", at: node.origin)
      }
    } else {
      refuse(node, allowed: allowed)
    }
    return nil
  }

  /// Reports a problem with the size of a number. JSON Schema cannot find it if the number is in a string.
  fileprivate mutating func refuse(number problem: String, in node: JSONNode, allowed: String) {
    judging(node.isNumber ? .structural : .semantic) { $0.report("\(problem); allowed: \(allowed)", at: node.origin) }
  }
}

extension JSONNode {
  /// Whether the node is a number, not text that represents one.
  fileprivate var isNumber: Bool { if case .number = value { true } else { false } }
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
