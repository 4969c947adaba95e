import FilmFormat
import Foundation
import Production
import Testing

@Suite("RateSearch")
struct RateSearchTests {
  private static let h264 = VideoCodec.h264.facts.rateFactors
  private static let av1 = VideoCodec.av1.facts.rateFactors

  /// Bytes of a film whose logarithm bends as that of real films does: it falls faster at first.
  private static func bytes(at factor: Double, of scale: Double = 4e7) -> Int {
    Int(scale * exp(-0.13 * factor + 0.0006 * factor * factor - 0.000_004 * factor * factor * factor))
  }

  private static func search(_ factors: CodecFacts.RateFactors) -> RateSearch {
    RateSearch(points: RateSearch.firstFactors(factors).map { .init(factor: $0, byteCount: bytes(at: $0)) })
  }

  @Test("the first factors span the scale from the best quality to the largest, evenly")
  func firstFactors() throws {
    let factors = try #require(Self.h264)
    let first = RateSearch.firstFactors(factors)
    #expect(first.first == 13 && first.last == 51 && first.count == 7)
    #expect(zip(first, first.dropFirst()).allSatisfy { abs($1 - $0 - 38 / 6.0) < 0.011 })
    #expect(RateSearch.firstFactors(try #require(Self.av1)).allSatisfy { $0 == $0.rounded() })
  }

  @Test("a film gets the size that is asked for or a little less, anywhere between the sizes known")
  func between() throws {
    let factors = try #require(Self.h264)
    let search = Self.search(factors)
    for share in stride(from: 0.02, through: 0.98, by: 0.01) {
      let budget = Double(Self.bytes(at: 51)) * pow(Double(Self.bytes(at: 13)) / Double(Self.bytes(at: 51)), share)
      let factor = try #require(search.factor(forBytes: budget, margin: 0.01, of: factors))
      let got = Double(Self.bytes(at: factor)) / budget
      #expect(got <= 1 && got > 0.98, "\(share): \(got)")
      #expect(abs(factor * 100 - (factor * 100).rounded()) < 1e-9)
    }
  }

  @Test("whole factors are rounded towards the smaller film")
  func whole() throws {
    let factors = try #require(Self.av1)
    let search = Self.search(factors)
    for budget in stride(from: Double(Self.bytes(at: 60)), through: Double(Self.bytes(at: 12)), by: 100_000) {
      let factor = try #require(search.factor(forBytes: budget, margin: 0.01, of: factors))
      #expect(factor == factor.rounded() && Double(Self.bytes(at: factor)) <= budget)
      // The margin, and what the size of the next factor is told wrong by.
      #expect(Double(Self.bytes(at: factor - 1)) > budget * 0.98)
    }
  }

  @Test("a film that is smaller anyway has the best quality, and one that never fits none")
  func ends() throws {
    let factors = try #require(Self.h264)
    let search = Self.search(factors)
    #expect(search.factor(forBytes: 1e12, margin: 0.01, of: factors) == 13)
    #expect(search.factor(forBytes: Double(Self.bytes(at: 51)) - 1, margin: 0.01, of: factors) == nil)
    #expect(search.factor(forBytes: Double(Self.bytes(at: 51)), margin: 0.01, of: factors) == 51)
  }

  @Test("a film that came out too large is smaller the next time, however wrong the guess was")
  func learning() throws {
    let factors = try #require(Self.h264)
    var search = Self.search(factors)
    // All sizes between those that are known are three times what they seem.
    func real(_ factor: Double) -> Int {
      search.points.first { $0.factor == factor }?.byteCount ?? 3 * Self.bytes(at: factor)
    }
    let budget = Double(Self.bytes(at: 30))
    var tries = 0
    while true {
      tries += 1
      let factor = try #require(search.factor(forBytes: budget, margin: tries == 1 ? 0.01 : 0.004, of: factors))
      let bytes = real(factor)
      if Double(bytes) <= budget { break }
      search.add(.init(factor: factor, byteCount: bytes))
      try #require(tries < 30)
    }
    #expect(tries > 1)
  }

  @Test(
    "sizes are read as people write them",
    arguments: [
      ("8MB", 8_000_000), ("8mb", 8_000_000), ("8 MB", 8_000_000), ("1.5GiB", 1_610_612_736), ("800kB", 800_000),
      ("1024", 1024), ("64KiB", 65_536), ("12b", 12), ("0.5 MiB", 524_288),
    ])
  func sizes(text: String, bytes: Int) { #expect(ByteCount(text)?.bytes == bytes) }

  @Test(
    "sizes are told as people write them",
    arguments: [(1, "1 byte"), (0, "0 bytes"), (512, "512 bytes"), (9000, "9.0 kB"), (7_930_000, "7.93 MB")])
  func told(bytes: Int, text: String) { #expect(ByteCount(bytes).description == text) }

  @Test(
    "what is no size is refused",
    arguments: [
      "", "MB", "8M", "-8MB", "8e6", "0", "0.1", "8MBit", "infMB", "nan", "0x10", "9999999999GB", "8..5MB", "+8MB",
    ])
  func noSizes(text: String) { #expect(ByteCount(text) == nil) }
}
