import Animation
import Testing

@Suite struct JSONParserTests {
  private func parse(_ text: String) throws(JSONSyntaxError) -> JSONNode {
    try JSONParser.parse(utf8: Array(text.utf8))
  }

  private func failure(_ bytes: [UInt8]) -> String? {
    do throws(JSONSyntaxError) {
      _ = try JSONParser.parse(utf8: bytes)
      return nil
    } catch {
      return error.description
    }
  }

  @Test(
    "a scalar is read as what it is",
    arguments: [
      ("null", .null), (" true\n", .boolean(true)), ("false", .boolean(false)), ("-0.10", .number(text: "-0.10")),
      ("12345678901234567890", .number(text: "12345678901234567890")), ("1E+2", .number(text: "1e2")),
      ("0", .number(text: "0")), ("\"\"", .string("")), (#""a\"\\\/\b\f\n\r\tz""#, .string("a\"\\/\u{8}\u{C}\n\r\tz")),
      (#""\u00e9\ud83d\ude00""#, .string("é😀")), ("\"é😀\"", .string("é😀")), ("[]", .array([])), ("{ }", .object([])),
    ] as [(String, JSONNode.Value)])
  func scalars(text: String, value: JSONNode.Value) throws {
    #expect(try parse(text).value == value)
  }

  @Test("nodes know line and column of keys and values, counted in scalars, whatever ends the lines")
  func positions() throws {
    let root = try parse("\u{FEFF}{\r\n  \"é😀\": [1,\r\t\"x\"],\n\"b\": {}}")
    guard case .object(let members) = root.value, case .array(let elements) = members[0].node.value else {
      Issue.record("not the structure that was written")
      return
    }
    #expect(root.origin == .text(TextPosition(line: 1, column: 1)))
    #expect(members.map(\.key) == ["é😀", "b"])
    #expect(members[0].keyOrigin == .text(TextPosition(line: 2, column: 3)))
    #expect(members[0].node.origin == .text(TextPosition(line: 2, column: 9)))
    #expect(elements[0].origin == .text(TextPosition(line: 2, column: 10)))
    #expect(elements[1].origin == .text(TextPosition(line: 3, column: 2)))
    #expect(members[1].keyOrigin == .text(TextPosition(line: 4, column: 1)))
  }

  @Test(
    "what is not JSON is refused at its place",
    arguments: [
      ("", "line 1, column 1: expected a value, found the end of the text"),
      ("{\n  \"a\": 1\n  x }", "line 3, column 3: expected a comma or } after this member, found “x”"),
      ("[1 2]", "line 1, column 4: expected a comma or ] after this element, found “2”"),
      ("[1,]", "line 1, column 4: expected a value, found “]”"),
      ("{\"a\":1,}", "line 1, column 8: expected a key in double quotes after the comma, found “}”"),
      ("{a:1}", "line 1, column 2: expected a key in double quotes or }, found “a”"),
      ("{\"a\" 1}", "line 1, column 6: expected a colon after this key, found “1”"),
      ("{\"a\":1,\n\"a\":2}", "line 2, column 1: the key “a” already occurs at 1:2"),
      ("1 1", "line 1, column 3: expected nothing more after the value, found “1”"),
      ("[01]", "line 1, column 2: a number has no leading zeros"),
      ("-", "line 1, column 2: expected a digit after the minus sign, found the end of the text"),
      ("1.", "line 1, column 3: expected a digit after the decimal point, found the end of the text"),
      ("1ex", "line 1, column 3: expected a digit after the exponent's e, found “x”"),
      (".5", "line 1, column 1: expected a value, found “.”"),
      ("[NaN]", "line 1, column 2: “NaN” is not a value: a number must be finite"),
      ("-Infinity", "line 1, column 2: “-Infinity” is not a value: a number must be finite"),
      ("[yes]", "line 1, column 2: “yes” is not a value: text must be in double quotes"),
      ("\"abc", "line 1, column 1: this string is not closed"),
      ("[\"abc\n\"]", "line 1, column 2: this string is not closed at the end of its line"),
      ("\"a\tb\"", "line 1, column 3: U+0009 must be written as an escape within a string"),
      (#""\x""#, "line 1, column 3: expected one of \" \\ / b f n r t u after the backslash, found “x”"),
      (#""\u12g4""#, "line 1, column 6: expected four hexadecimal digits after \\u, found “g”"),
      (#""a\ud800""#, "line 1, column 3: this surrogate has no partner"),
      (#""\udc00\ud800""#, "line 1, column 2: this surrogate has no partner"),
      (#""\ud800\u0041""#, "line 1, column 2: this surrogate has no partner"),
      ("[1,\u{0}]", "line 1, column 4: expected a value, found U+0000"),
    ])
  func syntaxErrors(text: String, message: String) {
    #expect(failure(Array(text.utf8)) == message)
  }

  @Test("bytes that are not UTF-8 are refused at their place")
  func invalidUTF8() {
    #expect(failure(Array("[1,\n \"é".utf8) + [0xC3, 0x28]) == "line 2, column 4: this is not UTF-8 text")
    #expect(failure([0xED, 0xA0, 0x80]) == "line 1, column 1: this is not UTF-8 text")  // an encoded surrogate
    #expect(failure([0xC0, 0x80]) == "line 1, column 1: this is not UTF-8 text")  // an overlong zero
  }

  @Test("nesting is allowed up to the limit and refused beyond it")
  func nesting() {
    let deepest = JSONParser.deepestNesting
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    #expect(failure(nested(deepest)) == nil)
    #expect(failure(nested(deepest + 1)) == "line 1, column 65: nested deeper than 64 levels")
    #expect(
      failure(Array(repeating: UInt8(ascii: "["), count: 1_000_000))
        == "line 1, column 65: nested deeper than 64 levels")
  }
}
