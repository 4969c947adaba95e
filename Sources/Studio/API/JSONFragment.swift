/// A piece of JSON for an answer.
struct JSONFragment: Sendable {
  let text: String

  /// Existing JSON.
  init(json text: String) { self.text = text }

  static let null = JSONFragment(json: "null")

  static func bool(_ flag: Bool) -> JSONFragment { JSONFragment(json: flag ? "true" : "false") }

  static func integer(_ number: Int) -> JSONFragment { JSONFragment(json: "\(number)") }

  /// JSON has no infinities or NaN; these become `null`.
  static func number(_ number: Double) -> JSONFragment {
    guard number.isFinite else { return .null }
    let text = number.description
    return JSONFragment(json: text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  static func array(_ elements: some Sequence<JSONFragment>) -> JSONFragment {
    JSONFragment(json: "[" + elements.map(\.text).joined(separator: ",") + "]")
  }

  static func numbers(_ numbers: some Sequence<Double>) -> JSONFragment { array(numbers.map(number)) }

  static func object(_ members: [(key: String, value: JSONFragment)]) -> JSONFragment {
    JSONFragment(
      json: "{" + members.map { string($0.key).text + ":" + $0.value.text }.joined(separator: ",") + "}")
  }

  static func string(_ value: String) -> JSONFragment {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    bytes.reserveCapacity(value.utf8.count + 2)
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
      case 0..<0x20: bytes += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return JSONFragment(json: String(decoding: bytes, as: UTF8.self))
  }

  static func optional(_ value: String?) -> JSONFragment { value.map(string) ?? .null }
}
