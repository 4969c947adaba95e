import Animation
import Testing

@Suite("IndentedJSON")
struct IndentedJSONTests {
  private static func text(_ json: String) throws -> String { try IndentedJSON.text(utf8: Array(json.utf8)) }

  @Test("what is short stands on one line, the document itself does not")
  func layout() throws {
    #expect(
      try Self.text("{\"a\":1.50,\"b\":[1,-2e-7],\"c\":{\"d\":null},\"e\":{},\"f\":[]}") == """
        {
          "a": 1.50,
          "b": [1, -2e-7],
          "c": { "d": null },
          "e": {},
          "f": []
        }
        """)
  }

  @Test("what is long is spread over lines, and no line but of one long text is longer than 100")
  func long() throws {
    let numbers = (0..<60).map { "\($0)" }.joined(separator: ",")
    let text = try Self.text("{\"list\":[\(numbers)],\"quote\":\"a\\\"\\n\"}")
    #expect(text.split(separator: "\n").count == 65)
    #expect(text.hasSuffix("  \"quote\": \"a\\\"\\n\"\n}"))
  }

  @Test("laid out again, a layout stays what it is")
  func again() throws {
    let once = try Self.text("{\"a\":[[1,2],{\"b\":\"x\"}],\"n\":0.1000}")
    #expect(try Self.text(once) == once)
  }

  @Test("what is no JSON is refused")
  func refused() {
    #expect(throws: JSONSyntaxError.self) { _ = try Self.text("{\"a\":}") }
  }
}
