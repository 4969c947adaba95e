extension ValueCodec where Value == Int {
  /// One of `numbers`.
  static func integer(oneOf numbers: [Int]) -> Self {
    let list = numbers.map(String.init).joined(separator: ", ")
    return ValueCodec(
      allowed: list,
      jsonSchema: .numeric(JSONSchema([("enum", JSONText.array(numbers.map(String.init)))])),
      read: { node, allowed, context in
        guard let value = node.numberText.flatMap(JSONNumber.value(of:)) else {
          context.refuse(node, allowed: allowed)
          return nil
        }
        guard let number = Int(exactly: value), numbers.contains(number) else {
          context.report("\(JSONNumber.text(value)) is not offered; allowed: \(allowed)", at: node.origin)
          return nil
        }
        return number
      },
      encode: { "\($0)" })
  }
}

extension ValueCodec where Value == String {
  /// A name or a level; the choice depends on the codec.
  static var encoderPreset: Self {
    ValueCodec(
      allowed: "a name such as \"medium\", or a level such as 8",
      jsonSchema: .anyOf([.type("string"), .type("number")]),
      read: { node, allowed, context in
        guard let text = node.numberText else {
          context.refuse(node, allowed: allowed)
          return nil
        }
        return text
      },
      encode: JSONText.string)
  }
}
