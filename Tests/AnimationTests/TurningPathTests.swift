import Animation
import ComplexModule
import FractalMath
import RealModule
import Testing

@Suite("Paths of c that follow a song")
struct TurningPathTests {
  private let song = FollowedSong(values: FollowedSong.restless)

  private static func document(_ c: String, loop: String = "none", more: String = "") -> String {
    """
    {"version":1,"title":"Test","duration":10,"loop":"\(loop)","audio":{"file":"song.wav"},\(more)\
    "output":{"frameRate":50},"c":\(c)}
    """
  }

  private func film(_ c: String, loop: String = "none") throws -> Timeline {
    Timeline(try song.load(Self.document(c, loop: loop)))
  }

  private func errors(_ c: String, loop: String = "none", more: String = "") -> String {
    do throws(PresetError) {
      _ = try song.load(Self.document(c, loop: loop, more: more))
      return ""
    } catch {
      return "\(error)"
    }
  }

  private static func part(_ seconds: Double) -> Double {
    Double(FollowedSong.restless[Int((seconds * 200).rounded())]) / 4095
  }

  @Test("a circle's radius and angle follow a song, beside its turns")
  func circle() throws {
    let radius = FollowedSong.follower(base: "0.5", to: "[0,0.2]")
    let phase = FollowedSong.follower(base: "30", to: "[0,-90]")
    let film = try film(#"{"path":"circle","center":[0.1,0.2],"turns":2,"radius":\#(radius),"phase":\#(phase)}"#)
    for seconds in [0, 0.02, 1, 3.7, 9.5] {
      let part = Self.part(seconds)
      let angle = 2 * Double.pi * (2 * seconds / 10 + (30 - 90 * part) / 360)
      let expected = Complex(0.1, 0.2) + Complex(length: 0.5 + 0.2 * part, phase: angle)
      #expect((film.parameters(atSeconds: seconds).juliaConstant - expected).length < 1e-9)
    }
  }

  @Test("the border's factor and an equipotential's potential follow it, too")
  func borders() throws {
    let factor = FollowedSong.follower(base: "0.9", to: "[0,0.2]")
    let border = try film(#"{"path":"cardioid","factor":\#(factor)}"#)
    let line = try film(#"{"path":"equipotential","potential":\#(FollowedSong.follower(base: "0.2", to: "[0,0.5]"))}"#)
    for seconds in [0, 1.5, 8] {
      let part = Self.part(seconds)
      let u = Complex(length: 0.9 + 0.2 * part, phase: 2 * .pi * seconds / 10)
      let expected = u / 2 - u * u / 4
      #expect((border.parameters(atSeconds: seconds).juliaConstant - expected).length < 1e-9)
      let fixed = Timeline(
        try FilmFixture.load(
          #"{"version":1,"title":"T","duration":10,"c":{"path":"equipotential","potential":\#(0.2 + 0.5 * part)}}"#))
      let point = fixed.parameters(atSeconds: seconds).juliaConstant
      #expect((line.parameters(atSeconds: seconds).juliaConstant - point).length < 1e-9)
    }
  }

  @Test("an integrated angle closes a loop by whole turns")
  func loop() throws {
    let phase = FollowedSong.follower(base: "0", to: "[10,200]", more: #","integrate":true"#)
    let film = try film(#"{"path":"circle","phase":\#(phase)}"#, loop: "wrap")
    let step = (film.parameters(at: 1).juliaConstant - film.parameters(at: 0).juliaConstant).length
    let seam = (film.parameters(at: 0).juliaConstant - film.parameters(at: 499).juliaConstant).length
    #expect(seam < 5 * step && seam > 0)
    #expect((film.parameters(atSeconds: 9.999_999).juliaConstant - film.parameters(at: 0).juliaConstant).length < 1e-5)
  }

  @Test(
    "what cannot be is refused at its place",
    arguments: [
      (
        #"{"path":"circle","radius":{"base":3,"audio":{"feature":"level","to":[0,1.5]}}}"#, "",
        "c.radius.audio: with its song the value may come to"
      ),
      (
        #"{"path":"circle","center":[2,0],"radius":{"base":1.5,"audio":{"feature":"level","to":[0,1]}}}"#, "",
        "c.radius: the circle may reach |c| = "
      ),
      (
        #"{"path":"circle","phase":{"base":0,"audio":{"feature":"level","to":[0,9]}}}"#, #""timing":"visual","#,
        "c.phase.audio: with timing \"visual\" c has a pace of its own"
      ),
      (
        #"{"path":"circle","center":[-0.2,0.7],"radius":{"base":0.01,"audio":{"feature":"level","to":[0,0.01]}}}"#,
        #""camera":{"follow":{"angle":"1/3"}},"#, "c.radius.audio: a camera that follows a point"
      ),
      (
        #"{"path":"follow","parts":[{"c":{"path":"circle","radius":{"base":0.5,"audio":{"feature":"level","to":[0,0.1]}}}}]}"#,
        "", "c.parts[0].c.radius: a part's path keeps its shape"
      ),
    ])
  func refusals(c: String, more: String, message: String) {
    let said = errors(c, more: more)
    #expect(said.contains(message), "\(said)")
  }

  @Test("a preset with plain numbers reads and writes as it did")
  func plain() throws {
    let text = try FilmFixture.load(
      #"{"version":1,"title":"T","duration":10,"c":{"path":"circle","radius":0.5,"phase":90}}"#
    ).canonicalJSON
    #expect(text.contains(#""radius":0.5"#) && text.contains(#""phase":90"#), "\(text)")
    let follower = FollowedSong.follower(base: "0.5", to: "[0,0.1]")
    let film = try song.load(Self.document(#"{"path":"circle","radius":\#(follower)}"#))
    #expect(Timeline(try song.load(film.canonicalJSON)).parameters(at: 77) == Timeline(film).parameters(at: 77))
    #expect(song.requests.count == 1)
  }
}
