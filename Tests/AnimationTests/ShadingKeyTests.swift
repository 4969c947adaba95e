import Animation
import FractalMath
import Testing

@Suite struct ShadingKeyTests {
  private static let rangeOfDensity = "a number from 0 to 10000"

  private func shading(_ json: String) throws -> Shading {
    try FilmFixture.load(FilmFixture.document(shading: json)).shading
  }

  @Test(
    "each algorithm asks for its own number of an orbit",
    arguments: [
      (#""smooth""#, ExteriorQuantity.smoothCount), (#""histogram""#, .smoothCount), (#""distance""#, .distance),
      (#""stripe""#, .stripe(strands: 5)), (#""stripe","stripes":7"#, .stripe(strands: 7)),
      (#""triangle-inequality""#, .triangleInequality), (#""angle""#, .angle), (#""trap""#, .trap(OrbitTrap())),
      (
        #""trap","trap":{"shape":"cross","center":[0.5,-0.25],"radius":1,"angle":30}"#,
        .trap(OrbitTrap(shape: .cross, real: 0.5, imaginary: -0.25, radius: 1, angleDegrees: 30))
      ),
    ])
  func algorithms(json: String, quantity: ExteriorQuantity) throws {
    let timeline = Timeline(try FilmFixture.load(FilmFixture.document(shading: "{\"algorithm\":\(json)}")))
    #expect(timeline.fieldChannels == FieldChannels(exterior: quantity))
    #expect(timeline.isEqualized == json.contains("histogram"))
  }

  @Test(
    "a density that is left out suits the algorithm and its scale, one that is given stays",
    arguments: [
      ("{}", 0.02), (#"{"scale":"log"}"#, 0.25), (#"{"algorithm":"distance"}"#, 20), (#"{"algorithm":"stripe"}"#, 1),
      (#"{"algorithm":"stripe","density":0.02}"#, 0.02),
    ])
  func density(json: String, expected: Double) throws {
    #expect(try shading(json).density == .constant(expected))
    let overridden = try FilmFixture.load(
      FilmFixture.document(shading: #"{"density":0.02}"#),
      overrides: [Override(path: "shading.algorithm", value: "angle", origin: "--set")])
    #expect(overridden.shading.density == .constant(0.02))
  }

  @Test("the interior is a colour, or a palette by a number of each orbit")
  func interior() throws {
    let flat = Timeline(try FilmFixture.load(FilmFixture.document(shading: ##"{"interior":"#102030"}"##)))
    #expect(flat.interior == SRGBColor(red: 16, green: 32, blue: 48) && flat.interiorPalette == nil)
    #expect(flat.fieldChannels.interior == .flat)
    for (quantity, density) in [(InteriorQuantity.period, 0.1), (.convergence, 0.02), (.nearest, 1)] {
      let json = "{\"interior\":{\"by\":\"\(quantity.rawValue)\",\"palette\":\"moss\"}}"
      let timeline = Timeline(try FilmFixture.load(FilmFixture.document(shading: json)))
      #expect(timeline.fieldChannels.interior == quantity)
      #expect(timeline.interiorPalette?.density == density)
      #expect(timeline.interiorPalette?.palette == ShippedPalette.named("moss")?.palette)
    }
  }

  @Test("light moves by its tracks, and without the key there is none")
  func light() throws {
    let direction = FilmFixture.keyframes([(time: 0, value: 0), (time: 10, value: 360)], "linear")
    let json = "{\"light\":{\"direction\":\(direction),\"height\":30,\"ambient\":0.2}}"
    let lit = Timeline(try FilmFixture.load(FilmFixture.document(loop: "wrap", shading: json)))
    #expect(lit.fieldChannels.hasSlope && lit.light?.ambient == 0.2)
    #expect(lit.parameters(atSeconds: 2.5).light == Light(directionDegrees: 90, heightDegrees: 30))
    let unlit = Timeline(try FilmFixture.load(FilmFixture.document()))
    #expect(!unlit.fieldChannels.hasSlope && unlit.light == nil)
    #expect(unlit.parameters(at: 0).light == Light())
  }

  @Test("a light that does not come round leaves the loop open")
  func seam() {
    for (key, last, allowed) in [
      ("direction", 90.0, "the value at its start, or whole turns of 360 degrees more or less"),
      ("height", 60.0, "the value at its start"),
    ] {
      let track = FilmFixture.keyframes([(time: 0, value: 30), (time: 10, value: last)], "linear")
      let errors = FilmFixture.errors(
        in: FilmFixture.document(loop: "wrap", shading: "{\"light\":{\"\(key)\":\(track)}}"))
      #expect(errors.count == 1)
      #expect(
        errors.first?.hasSuffix(
          "shading.light.\(key).keyframes[1].value: the loop does not close; allowed at the end of a film with loop "
            + "\"wrap\": \(allowed)") == true, "\(errors)")
    }
  }

  @Test("a palette's name stands for its stops")
  func paletteByName() throws {
    let shading = try shading(#"{"palette":"twilight"}"#)
    let palette = try #require(ShippedPalette.named("twilight")?.palette)
    #expect(shading.palette == .constant(palette) && palette.stops.count == 16 && palette.isCyclic)
  }

  @Test(
    "each wrong value is named with what is allowed",
    arguments: [
      (
        #"{"algorithm":"smoth"}"#,
        "shading.algorithm: “smoth” is unknown; did you mean \"smooth\"? Allowed: \"smooth\", \"distance\", \"stripe\", "
          + "\"triangle-inequality\", \"trap\", \"angle\", \"histogram\""
      ),
      (#"{"stripes":17}"#, "shading.stripes: 17 is out of range; allowed: a whole number from 1 to 16"),
      (#"{"trap":{"radius":5}}"#, "shading.trap.radius: 5 is out of range; allowed: a number from 0 to 4"),
      (
        #"{"trap":{"shape":"hyperbola"}}"#,
        "shading.trap.shape: “hyperbola” is unknown; allowed: \"point\", \"line\", \"circle\", \"cross\""
      ),
      (#"{"scale":"sqrt"}"#, "shading.scale: “sqrt” is unknown; allowed: \"linear\", \"log\""),
      (
        #"{"density":10001}"#,
        "shading.density: 10001 is out of range; allowed: \(rangeOfDensity), or keyframes, or a wave, or a base with a song"
      ),
      (
        #"{"interior":{}}"#,
        "shading.interior.by: this key is required; allowed: \"period\", \"convergence\", \"nearest\""
      ),
      (
        #"{"interior":{"by":"flat"}}"#,
        "shading.interior.by: “flat” is unknown; allowed: \"period\", \"convergence\", \"nearest\""
      ),
      (
        #"{"interior":{"by":"period","density":-1}}"#,
        "shading.interior.density: -1 is out of range; allowed: \(rangeOfDensity)"
      ),
      (
        #"{"light":{"height":91}}"#,
        "shading.light.height: 91 is out of range; allowed: a number from 0 to 90, or keyframes, or a wave, or a base with a song"
      ),
      (#"{"light":{"ambient":2}}"#, "shading.light.ambient: 2 is out of range; allowed: a number from 0 to 1"),
    ])
  func wrongValues(json: String, message: String) {
    let errors = FilmFixture.errors(in: FilmFixture.document(shading: json))
    #expect(errors.count == 1)
    #expect(errors.first?.hasSuffix(": " + message) == true, "\(errors)")
  }

  @Test("a palette that does not ship is refused with those that do")
  func unknownPalette() {
    let errors = FilmFixture.errors(in: FilmFixture.document(shading: #"{"palette":"twilit"}"#))
    #expect(errors.count == 1)
    let message = "“twilit” is unknown; did you mean \"twilight\"? Allowed: \"abyss\", \"aurora\", "
    #expect(errors.first?.contains(message) == true, "\(errors)")
    let number = FilmFixture.errors(in: FilmFixture.document(shading: #"{"palette":5}"#))
    #expect(number.first?.contains("allowed: an object, or the name of a shipped palette") == true, "\(number)")
  }

  @Test(
    "canonical JSON loads as an equal preset",
    arguments: [
      #"{"algorithm":"stripe","stripes":3,"scale":"log","palette":"ember"}"#,
      #"{"algorithm":"trap","trap":{"shape":"line","angle":45},"interior":{"by":"nearest","palette":"ink"}}"#,
      #"{"algorithm":"histogram","light":{"height":20},"interior":{"by":"convergence","density":0.5}}"#,
      #"{"algorithm":"triangle-inequality","light":{}}"#,
    ])
  func canonical(json: String) throws {
    let preset = try FilmFixture.load(FilmFixture.document(shading: json))
    let again = try FilmFixture.load(preset.canonicalJSON)
    #expect(again == preset)
    #expect(again.canonicalJSON == preset.canonicalJSON)
  }
}
