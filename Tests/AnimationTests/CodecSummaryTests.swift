import Animation
import FilmFormat
import Foundation
import TestSupport
import Testing

@Suite("CodecSummary")
struct CodecSummaryTests {
  @Test("the table in Docs/Encoding.md says what the codecs' facts say")
  func table() throws {
    let page = Repository.root.appendingPathComponent("Docs/Encoding.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    if ProcessInfo.processInfo.environment["JULIAREEL_RECORD"] == "1" {
      let head = try #require(CodecSummary.table.split(separator: "\n").first)
      let start = try #require(text.range(of: head)?.lowerBound)
      let end = try #require(text[start...].range(of: "\n\n")?.lowerBound)
      try Data(text.replacingCharacters(in: start...end, with: CodecSummary.table).utf8).write(to: page)
      Issue.record("recorded the table in Docs/Encoding.md; run again without JULIAREEL_RECORD")
      return
    }
    #expect(text.contains("\n\n\(CodecSummary.table)\n"), "out of date; JULIAREEL_RECORD=1 records it anew")
  }

  @Test(
    "each codec is named wherever all are listed, and what is said of one is in its facts",
    arguments: VideoCodec.allCases)
  func everyCodec(codec: VideoCodec) {
    #expect(CodecSummary.namesWithContainers.contains(codec.rawValue))
    #expect(CodecSummary.presets.contains(codec.rawValue))
    #expect(CodecSummary.table.contains("\n| `\(codec.rawValue)` | \(codec.facts.encoder) |"))
    #expect(CodecSummary.rateFactors.contains(codec.rawValue) == (codec.facts.rateFactors != nil))
    #expect(CodecSummary.rateFactorLimits.contains("\"\(codec.rawValue)\"") == (codec.facts.rateFactors != nil))
    #expect((codec.facts.rateFactors?.largest ?? 0) <= CodecSummary.largestRateFactor)
    #expect(Set(codec.facts.bitDepths).isSubset(of: CodecSummary.bitDepths))
  }

  @Test("what the preset's schema says of codecs follows from their facts")
  func schema() {
    for text in [
      CodecSummary.usualFiles, CodecSummary.rateFactorLimits, CodecSummary.fixedBitDepths, CodecSummary.chromas,
    ] {
      #expect(PresetReference.markdown.contains(text), "\(text)")
    }
  }
}
