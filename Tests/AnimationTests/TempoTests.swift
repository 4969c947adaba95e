import Animation
import Testing

/// Keyframes at beats.
@Suite struct TempoTests {
  private static func document(_ tempo: String, _ rotation: String, c: String = "[0,1]") -> String {
    #"{"version":1,"title":"T","duration":10,\#(tempo)"c":\#(c),"camera":{"rotation":{"keyframes":\#(rotation)}}}"#
  }

  private static let tempo = #""tempo":{"bpm":120,"offset":0.25},"#

  @Test("a keyframe at a beat is one at the beat's time")
  func times() throws {
    let keys = #"[{"time":0,"value":0},{"beat":4,"value":90},{"beat":7.5,"value":10},{"time":9,"value":0}]"#
    let preset = try FilmFixture.load(Self.document(Self.tempo, keys))
    let film = Timeline(preset)
    #expect(film.parameters(atSeconds: 2.25).camera.rotationDegrees == 90)
    #expect(film.parameters(atSeconds: 4).camera.rotationDegrees == 10)
    #expect(try FilmFixture.load(preset.canonicalJSON) == preset)
  }

  @Test("an override may move a keyframe from a beat to a time, and change the tempo of all")
  func overrides() throws {
    let keys = #"[{"beat":1,"value":0},{"beat":5,"value":90}]"#
    let moved = [
      Override(path: "camera.rotation.keyframes[1].time", value: "3", origin: "--set"),
      Override(path: "tempo.bpm", value: "60", origin: "--set"),
    ]
    let film = Timeline(try FilmFixture.load(Self.document(Self.tempo, keys), overrides: moved))
    #expect(film.parameters(atSeconds: 3).camera.rotationDegrees == 90)
    #expect(film.parameters(atSeconds: 1.25).camera.rotationDegrees == 0)
    #expect(film.parameters(atSeconds: 1.3).camera.rotationDegrees > 0)
  }

  @Test("views of a zoom may be at beats, too")
  func views() throws {
    let document =
      #"{"version":1,"title":"T","duration":10,"tempo":{"bpm":60},"c":[0,1],"camera":{"zoomTo":[{"beat":0,"center":[0,0],"width":3},{"beat":5,"center":[1,0],"width":1}]}}"#
    #expect(Timeline(try FilmFixture.load(document)).parameters(atSeconds: 5).camera.width == 1)
  }

  @Test(
    "what cannot be is said at its place",
    arguments: [
      ("", #"[{"beat":1,"value":0}]"#, "beat: beats need a tempo; allowed: time, or"),
      (tempo, #"[{"beat":1,"time":2,"value":0}]"#, "beat: time and beat exclude each other"),
      (tempo, #"[{"value":0}]"#, "time: this key is required"),
      (tempo, #"[{"beat":-1,"value":0}]"#, "beat: beat -1 is at -0.25 s; allowed: beats within the film"),
      (tempo, #"[{"beat":30,"value":0}]"#, "15.25 is after the end of the film"),
      (tempo, #"[{"beat":4,"value":0},{"beat":3,"value":0}]"#, "does not come"),
      (#""tempo":{"bpm":0},"#, #"[{"time":1,"value":0}]"#, "tempo.bpm: 0 is out of range"),
    ])
  func faults(tempo: String, keys: String, sentence: String) {
    let errors = FilmFixture.errors(in: Self.document(tempo, keys))
    #expect(errors.contains { $0.contains(sentence) }, "\(errors)")
  }

  @Test("parts of a path of c count their times from their start, not in beats")
  func parts() {
    let c =
      #"{"path":"follow","parts":[{"c":{"keyframes":[{"beat":0,"value":[0,0]},{"time":1,"value":[0.1,0]}]},"duration":1}]}"#
    let errors = FilmFixture.errors(in: Self.document(Self.tempo, #"[{"time":1,"value":0}]"#, c: c))
    #expect(errors.count == 1 && errors[0].contains("the times of a part are counted from its start"), "\(errors)")
  }
}
