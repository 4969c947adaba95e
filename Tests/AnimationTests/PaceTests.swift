import Animation
import Testing

/// The whole film faster, slower or of another length.
@Suite struct PaceTests {
  private static let keyed = FilmFixture.document(
    loop: "wrap", c: #"{"keyframes":[{"time":0,"value":[0,0]},{"time":4,"value":[-0.5,0.1]}]}"#,
    camera:
      #"{"width":{"base":3,"wave":"sine","period":2.5,"amplitude":0.5},"rotation":{"keyframes":[{"time":0,"value":0},{"time":10,"value":360}]}}"#,
    shading: #"{"phase":{"keyframes":[{"time":0,"value":0},{"time":10,"value":1}]}}"#)

  private static func errors(_ document: String, _ override: Override) -> [String] {
    FilmFixture.errors(in: document, overrides: [override])
  }

  @Test(
    "at another pace everything happens at the same part of the film",
    arguments: [FilmPace.speed(0.5), .speed(3), .length(30), .length(7.3)])
  func everything(pace: FilmPace) throws {
    let written = Timeline(try FilmFixture.load(Self.keyed))
    let preset = try FilmFixture.load(Self.keyed, overrides: [Override(pace: pace, origin: "--speed")])
    let length: Double =
      switch pace {
      case .speed(let speed): 10 / speed
      case .length(let seconds): seconds
      }
    #expect(preset.durationSeconds == length)
    let film = Timeline(preset)
    for part in stride(from: 0.0, to: 1, by: 0.01) {
      let (one, other) = (written.parameters(atSeconds: part * 10), film.parameters(atSeconds: part * length))
      for (number, same) in zip(one.numbers, other.numbers) { #expect(abs(number - same) < 1e-9) }
    }
    #expect(try FilmFixture.load(preset.canonicalJSON) == preset)
  }

  @Test("the phoenix's p goes along")
  func phoenix() throws {
    let document = """
      { "version": 1, "title": "Phoenix", "duration": 10, "c": [0.5667, 0], "fractal": { "formula": "phoenix",
        "p": { "keyframes": [{ "time": 0, "value": [-0.5, 0] }, { "time": 10, "value": [-0.25, 0.5] }], "interpolation": "linear" } } }
      """
    let film = Timeline(try FilmFixture.load(document, overrides: [Override(pace: .length(4), origin: "--stretch")]))
    guard case .phoenix(let real, let imaginary) = film.parameters(atSeconds: 2).formula else {
      Issue.record("no phoenix")
      return
    }
    #expect(abs(real + 0.375) < 1e-9 && abs(imaginary - 0.25) < 1e-9)
  }

  @Test("the second half of a film that comes back keeps its keyframes within it")
  func pingpong() throws {
    let document = FilmFixture.document(
      loop: "pingpong", camera: #"{"rotation":{"keyframes":[{"time":0,"value":0},{"time":5,"value":360}]}}"#)
    for length in [0.3, 1, 3.3, 7, 11.7, 1234.567] {
      let preset = try FilmFixture.load(document, overrides: [Override(pace: .length(length), origin: "--stretch")])
      #expect(Timeline(preset).parameters(atSeconds: length / 2).camera.rotationDegrees == 360)
    }
  }

  @Test("a duration alone is refused where keyframes would stay behind, with what to use instead")
  func duration() {
    let change = Override(path: "duration", value: "20", origin: "--set duration")
    #expect(
      Self.errors(Self.keyed, change) == [
        "--set duration: the keyframes would stay where they are in a film of 10 s; allowed: --stretch 20, or "
          + "--speed, which take them along"
      ])
    #expect(Self.errors(Self.keyed, Override(path: "duration", value: "10", origin: "--set duration")).isEmpty)
    #expect(Self.errors(FilmFixture.document(), change).isEmpty, "without keyframes nothing is left behind")
    let own = FilmFixture.document(camera: #"{"rotation":{"keyframes":[{"time":0,"value":0},{"time":10,"value":9}]}}"#)
    let moved = Override(path: "camera.rotation.keyframes[1].time", value: "20", origin: "--set time")
    #expect(
      FilmFixture.errors(in: own, overrides: [change, moved]).isEmpty, "keys that are moved, too, are the user's care")
  }

  @Test("a pace that no preset can have is refused")
  func limits() {
    let crowded = FilmFixture.document(
      camera: #"{"rotation":{"keyframes":[{"time":0,"value":0},{"time":0.0001,"value":9}]}}"#)
    let fast = Self.errors(crowded, Override(pace: .speed(500), origin: "--speed"))
    #expect(
      fast.count == 1 && fast[0].contains("--speed") && fast[0].contains("camera.rotation.keyframes[1].time"), "\(fast)"
    )
    let long = Self.errors(FilmFixture.document(), Override(pace: .speed(0.0001), origin: "--speed"))
    #expect(long.count == 1 && long[0].contains("duration: 100000 is out of range"), "\(long)")
    let short = Self.errors(FilmFixture.document(), Override(pace: .length(0.001), origin: "--stretch"))
    #expect(short.count == 1 && short[0].contains("less than half a frame"), "\(short)")
  }
}
