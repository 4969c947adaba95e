import Animation
import Testing

/// Waves that are added to numbers, seen through the parameters of films.
@Suite struct OscillationTests {
  private func film(_ phase: String, loop: String = "none") throws -> (Double) -> Double {
    let film = Timeline(try FilmFixture.load(FilmFixture.document(loop: loop, shading: "{\"phase\":\(phase)}")))
    return { film.parameters(atSeconds: $0).palettePhase }
  }

  private func wave(_ name: String, base: String = "2", period: Double = 4, amplitude: Double = 0.5, phase: Double = 0)
    -> String
  {
    "{\"base\":\(base),\"wave\":\"\(name)\",\"period\":\(period),\"amplitude\":\(amplitude),\"phase\":\(phase)}"
  }

  @Test("a sine and a triangle swing to both sides of their base, a pulse to one")
  func shapes() throws {
    let sine = try film(wave("sine"))
    for (moment, value) in [(0.0, 2.0), (1, 2.5), (2, 2), (3, 1.5), (4, 2), (5, 2.5)] { #expect(sine(moment) == value) }
    #expect(abs(sine(0.5) - 2 - 0.5 * 0.5.squareRoot()) < 1e-15)
    let triangle = try film(wave("triangle"))
    for (moment, value) in [(0.0, 2.0), (0.5, 2.25), (1, 2.5), (2, 2), (3, 1.5), (3.5, 1.75)] {
      #expect(triangle(moment) == value)
    }
    let pulse = try film(wave("pulse"))
    #expect(pulse(0) == 2 && pulse(4) == 2 && abs(pulse(0.6) - 2.5) < 1e-12 && pulse(2.3) > 2.2 && pulse(3.9) < 2.01)
    let values = (0...1000).map { pulse(Double($0) / 250) }
    #expect(values.allSatisfy { (2...2.5).contains($0) })
    #expect(zip(values, values.dropFirst()).allSatisfy { abs($0 - $1) < 0.01 }, "it has no jump")
  }

  @Test("a wave begins at its phase, and is added to what the keyframes say")
  func phaseAndKeyframes() throws {
    #expect(try film(wave("sine", phase: 0.25))(0) == 2.5)
    #expect(try film(wave("sine", amplitude: -0.5))(1) == 1.5)
    let keyed = #"{"keyframes":[{"time":0,"value":0},{"time":10,"value":10}],"interpolation":"linear"}"#
    let curve = try film(wave("sine", base: keyed))
    for (moment, value) in [(0.0, 0.0), (1, 1.5), (2, 2), (3, 2.5), (10, 10)] { #expect(curve(moment) == value) }
  }

  @Test("in a loop periods divide the film, as near as digits can say, and it closes exactly")
  func loops() throws {
    let third = try film(wave("sine", period: 3.3333), loop: "wrap")
    // Three whole periods: the film's end is its start.
    #expect(abs(third(10 - 1e-9) - third(0)) < 1e-8)
    #expect(abs(third(10.0 / 3) - 2) < 1e-14)
    let document = FilmFixture.document(loop: "wrap", shading: "{\"phase\":\(wave("sine", period: 4))}")
    #expect(
      FilmFixture.errors(in: document) == [
        "film.json:1:131: shading.phase.period: periods of 4 s do not divide the film's 10 s; allowed with loop \"wrap\": 5 "
          + "(10/2) or 3.3333333333333335 (10/3), or another part of it"
      ])
    let long = FilmFixture.document(loop: "wrap", shading: "{\"phase\":\(wave("sine", period: 40))}")
    #expect(FilmFixture.errors(in: long).count == 1)
  }

  @Test("a wave that leads out of the allowed numbers is refused, with the number it comes to")
  func range() {
    let camera = "{\"width\":\(wave("sine", base: "1", amplitude: 1))}"
    let errors = FilmFixture.errors(in: FilmFixture.document(camera: camera))
    #expect(errors.count == 1 && errors[0].contains("camera.width.amplitude: with its wave the value may come to 0;"))
    let pulse = "{\"width\":\(wave("pulse", base: "1", amplitude: 1))}"
    #expect(FilmFixture.errors(in: FilmFixture.document(camera: pulse)).isEmpty)
  }

  @Test(
    "what is missing or wrong in a wave is said at its place",
    arguments: [
      (#"{"base":1,"period":1,"amplitude":1}"#, "shading.phase.wave: this key is required"),
      (#"{"base":1,"wave":"sine","amplitude":1}"#, "shading.phase.period: this key is required"),
      (#"{"wave":"sine","period":1,"amplitude":1}"#, "shading.phase.base: this key is required"),
      (#"{"base":1,"wave":"saw","period":1,"amplitude":1}"#, "shading.phase.wave: "),
      (#"{"base":1,"wave":"sine","period":0,"amplitude":1}"#, "shading.phase.period: 0 is out of range"),
      (
        #"{"base":{"keyframes":[{"time":11,"value":1}]},"wave":"sine","period":1,"amplitude":1}"#,
        "shading.phase.base.keyframes[0].time: 11 is"
      ),
    ])
  func faults(phase: String, sentence: String) {
    let errors = FilmFixture.errors(in: FilmFixture.document(shading: "{\"phase\":\(phase)}"))
    #expect(errors.contains { $0.contains(sentence) }, "\(errors)")
  }

  @Test("a film with waves is written and read back the same, and a preset may change one part of an extended wave")
  func roundTrip() throws {
    let preset = try FilmFixture.load(
      FilmFixture.document(camera: "{\"width\":\(wave("pulse"))}", shading: "{\"phase\":\(wave("sine"))}"),
      overrides: [Override(path: "shading.phase.amplitude", value: "0.25", origin: "--set")])
    #expect(Timeline(preset).parameters(atSeconds: 1).palettePhase == 2.25)
    let again = try FilmFixture.load(preset.canonicalJSON)
    #expect(again == preset && again.canonicalJSON == preset.canonicalJSON)
  }

  @Test("slowing the phase of a film takes as much of its wave")
  func slower() throws {
    let preset = try FilmFixture.load(FilmFixture.document(shading: "{\"phase\":\(wave("sine"))}"))
    #expect(Timeline(preset.slowingPhase(by: 0.5)).parameters(atSeconds: 1).palettePhase == 2.25)
  }
}
