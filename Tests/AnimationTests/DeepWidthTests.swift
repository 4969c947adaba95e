import Animation
import ComplexModule
import FractalMath
import RealModule
import Testing

@Suite("Widths below those of doubles")
struct DeepWidthTests {
  private static func width(_ camera: String, at seconds: Double) throws -> ScaledDouble {
    let film = Timeline(try FilmFixture.load(FilmFixture.document(camera: camera)))
    return try #require(film.parameters(atSeconds: seconds).deepView).width
  }

  /// How far `width` is from 10^`exponent`, as a part of it.
  private static func deviation(_ width: ScaledDouble, from exponent: Int) -> Double {
    (width / DecimalNumber(powerOfTen: exponent).scaled).value - 1
  }

  @Test("keyframes lead down to 1e-1000 by the same factor in the same time")
  func keyframes() throws {
    let track = FilmFixture.keyframes([(time: 0, value: "100"), (time: 10, value: "\"1e-1000\"")], "log")
    let camera = "{\"width\":\(track)}"
    for (seconds, exponent) in [(2.5, -249), (5.0, -499), (7.5, -750), (10, -1000)] {
      let width = try Self.width(camera, at: seconds)
      let expected = seconds == 2.5 ? -248.5 : seconds == 7.5 ? -749.5 : Double(exponent)
      #expect(abs(width.log2 / Double.log2(10) - expected) < 1e-12, "\(seconds)")
      if expected == Double(exponent) { #expect(abs(Self.deviation(width, from: exponent)) < 1e-13) }
    }
    let film = Timeline(try FilmFixture.load(FilmFixture.document(camera: camera)))
    #expect(film.parameters(atSeconds: 0).camera.width == 100 && film.parameters(atSeconds: 0).deepView == nil)
    #expect(film.parameters(atSeconds: 9).camera.width == 0)
  }

  @Test(
    "a width is its own canonical form, in quotes where doubles do not hold it",
    arguments: [
      ("\"1.25e-1000\"", "\"1.25e-1000\""), ("\"12500e-404\"", "\"1.25e-400\""), ("\"1e-300\"", "1e-300"),
      ("\"0.5\"", "0.5"),
    ])
  func canonical(written: String, canonical: String) throws {
    let preset = try FilmFixture.load(FilmFixture.document(camera: "{\"width\":\(written)}"))
    #expect(preset.canonicalJSON.contains("\"width\":\(canonical)"))
    let again = try FilmFixture.load(preset.canonicalJSON)
    #expect(again == preset && again.canonicalJSON == preset.canonicalJSON)
  }

  @Test("an easing moves them as it does others")
  func easing() throws {
    func camera(_ end: String) -> String {
      #"{"width":{"keyframes":[{"time":0,"value":1},{"time":10,"value":"\#(end)"}],"easing":"ease-in-out"}}"#
    }
    let (deep, deeper) = (try Self.width(camera("1e-299"), at: 4), try Self.width(camera("1e-598"), at: 4))
    #expect(abs(deeper.log2 / deep.log2 - 2) < 1e-12)
  }

  @Test("frames at widths that differ in exponents alone are different")
  func numbers() throws {
    let film = Timeline(
      try FilmFixture.load(
        FilmFixture.document(
          camera:
            "{\"width\":\(FilmFixture.keyframes([(time: 0, value: "\"1e-400\""), (time: 10, value: "\"1e-900\"")], "log"))}"
        )))
    #expect(film.parameters(atSeconds: 3) != film.parameters(atSeconds: 4))
    #expect(film.parameters(atSeconds: 3) == film.parameters(atSeconds: 3))
  }

  @Test("a camera that follows goes down there, too")
  func following() throws {
    let camera = #"{"follow":{"near":[-0.5,0.1]},"width":"1e-1000"}"#
    let film = Timeline(try FilmFixture.load(FilmFixture.document(c: "[-0.8,0.156]", camera: camera)))
    let view = try #require(film.parameters(at: 0).deepView)
    #expect(abs(Self.deviation(view.width, from: -1000)) < 1e-13)
    #expect((view.center.squared + view.constant - view.center).log2OfLength < -3400)
  }

  @Test("koenigs scales and turns there as elsewhere")
  func koenigs() throws {
    let c = FilmFixture.keyframes([(time: 0, value: "[-0.8,0.156]"), (time: 10, value: "[-0.801,0.156]")], "linear")
    func film(_ width: String) throws -> [FrameParameters] {
      let camera = #"{"follow":{"near":[-0.5,0.1]},"width":"\#(width)","frame":"koenigs"}"#
      let film = Timeline(try FilmFixture.load(FilmFixture.document(c: c, camera: camera)))
      return [film.parameters(at: 0), film.parameters(at: film.frameCount - 1)]
    }
    let (shallow, deep) = (try film("1e-100"), try film("1e-500"))
    func change(_ frames: [FrameParameters]) throws -> Double {
      try #require(frames[1].deepView).width.log - #require(frames[0].deepView).width.log
    }
    // The same factor for each step of the multiplier: 499.7 powers of ten below the surroundings are 5.01 times 99.7.
    #expect(abs(try change(deep) / change(shallow) - 499.699 / 99.699) < 1e-4)
    let turns = (deep[1].camera.rotationDegrees, shallow[1].camera.rotationDegrees)
    #expect(abs(turns.0 / turns.1 - 499.699 / 99.699) < 1e-4)
  }

  @Test("a zoom loop may begin there")
  func zoomLoop() throws {
    let camera = #"{"follow":{"near":[-0.5,0.1]},"width":"1e-600","zoomLoop":2}"#
    let film = Timeline(
      try FilmFixture.load(FilmFixture.document(loop: "wrap", c: "[-0.8,0.156]", camera: camera)))
    let views = try [0, film.frameCount / 2].map { try #require(film.parameters(at: $0).deepView) }
    let fixed = views[0].center.approximation
    #expect(abs((views[0].width / views[1].width).value - 2 * fixed.length) < 1e-9)
  }

  @Test(
    "what is no width is refused in one sentence",
    arguments: [
      ("0", "0 is out of range; allowed: a number from 1e-1000 to 1000, or keyframes, or a wave"),
      ("-1", "-1 is out of range; allowed: a number from 1e-1000 to 1000, or keyframes, or a wave"),
      ("\"1e-2000\"", "1e-2000 is out of range; allowed: a number from 1e-1000 to 1000, or keyframes, or a wave"),
      ("\"-1e-400\"", "-1e-400 is out of range; allowed: a number from 1e-1000 to 1000, or keyframes, or a wave"),
      (
        "\"1e-999999\"",
        "a number has too many digits, or too large an exponent; allowed: a number from 1e-1000 to 1000, or keyframes, or a wave"
      ),
      ("\"9.99e-1001\"", "9.99e-1001 is out of range; allowed: a number from 1e-1000 to 1000, or keyframes, or a wave"),
      (
        "1e-500",
        "1e-500 without quotes is 0 for many programs; allowed: \"1e-500\", or a number from 1e-1000 to 1000, or keyframes, or a wave"
      ),
    ])
  func refused(width: String, message: String) {
    let errors = FilmFixture.errors(in: FilmFixture.document(camera: "{\"width\":\(width)}"))
    #expect(
      errors.count == 1 && errors.first?.hasSuffix("camera.width: \(message), or a base with a song") == true,
      "\(errors)")
  }

  @Test("only \"log\" leads below 1e-300", arguments: ["linear", "hold", "monotone-cubic"])
  func interpolation(method: String) {
    let track = FilmFixture.keyframes([(time: 0, value: "1"), (time: 10, value: "\"1e-301\"")], method)
    let errors = FilmFixture.errors(in: FilmFixture.document(camera: "{\"width\":\(track)}"))
    #expect(
      errors.count == 1
        && errors.first?.hasSuffix(
          "camera.width.keyframes[1].value: \"\(method)\" interpolation ends at widths of 1e-300; allowed below them: \"log\""
        )
          == true,
      "\(errors)")
  }
}
