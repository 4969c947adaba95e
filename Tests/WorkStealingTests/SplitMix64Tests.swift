import Testing
import WorkStealing

@Suite struct SplitMix64Tests {
  @Test("the published values for seed 1234567 come out")
  func publishedValues() {
    var random = SplitMix64(seed: 1_234_567)
    let values = (0..<5).map { _ in random.next() }
    #expect(
      values == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
      ])
  }

  @Test("the same seed gives the same values, another seed others")
  func seeds() {
    func values(seed: UInt64) -> [UInt64] {
      var random = SplitMix64(seed: seed)
      return (0..<8).map { _ in random.next() }
    }
    #expect(values(seed: 1) == values(seed: 1))
    #expect(values(seed: 1) != values(seed: 2))
  }
}
