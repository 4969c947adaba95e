import Animation
import Testing

@Suite("Values that follow a song")
struct SongFollowerTests {
  private static let values = FollowedSong.restless
  private let song = FollowedSong(values: values)

  private func curve(
    _ phase: String, song other: FollowedSong? = nil, audio: String = #""audio":{"file":"song.wav"},"#,
    loop: String = "none"
  ) throws -> (Double) -> Double {
    let film = Timeline(try (other ?? song).load(FollowedSong.document(phase, audio: audio, loop: loop)))
    return { film.parameters(atSeconds: $0).palettePhase }
  }

  private static func part(_ index: Int) -> Double { Double(values[index]) / 4095 }

  @Test("what is added goes from the first number to the second with the feature, straight between its values")
  func level() throws {
    let phase = try curve(FollowedSong.follower(to: "[0.25,-0.5]"))
    for index in [0, 1, 7, 400, 1999] {
      #expect(abs(phase(Double(index) / 200) - (2.25 - 0.75 * Self.part(index))) < 1e-9)
    }
    let middle = (Self.part(400) + Self.part(401)) / 2
    #expect(abs(phase(2.0025) - (2.25 - 0.75 * middle)) < 1e-9)
  }

  @Test("the film's start is that of the song's part, also between two values")
  func start() throws {
    let phase = try curve(
      FollowedSong.follower(), audio: #""audio":{"file":"song.wav","start":1.001},"#)
    #expect(abs(phase(1) - 2 - (0.8 * Self.part(400) + 0.2 * Self.part(401))) < 1e-9)
  }

  @Test("a rise takes the attack's time, a fall the release's")
  func envelope() throws {
    let follower =
      #"{"base":0,"audio":{"feature":"level","attack":0.01,"release":0.25,"to":[0,1]}}"#
    let phase = try curve(follower)
    var value = Self.part(0)
    for index in 0..<2000 {
      let input = Self.part(index)
      value += (input - value) / (1 + 200 * (input > value ? 0.01 : 0.25))
      #expect(abs(phase(Double(index) / 200) - value) < 1e-9)
    }
    // After the song's end the feature is 0.
    let short = try curve(follower, song: FollowedSong(values: [UInt16](repeating: 4095, count: 200)))
    #expect(short(0.5) == 1 && short(1.2) < 0.55 && short(1.2) > 0.4 && short(9) < 1e-8)
  }

  @Test("an integrated feature is a speed, which never goes back where it is not below 0")
  func integral() throws {
    let phase = try curve(FollowedSong.follower(base: "0", to: "[0.1,2]", more: #","integrate":true"#))
    var sum = 0.0
    for index in 0..<1999 {
      #expect(abs(phase(Double(index) / 200) - sum) < 1e-9)
      sum += (0.1 + 1.9 * (Self.part(index) + Self.part(index + 1)) / 2) / 200
    }
    let values = (0...2000).map { phase(Double($0) / 200) }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test("frames are the same in whatever order they are asked for, and no step replays the film")
  func order() throws {
    let film = Timeline(
      try song.load(
        FollowedSong.document(#"{"base":0,"audio":{"feature":"level","to":[0,1],"integrate":true}}"#)))
    let forwards = (0..<500).map(film.parameters(at:))
    #expect(forwards.map(\.palettePhase) == forwards.map(\.palettePhase).sorted())
    for frame in (0..<500).reversed().filter({ $0 % 7 == 3 }) + [499, 0, 250] {
      #expect(film.parameters(at: frame) == forwards[frame])
      #expect(film.parameters(atSeconds: Double(frame) / 50) == forwards[frame])
    }
  }

  @Test("a song goes with keyframes and a wave as the base")
  func together() throws {
    let base = #"{"keyframes":[{"time":0,"value":0},{"time":10,"value":10}],"interpolation":"linear"}"#
    let keyed = try curve(FollowedSong.follower(base: base))
    #expect(abs(keyed(3) - 3 - Self.part(600)) < 1e-9)
    let wave =
      #"{"base":1,"wave":"triangle","period":4,"amplitude":0.5,"audio":{"feature":"level","attack":0,"release":0,"to":[0,1]}}"#
    #expect(abs(try curve(wave)(1) - 1.5 - Self.part(200)) < 1e-9)
  }

  @Test("in a loop the end leads to the start")
  func loops() throws {
    let follower = #"{"base":0,"audio":{"feature":"level","release":0.5,"to":[0,1]}}"#
    let phase = try curve(follower, loop: "wrap")
    let (end, start) = (phase(9.999999), phase(0))
    #expect(abs(end - start) < 1e-4)
    // A speed comes to whole cycles of the palette, and nothing is 1/1000 cycle a second faster than it was.
    let speed = #"{"base":0,"audio":{"feature":"level","to":[0,0.4],"integrate":true}}"#
    let cycles = try curve(speed, loop: "wrap")(9.999999)
    #expect(abs(cycles - cycles.rounded()) < 1e-5 && cycles > 0.5, "\(cycles)")
  }

  @Test("the camera and the light follow, too")
  func everywhere() throws {
    let document = """
      {"version":1,"title":"T","duration":4,"audio":{"file":"a.wav"},"c":[0,1],
       "camera":{"width":\(FollowedSong.follower(to: "[0,-0.5]")),"rotation":\(FollowedSong.follower(to: "[0,90]"))},
       "shading":{"density":\(FollowedSong.follower(base: "0.02", to: "[0,0.01]")),
         "light":{"height":\(FollowedSong.follower(base: "30", to: "[0,60]")),"direction":\(FollowedSong.follower())}}}
      """
    let film = Timeline(try song.load(document)).parameters(atSeconds: 2)
    let part = Self.part(400)
    #expect(abs(film.camera.width - (2 - 0.5 * part)) < 1e-9 && abs(film.camera.rotationDegrees - 2 - 90 * part) < 1e-9)
    #expect(abs(film.paletteDensity - 0.02 - 0.01 * part) < 1e-9)
    #expect(abs(film.light.heightDegrees - 30 - 60 * part) < 1e-9)
    #expect(abs(film.light.directionDegrees - 2 - part) < 1e-9)
  }

  @Test("slowing the phase of a film takes as much of what it follows")
  func slower() throws {
    let preset = try song.load(FollowedSong.document(FollowedSong.follower(to: "[0,1]")))
    let slower = Timeline(preset.slowingPhase(by: 0.5))
    #expect(abs(slower.parameters(atSeconds: 2).palettePhase - 2 - Self.part(400) / 2) < 1e-9)
  }
}
