import Animation
import Foundation
import Testing

@Suite("Decoding parsed JSON")
struct JSONNodeDecoderTests {
  private struct Part: Codable, Equatable {
    let index: Int
    let frames: Range<Int>
    let share: Double
    var note: String?
  }

  private struct Whole: Codable, Equatable {
    let title: String
    let isLoop: Bool
    let parts: [Part]
    let names: [String: [UInt8]]
  }

  private static let whole = Whole(
    title: "a \"b\"\n", isLoop: true,
    parts: [Part(index: -3, frames: 0..<30, share: 0.125), Part(index: 4, frames: 5..<5, share: 1, note: "n")],
    names: ["x": [0, 255], "y": []])

  private static func decoded<Value: Decodable>(_ text: String, as type: Value.Type = Value.self) throws -> Value {
    try JSONParser.parse(utf8: Array(text.utf8)).decoded()
  }

  @Test("what Foundation encodes is decoded as it was")
  func roundTrip() throws {
    let text = String(decoding: try JSONEncoder().encode(Self.whole), as: UTF8.self)
    #expect(try Self.decoded(text) == Self.whole)
  }

  @Test(
    "what does not fit its type is an error",
    arguments: [
      #"{"index":1.5,"frames":[0,1],"share":0}"#, #"{"index":"1","frames":[0,1],"share":0}"#,
      #"{"index":9223372036854775808,"frames":[0,1],"share":0}"#, #"{"index":1,"frames":[2,1],"share":0}"#,
      #"{"index":1,"frames":[0],"share":0}"#, #"{"index":1,"frames":{},"share":0}"#, #"{"index":1,"share":0}"#,
      #"{"index":1,"frames":[0,1],"share":true}"#, "[1]", "null", "7",
    ])
  func damage(text: String) {
    #expect(throws: DecodingError.self) { try Self.decoded(text, as: Part.self) }
  }
}
