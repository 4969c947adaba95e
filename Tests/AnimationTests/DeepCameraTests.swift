import Animation
import ComplexModule
import FractalMath
import RealModule
import TestSupport
import Testing

@Suite("A centre that moves in deep views")
struct DeepCameraTests {
  private static let digits = "0.1234567890123456789012345678901234567890123456789012345"
  private static let nines = "0.1234567890123456789012345678901234567890999999999999999"

  private static func film(
    _ keys: [(time: Double, value: String)], _ interpolation: String, width: String, loop: String = "none",
    easing: String? = nil
  ) throws(PresetError) -> Timeline {
    var center = FilmFixture.keyframes(keys, interpolation)
    if let easing { center = center.dropLast() + ",\"easing\":\"\(easing)\"}" }
    return Timeline(
      try FilmFixture.load(FilmFixture.document(loop: loop, camera: "{\"center\":\(center),\"width\":\(width)}")))
  }

  private static func number(_ text: String, like other: FixedPoint) throws -> FixedPoint {
    try #require(DecimalNumber(text)?.fixedPoint(fractionLimbs: other.fractionLimbs))
  }

  @Test(
    "at a keyframe it is exactly there, and half-way the digits are those of the mean",
    arguments: ["linear", "catmull-rom"])
  func exact(interpolation: String) throws {
    let film = try Self.film(
      [(time: 0, value: "[\"\(Self.digits)\",\"0\"]"), (time: 10, value: "[\"\(Self.nines)\",\"0\"]")], interpolation,
      width: "1e-45")
    for (seconds, text) in [
      (0.0, Self.digits), (10, Self.nines), (5, "0.1234567890123456789012345678901234567890561728394506172"),
    ] {
      let view = try #require(film.parameters(atSeconds: seconds).deepView)
      let expected = try Self.number(text, like: view.center.real)
      #expect((view.center.real - expected).scaled.log2 < -182 && view.center.imaginary.isZero, "\(seconds) s")
    }
  }

  @Test(
    "it is the curve of shallow views, with more digits", arguments: ["linear", "catmull-rom"], ["none", "wrap"])
  func sameCurve(interpolation: String, loop: String) throws {
    var random = SeededGenerator(seed: 9)
    for count in 2...7 {
      for easing in [nil, "ease-in-out"] {
        var points = (0..<count).map { _ in Self.point(&random) }
        if count > 4 { points[2] = points[1] }
        let keys = points.enumerated().map { index, point in
          (time: 0.5 + Double(index * index) * 0.2, value: "[\(point.real),\(point.imaginary)]")
        }
        let shallow = try Self.film(keys, interpolation, width: "0.1", loop: loop, easing: easing)
        let deep = try Self.film(
          points.enumerated().map { (time: keys[$0].time, value: Self.padded($1)) }, interpolation, width: "1e-12",
          loop: loop,
          easing: easing)
        for moment in stride(from: 0.0, through: 10, by: 0.37) {
          let (one, other) = (shallow.parameters(atSeconds: moment), deep.parameters(atSeconds: moment))
          #expect((one.camera.center - other.camera.center).length < 1e-13, "\(interpolation) \(moment)")
          let view = try #require(other.deepView)
          #expect((view.center.approximation - other.camera.center).length < 1e-16)
        }
      }
    }
  }

  private static func point(_ random: inout SeededGenerator) -> Complex<Double> {
    Complex(.random(in: -1...1, using: &random), .random(in: -1...1, using: &random))
  }

  /// A point with digits behind those of its doubles.
  private static func padded(_ point: Complex<Double>) -> String {
    func text(_ value: Double) -> String { "\"\(value)" + String(repeating: "0", count: 3) + "10000000001\"" }
    return "[\(text(point.real)),\(text(point.imaginary))]"
  }

  @Test("a curve of any size has the same shape, also where one step is far longer than the next")
  func scaled() throws {
    let large = try Self.film(
      [(time: 0, value: "[0,0]"), (time: 4, value: "[0.5,0.25]"), (time: 10, value: "[0.125,1]")], "catmull-rom",
      width: "0.1")
    func tiny(_ real: String, _ imaginary: String) -> String { "[\"\(real)e-40\",\"\(imaginary)e-40\"]" }
    let small = try Self.film(
      [(time: 0, value: tiny("0", "0")), (time: 4, value: tiny("0.5", "0.25")), (time: 10, value: tiny("0.125", "1"))],
      "catmull-rom", width: "1e-40")
    for moment in stride(from: 0.0, through: 10, by: 0.5) {
      let view = try #require(small.parameters(atSeconds: moment).deepView)
      let expected = large.parameters(atSeconds: moment).camera.center
      let (real, imaginary) = (view.center.real.approximation, view.center.imaginary.approximation)
      #expect((Complex(real * 1e40, imaginary * 1e40) - expected).length < 1e-13, "\(moment)")
    }
    let both = try Self.film(
      [
        (time: 0, value: "[1,0]"), (time: 2, value: tiny("0", "0")), (time: 6, value: tiny("0.5", "0")),
        (time: 10, value: tiny("1", "0")),
      ], "catmull-rom", width: "1e-40")
    // The pace at a key is that of both steps, so after a far longer step the point has stopped there, as in shallow views.
    let last = try #require(both.parameters(atSeconds: 8).deepView)
    #expect(abs(last.center.real.approximation * 1e40 - 0.6875) < 1e-9)
  }

  @Test("c between keyframes has all its digits where they are written")
  func constants() throws {
    let c = FilmFixture.keyframes(
      [(time: 0, value: "[\"\(Self.digits)\",0]"), (time: 10, value: "[\"\(Self.nines)\",0]")], "linear")
    let film = Timeline(
      try FilmFixture.load(FilmFixture.document(c: c, camera: #"{"center":[0,0],"width":"1e-45"}"#)))
    let view = try #require(film.parameters(atSeconds: 5).deepView)
    let expected = try Self.number(
      "0.1234567890123456789012345678901234567890561728394506172", like: view.constant.real)
    #expect((view.constant.real - expected).scaled.log2 < -182)
    #expect(film.parameters(atSeconds: 5) != film.parameters(atSeconds: 6))
  }

  @Test("a keyframe needs the digits of the narrowest width between its neighbours")
  func digits() {
    func errors(_ rough: Double) -> [String] {
      let center = FilmFixture.keyframes(
        [
          (time: 0, value: "[0.123456789012345678,0]"), (time: rough, value: "[\"\(Self.digits)\",0]"),
          (time: 10, value: "[\"\(Self.digits)\",0]"),
        ], "linear")
      let width = FilmFixture.keyframes([(time: 0, value: 1), (time: 2, value: 1e-3), (time: 10, value: 1e-40)], "log")
      return FilmFixture.errors(
        in: FilmFixture.document(camera: "{\"center\":\(center),\"width\":\(width)}"))
    }
    #expect(errors(2) == [])
    // From 1e-3 at 2 s to 1e-40 at 10 s: 10^(-35.4) at 9 s.
    let found = errors(9)
    #expect(
      found.count == 1
        && found.first?.contains(
          "film.json:1:121: camera.center.keyframes[0].value[0]: 18 decimals are too few for a width of 4.21696")
          == true
        && found.first?.hasSuffix("e-36; allowed: at least 39, in a string") == true, "\(found)")
  }

  @Test("a film with a moving centre is its own canonical form")
  func canonical() throws {
    let center = FilmFixture.keyframes(
      [(time: 0, value: "[\"\(Self.digits)\",0]"), (time: 10, value: "[\"\(Self.nines)\",\"1e-300\"]")], "linear")
    let preset = try FilmFixture.load(
      FilmFixture.document(camera: "{\"center\":\(center),\"width\":\"1e-45\"}"))
    let again = try FilmFixture.load(preset.canonicalJSON)
    #expect(again == preset && again.canonicalJSON == preset.canonicalJSON)
    #expect(preset.canonicalJSON.contains(Self.digits) && preset.canonicalJSON.contains("1e-300"))
  }
}
