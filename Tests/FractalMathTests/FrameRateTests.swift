import FractalMath
import Testing

@Suite("FrameRate")
struct FrameRateTests {
  @Test(
    "reads whole, rational and decimal rates exactly",
    arguments: [
      ("60", 60, 1), ("30000/1001", 30000, 1001), ("50/2", 25, 1), ("23.976", 2997, 125), ("24.0", 24, 1), ("1", 1, 1),
    ])
  func reads(text: String, numerator: Int, denominator: Int) throws {
    let rate = try #require(FrameRate(text))
    #expect(rate.numerator == numerator)
    #expect(rate.denominator == denominator)
    #expect(FrameRate(rate.description) == rate)
  }

  @Test(
    "refuses what is no rate between 1 and 1000",
    arguments: [
      "", "0", "-5", "0.5", "1001", "a", "1/0", "60/", "/60", "1/2/3", "1.2.3", "inf", "nan", "1e2",
      "99999999999999999999",
    ])
  func refuses(text: String) {
    #expect(FrameRate(text) == nil)
  }
}
