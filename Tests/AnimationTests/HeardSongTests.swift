import Animation
import Testing

@Suite("What a film has heard of its song")
struct HeardSongTests {
  private static let document = FollowedSong.document(FollowedSong.follower(), more: #""tempo":"detect","#)
  private let song = FollowedSong(values: FollowedSong.restless)

  private func again(_ preset: Preset, _ settings: [String: String] = [:], paces: [Override] = []) throws -> Preset {
    let overrides = settings.sorted { $0.key < $1.key }.map {
      Override(path: $0.key, value: $0.value, origin: "--set \($0.key)")
    }
    return try song.load(preset.canonicalJSON, overrides: overrides + paces)
  }

  @Test("a preset carries it: it is read again without the song, and is the same")
  func carried() throws {
    let preset = try song.load(Self.document)
    #expect(song.requests.count == 1)
    let again = try Preset.load(bytes: Array(preset.canonicalJSON.utf8), name: "again")
    #expect(again == preset && again.canonicalJSON == preset.canonicalJSON)
    #expect(Timeline(again).parameters(at: 77) == Timeline(preset).parameters(at: 77))
    // Two characters a value, and only those of the film.
    #expect((4000...6000).contains(preset.canonicalJSON.utf8.count), "\(preset.canonicalJSON.utf8.count)")
  }

  @Test("a film without its sound still follows the song")
  func silent() throws {
    let silence = Override(path: "audio", value: "null", origin: "--no-audio")
    let preset = try song.load(Self.document, overrides: [silence])
    #expect(preset.audio == nil && Timeline(preset).parameters(at: 77).palettePhase != 2)
    #expect(try again(preset) == preset && song.requests.count == 1)
  }

  @Test(
    "a song is asked again for what a change of its film needs",
    arguments: [
      (["shading.phase.audio.release": "1"], 0), (["duration": "5"], 0), (["shading.phase.audio.feature": "onset"], 1),
      (["audio.start": "2"], 1), (["audio.file": "other.wav"], 1), (["duration": "12"], 1),
      (["shading.phase.audio": #"{"feature":"band","band":[30,150],"to":[0,1]}"#], 1), (["shading.phase": "1"], 0),
    ] as [([String: String], Int)])
  func changes(settings: [String: String], count: Int) throws {
    let preset = try song.load(Self.document)
    let changed = try again(preset, settings)
    #expect(song.requests.count == 1 + count)
    #expect(try again(changed) == changed && song.requests.count == 1 + count)
  }

  @Test("a film at another pace follows the song at its own")
  func paces() throws {
    let preset = try song.load(Self.document)
    let longer = try again(preset, paces: [Override(pace: .length(20), origin: "--stretch")])
    #expect(song.requests.count == 2)
    let (one, other) = (Timeline(preset), Timeline(longer))
    #expect(one.parameters(atSeconds: 3) == other.parameters(atSeconds: 3))
    #expect(other.parameters(atSeconds: 19).palettePhase != 2)
  }

  @Test("the sound of a film that is made again from itself begins with the film")
  func mixed() throws {
    let text = FollowedSong.document(FollowedSong.follower(), audio: #""audio":{"file":"a.wav","start":2},"#)
    let mixed = FollowedSong(values: FollowedSong.restless, isMixed: true)
    let film = Timeline(try mixed.load(text))
    #expect(abs(film.parameters(atSeconds: 1).palettePhase - 2 - Double(FollowedSong.restless[200]) / 4095) < 1e-9)
  }

  @Test("keyframes are at the beats that were found, counted from the film's start")
  func beats() throws {
    let keys =
      #"{"keyframes":[{"time":0,"value":0},{"beat":1,"value":1},{"beat":2.5,"value":5}],"interpolation":"linear"}"#
    let song = FollowedSong(beats: [0.5, 1, 1.75, 2.25, 3.5])
    let text = FollowedSong.document(
      keys, audio: #""audio":{"file":"a.wav","start":0.75},"#, more: #""tempo":"detect","#)
    let preset = try song.load(text)
    let film = Timeline(preset)
    // Beat 0 is at 0.25 s, beat 1 at 1 s, beats 2 and 3 at 1.5 s and 2.75 s.
    #expect(film.parameters(atSeconds: 1).palettePhase == 1 && film.parameters(atSeconds: 2.125).palettePhase == 5)
    // Keyframes have times then, so that nobody needs the beats again.
    #expect(try FilmFixture.load(preset.canonicalJSON) == preset)
    let steady = try song.load(text, overrides: [Override(path: "tempo", value: #"{"bpm":60}"#, origin: "--set")])
    #expect(Timeline(steady).parameters(atSeconds: 2.5).palettePhase == 5 && song.requests.count == 1)
  }

  private static let beat = #"{"keyframes":[{"beat":0,"value":0},{"beat":9,"value":1}]}"#

  @Test(
    "what cannot be followed is said at its place",
    arguments: [
      (
        FollowedSong.document(FollowedSong.follower(), audio: ""),
        "phase.audio: there is no song to follow; allowed: with"
      ),
      (
        FollowedSong.document(beat, audio: "", more: #""tempo":"detect","#),
        "tempo: there is no song whose beats could be found"
      ),
      (
        FollowedSong.document(beat, more: #""tempo":"detect","#),
        "beat: the song has no beat 9 from the film's start on; allowed: 0 to 2"
      ),
      (FollowedSong.document("1", more: #""tempo":"find","#), "tempo: “find” is unknown"),
      (FollowedSong.document(FollowedSong.follower(), loop: "pingpong"), "loop: a film that runs backwards"),
      (FollowedSong.document(FollowedSong.follower(#""loudness""#)), "audio.feature: “loudness” is unknown"),
      (FollowedSong.document(FollowedSong.follower(#""band""#)), "audio.feature: a band needs its frequencies"),
      (
        FollowedSong.document(FollowedSong.follower(#""level","band":[30,150]"#)),
        "audio.band: only the feature \"band\" has frequencies"
      ),
      (
        FollowedSong.document(FollowedSong.follower(#""band","band":[150,30]"#)),
        "audio.band: the first is not below the second"
      ),
      (FollowedSong.document(FollowedSong.follower(#""band","band":[30]"#)), "audio.band: found an array of 1"),
      (FollowedSong.document(FollowedSong.follower(to: "1")), "audio.to: found the number 1; allowed: two numbers"),
      (FollowedSong.document(#"{"base":1,"audio":{"feature":"level"}}"#), "audio.to: this key is required"),
      (FollowedSong.document(#"{"audio":{"feature":"level","to":[0,1]}}"#), "phase.base: this key is required"),
      (
        FollowedSong.document(#"{"keyframes":[{"time":0,"value":1}],"audio":{"feature":"level","to":[0,1]}}"#),
        "phase.audio: what follows a song is beside a base; allowed: {\"base\": {\"keyframes\": …}"
      ),
    ])
  func faults(document: String, sentence: String) {
    let song = FollowedSong(values: FollowedSong.restless, beats: [1, 2, 3])
    do throws(PresetError) {
      _ = try song.load(document)
      Issue.record("it is allowed")
    } catch {
      let lines = "\(error)".split(separator: "\n")
      #expect(lines.count == 1 && lines[0].contains(sentence) && lines[0].hasPrefix("film.json:1:"), "\(error)")
    }
  }

  @Test("a value that leaves what is allowed is refused with the number it comes to")
  func range() {
    func errors(_ follower: String) -> String {
      let text = """
        {"version":1,"title":"T","duration":4,"audio":{"file":"a.wav"},"c":[0,1],"camera":{"width":\(follower)}}
        """
      do throws(PresetError) { _ = try song.load(text) } catch { return "\(error)" }
      return ""
    }
    #expect(
      errors(FollowedSong.follower(base: "1", to: "[0,-1.5]")).contains("width.audio: with its song the value may"))
    #expect(errors(FollowedSong.follower(base: "2", to: "[0,-0.5]")).isEmpty)
    #expect(errors(FollowedSong.follower(base: "2", to: "[-1,-1]", more: #","integrate":true"#)).contains("come to -2"))
    #expect(errors(FollowedSong.follower(base: #""1e-400""#)).contains("the value may come to 0"))
  }

  @Test("pictures that follow a song are not shown again while it goes on")
  func repeats() {
    let twice = Override(path: "output.repeat", value: "2", origin: "--repeat")
    let error = #expect(throws: PresetError.self) { try song.load(Self.document, overrides: [twice]) }
    #expect("\(error.map { "\($0)" } ?? "")".contains("--repeat: output.repeat: the pictures would come again"))
  }

  @Test("the song's beats keep their pace")
  func pacedBeats() {
    let text = FollowedSong.document(#"{"keyframes":[{"beat":0,"value":0}]}"#, more: #""tempo":"detect","#)
    let pace = Override(pace: .speed(2), origin: "--speed")
    let error = #expect(throws: PresetError.self) {
      try FollowedSong(beats: [1, 2]).load(text, overrides: [pace])
    }
    #expect("\(error.map { "\($0)" } ?? "")".hasPrefix("--speed: keyframes are at the beats of the song"))
  }
}
