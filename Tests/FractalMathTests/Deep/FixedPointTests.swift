import FractalMath
import Testing

/// Numbers a and b, their sum, and the first hundred digits of their product, computed with whole numbers of any length:
///
///     python3 -c 'from fractions import Fraction as F; print(int(F(A) * F(B) * 10**100))'
private let knownResults: [(a: String, b: String, sum: String, product: String)] =
  [
    (
      "0.624037733532249842881047985221",
      "2.381361002881634151574973054505",
      "3.005398736413883994456021039726",
      "1.4860591229603404629110292000196928409686993718089944674706050000000000000000000000000000000000000000"
    ),
    (
      "-1.209074200239632934557270660143057924576384458",
      "-0.184635770420212042266455182680623178989235978",
      "-1.393709970659844976823725842823681103565620436",
      "0.2232383464564463503237184090939646430957837224215225034932836874189479754827374390136299240000000000"
    ),
    (
      "1.695354417174169799546618091432378396443752728348692227643854",
      "1.926692889537082031361300760717562842494390688071737444899490",
      "3.622047306711251830907918852149941238938143416420429672543344",
      "3.2664273008147568215182817380517837400814058575560145295876456703890805933523013181148654487151182608"
    ),
    (
      "0.967999353953050068153461366583255444923798226501658150578673",
      "2.605278208049178012700298536907906485363134477232724815994443",
      "3.573277562002228080853759903491161930286932703734382966573116",
      "2.5219076222595642822157115731186262360285511754797347945339258858772245328554162140072048173138618372"
    ),
    (
      "-1.933003049445298245800824743418626576939400229707683505359950",
      "0.466208606458454934955676758718250742270866987430750104984960",
      "-1.466794442986843310845147984700375834668533242276933400374990",
      "-0.9011826579618363557316168900548156567249770799414344325090132736077383298793128345074942702957882167"
    ),
  ]

@Suite("Fixed-point numbers")
struct FixedPointTests {
  private static func number(_ text: String, limbs: Int) throws -> FixedPoint {
    try #require(DecimalNumber(text)?.fixedPoint(fractionLimbs: limbs))
  }

  /// Whether two numbers differ by less than `units` of the last place.
  private static func areClose(_ one: FixedPoint, _ other: FixedPoint, units: Double) -> Bool {
    (one - other).scaled.log2 < Double(-64 * one.fractionLimbs) + Double.log2(units)
  }

  @Test("sums and products are those of whole numbers of any length", arguments: knownResults)
  func known(a: String, b: String, sum: String, product: String) throws {
    for limbs in [1, 2, 3, 4, 6] {
      let (x, y) = (try Self.number(a, limbs: limbs), try Self.number(b, limbs: limbs))
      #expect(Self.areClose(x + y, try Self.number(sum, limbs: limbs), units: 3))
      // The factors are cut off, too, and are below 3.
      #expect(Self.areClose(x * y, try Self.number(product, limbs: limbs), units: 10))
      #expect(x * y == y * x && x + y == y + x)
      #expect(x - x == FixedPoint(fractionLimbs: limbs) && !(x - x).isNegative)
    }
  }

  @Test("a double goes in and comes out unchanged, as far as its bits have places")
  func doubles() {
    for value in [0, 1, -1, 0.1, -0.8, 0.156, 3.999, 1e-30, -123456789.125, 1e19] as [Double] {
      #expect(FixedPoint(value, fractionLimbs: 4).approximation == value)
    }
    #expect(FixedPoint(1e-300, fractionLimbs: 2).isZero)
    #expect(FixedPoint(1.75, fractionLimbs: 0) == FixedPoint(1, fractionLimbs: 0))
  }

  @Test("precision is raised without a change and lowered by cutting off")
  func precision() throws {
    let fine = try Self.number("-0.333333333333333333333333333333333333333333", limbs: 4)
    let coarse = fine.with(fractionLimbs: 2)
    #expect(coarse.fractionLimbs == 2 && Self.areClose(coarse.with(fractionLimbs: 4), fine, units: 0x1p128))
    #expect(coarse.with(fractionLimbs: 4).with(fractionLimbs: 2) == coarse)
  }

  @Test("a number is written with the digits that it has", arguments: ["-0.000012345", "2.5", "0", "17.0625", "-3"])
  func written(text: String) throws {
    #expect(try Self.number(text, limbs: 6).decimal(fractionDigits: 60).approximation == Double(text))
    let digits = "0.12345678901234567890123456789012345678901234567890"
    let number = try Self.number(digits, limbs: 6)
    // Cut off, so the last digit may be one less.
    let written = try #require(number.decimal(fractionDigits: 50).fixedPoint(fractionLimbs: 6))
    let rest = number - written
    #expect(!rest.isNegative && rest.scaled.log2 < -49 * Double.log2(10))
  }
}

@Suite("Decimal numbers")
struct DecimalNumberTests {
  @Test(
    "there is one way to write each",
    arguments: [
      ("1e-300", "1e-300"), ("0.00", "0"), ("-0", "0"), ("+1.50", "1.5"), ("150E-2", "1.5"), ("12e2", "1200"),
      (".5", "0.5"), ("-0.0000001", "-1e-7"), ("1e21", "1e21"), ("123456789012345678901", "123456789012345678901"),
      ("0.1000000000000000000000000000000000000001", "0.1000000000000000000000000000000000000001"),
    ])
  func canonical(text: String, expected: String) throws {
    let number = try #require(DecimalNumber(text))
    #expect(number.description == expected)
    #expect(DecimalNumber(number.description) == number)
  }

  @Test(
    "what is no number is refused",
    arguments: ["", "-", ".", "1.2.3", "1e", "e5", "0x1p3", "1 ", " 1", "nan", "inf", "1e99999", "١", "--1", "1e+-2"])
  func refused(text: String) {
    #expect(DecimalNumber(text) == nil)
  }

  @Test("each is near the double that Swift reads")
  func approximations() throws {
    for text in ["1e-1000", "-1.7976931348623157e308", "4.9e-324", "0.1", "123456789.987654321", "1e400"] {
      let number = try #require(DecimalNumber(text))
      #expect(number.approximation == Double(text))
    }
    let tiny = try #require(DecimalNumber("2.5e-1000"))
    #expect(abs(tiny.scaled.log2 - (Double.log2(2.5) - 1000 * Double.log2(10))) < 1e-9)
    #expect(try #require(DecimalNumber("1e19")).fixedPoint(fractionLimbs: 2) == nil)
  }

  @Test("doubles keep their value")
  func doubles() {
    for value in [0.1, -2.5e-17, 1e300, 0, 123] as [Double] { #expect(DecimalNumber(value).approximation == value) }
  }
}
