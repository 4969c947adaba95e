import Animation
import ComplexModule
import FractalMath
import RealModule
import Testing

@Suite("Points that follow a song")
struct SongPointTests {
  private let song = FollowedSong(values: FollowedSong.restless)
  private static let to = "[[0.01,0.02],[-0.03,0.05]]"

  private static func document(_ keys: String, loop: String = "none", rate: Int = 50) -> String {
    """
    {"version":1,"title":"Test","duration":10,"loop":"\(loop)","audio":{"file":"song.wav"},\
    "output":{"frameRate":\(rate)},\(keys)}
    """
  }

  private static func following(_ base: String, to: String = to, more: String = "") -> String {
    FollowedSong.follower(base: base, to: to, more: more)
  }

  private func film(_ keys: String, loop: String = "none") throws -> Timeline {
    Timeline(try song.load(Self.document(keys, loop: loop)))
  }

  private func errors(_ keys: String, loop: String = "none") -> String {
    do throws(PresetError) {
      _ = try song.load(Self.document(keys, loop: loop))
      return ""
    } catch {
      return "\(error)"
    }
  }

  private static func part(_ seconds: Double) -> Double {
    Double(FollowedSong.restless[Int((seconds * 200).rounded())]) / 4095
  }

  private static func shift(_ seconds: Double) -> Complex<Double> {
    let part = part(seconds)
    return Complex(0.01 - 0.04 * part, 0.02 + 0.03 * part)
  }

  @Test(
    "a song moves c beside a point, keyframes and every kind of path",
    arguments: [
      "[-0.4,0.6]",
      #"{"keyframes":[{"time":0,"value":[-0.4,0.6]},{"time":7,"value":[0,0.7]},{"time":9,"value":[1,0]}]}"#,
      #"{"keyframes":[{"time":0,"value":[-0.4,0.6]},{"time":7,"value":[0,0.7]}],"interpolation":"linear"}"#,
      #"{"path":"circle","radius":0.7,"turns":2}"#, #"{"path":"lissajous"}"#, #"{"path":"cardioid","factor":1.1}"#,
      #"{"path":"ray","angle":"1/7"}"#, #"{"path":"equipotential"}"#,
      #"{"path":"follow","parts":[{"c":[0,0.5],"join":1},{"c":{"path":"bulb"}}]}"#,
    ])
  func everyPath(base: String) throws {
    let plain = try film("\"c\":\(base)")
    let moved = try film("\"c\":\(Self.following(base))")
    for seconds in [0, 0.02, 1, 3.7, 7, 9.5] {
      let expected = plain.parameters(atSeconds: seconds).juliaConstant + Self.shift(seconds)
      #expect((moved.parameters(atSeconds: seconds).juliaConstant - expected).length < 1e-12, "\(seconds)")
    }
  }

  @Test("numbers of a path and its points may follow the song at once")
  func both() throws {
    let radius = FollowedSong.follower(base: "0.5", to: "[0,0.2]")
    let moved = try film("\"c\":\(Self.following(#"{"path":"circle","radius":\#(radius)}"#))")
    let part = Self.part(3)
    let expected = Complex(length: 0.5 + 0.2 * part, phase: 2 * .pi * 0.3) + Self.shift(3)
    #expect((moved.parameters(atSeconds: 3).juliaConstant - expected).length < 1e-12)
  }

  @Test("the camera's centre follows, where it stands and between keyframes")
  func center() throws {
    for base in [#"["0.25",0]"#, #"{"keyframes":[{"time":0,"value":[0,0]},{"time":9,"value":[1,1]}]}"#] {
      let (plain, moved) = try (
        film("\"c\":[0,1],\"camera\":{\"center\":\(base)}"),
        film("\"c\":[0,1],\"camera\":{\"center\":\(Self.following(base))}")
      )
      for seconds in [0, 2.5, 8] {
        let expected = plain.parameters(atSeconds: seconds).camera.center + Self.shift(seconds)
        #expect((moved.parameters(atSeconds: seconds).camera.center - expected).length < 1e-12)
      }
    }
  }

  @Test("in deep views the song's part is added to all digits of the centre and of c")
  func deep() throws {
    let digits = #"["-0.7746806106269039000000000000000000000001e0","0.1374168856037867000000000000000000000001e0"]"#
    let to = "[[0,0],[1e-30,-2e-31]]"
    func film(_ c: String, _ center: String) throws -> Timeline {
      try self.film("\"c\":\(c),\"camera\":{\"width\":1e-30,\"center\":\(center)}")
    }
    let plain = try film(digits, digits)
    let moved = try film(Self.following(digits, to: to), Self.following(digits, to: to))
    for seconds in [0, 1.5, 6] {
      let (one, other) = try (
        #require(plain.parameters(atSeconds: seconds).deepView), #require(moved.parameters(atSeconds: seconds).deepView)
      )
      let part = Self.part(seconds)
      for difference in [other.center - one.center, other.constant - one.constant] {
        let way = difference.approximation
        #expect(abs(way.real - 1e-30 * part) < 1e-44 && abs(way.imaginary + 2e-31 * part) < 1e-44, "\(way)")
      }
    }
  }

  @Test("an integrated song is a velocity: nothing jumps, and a loop closes")
  func integral() throws {
    let c = Self.following("[-0.4,0.6]", to: "[[0,0],[0.02,-0.01]]", more: #","integrate":true"#)
    let open = try film("\"c\":\(c)")
    var sum = 0.0
    for index in 0..<1999 {
      let expected = Complex(-0.4 + 0.02 * sum, 0.6 - 0.01 * sum)
      let c = open.parameters(atSeconds: Double(index) / 200).juliaConstant
      #expect((c - expected).length < 1e-9)
      sum += (Self.part(Double(index) / 200) + Self.part(Double(index + 1) / 200)) / 400
    }
    let closed = try film("\"c\":\(c),\"camera\":{\"center\":\(c)}", loop: "wrap")
    let (start, end) = (closed.parameters(at: 0), closed.parameters(at: 499))
    #expect((start.juliaConstant - end.juliaConstant).length < 0.0005 && start.juliaConstant != end.juliaConstant)
    #expect((closed.parameters(atSeconds: 9.999_999).camera.center - start.camera.center).length < 1e-6)
  }

  @Test("frames are the same in whatever order they are asked for")
  func order() throws {
    let film = try film("\"c\":\(Self.following("[-0.4,0.6]"))")
    let forwards = (0..<500).map(film.parameters(at:))
    for frame in (0..<500).reversed() where frame % 7 == 3 { #expect(film.parameters(at: frame) == forwards[frame]) }
  }

  @Test("a fitted picture holds the set where the song has c, too")
  func fitted() throws {
    let to = "[[0,0],[-0.9,0]]"
    let values = (0..<2000).map { UInt16($0 % 200 == 101 ? 4095 : 0) }
    let preset = try FollowedSong(values: values).load(
      Self.document("\"c\":\(Self.following("[-0.5,0]", to: to)),\"camera\":{\"fit\":0}"))
    let reach = { (c: Double) in 1 + Double.sqrt(1 - 4 * c) }
    let width = Timeline(preset).parameters(at: 0).camera.width
    #expect(width > (reach(-0.5) + reach(-1.4)) / 2, "\(width)")
  }

  @Test("all times of the film change, and the song's do not")
  func pace() throws {
    let keys = #"{"keyframes":[{"time":0,"value":[-0.4,0.6]},{"time":8,"value":[0.4,0.6]}],"interpolation":"linear"}"#
    let document = Self.document("\"c\":\(Self.following(keys)),\"camera\":{\"center\":\(Self.following(keys))}")
    let fast = Timeline(try song.load(document, overrides: [Override(pace: .speed(2), origin: "--speed")]))
    let seen = fast.parameters(atSeconds: 2)
    let expected = Complex(0, 0.6) + Self.shift(2)
    #expect((seen.juliaConstant - expected).length < 1e-9 && (seen.camera.center - expected).length < 1e-9)
  }

  @Test("such a film reads and writes as it is")
  func writing() throws {
    let keys =
      "\"c\":\(Self.following(#"{"path":"circle","radius":0.5}"#)),\"camera\":{\"center\":\(Self.following(#"["0.1",0]"#))}"
    let film = try song.load(Self.document(keys))
    let again = try song.load(film.canonicalJSON)
    #expect(again == film && song.requests.count == 1)
    #expect(Timeline(again).parameters(at: 77) == Timeline(film).parameters(at: 77))
  }

  @Test(
    "what cannot be is refused at its place",
    arguments: [
      (
        #""c":{"base":{"path":"circle","radius":3},"audio":{"feature":"level","to":[[0,0],[0,1.5]]}}"#,
        "film.json:1:160: c.audio: with its song c may come to |c| = 4.2"
      ),
      (#""c":{"base":[0,1],"audio":{"feature":"level","to":[[0,0],[3.9,0]]}}"#, "c.audio: with its song c may come"),
      (
        #""c":{"base":{"path":"equipotential","potential":1},"audio":{"feature":"level","to":[[0,0],[2,0]]}}"#,
        "c.audio: with its song c may come to |c| = 5."
      ),
      (
        #""c":{"base":{"path":"follow","parts":[{"c":[2,0]},{"c":{"path":"circle","radius":2}}]},"audio":{"feature":"level","to":[[0,0],[3,0]]}}"#,
        "c.audio: with its song c may come to |c| = 4."
      ),
      (
        #""c":{"base":[0,1],"audio":{"feature":"level","to":[0,0.5]}}"#,
        "c.audio.to[0]: found the number 0; allowed: a point [re, im]"
      ),
      (
        #""c":{"base":[0,1],"audio":{"feature":"level","to":[[0,0]]}}"#,
        "c.audio.to: found an array of 1; allowed: two points"
      ),
      (#""c":{"base":[0,1]}"#, "c.audio: this key is required"),
      (
        #""c":{"path":"circle","audio":{"feature":"level","to":[[0,0],[0.1,0]]}}"#,
        #"c.audio: what follows a song is beside a base; allowed: {"base": …, "audio": …}"#
      ),
      (
        #""timing":"visual","c":{"base":{"path":"circle"},"audio":{"feature":"level","to":[[0,0],[0.1,0]]}}"#,
        "c.audio: with timing \"visual\" c has a pace of its own"
      ),
      (
        #""camera":{"follow":{"angle":"1/3"}},"c":{"base":[0,1],"audio":{"feature":"level","to":[[0,0],[0.1,0]]}}"#,
        "c.audio: a camera that follows a point"
      ),
      (
        #""c":{"path":"follow","parts":[{"c":{"base":[0,1],"audio":{"feature":"level","to":[[0,0],[0.1,0]]}}}]}"#,
        "c.parts[0].c: an object needs the key \"keyframes\" or the key \"path\""
      ),
      (
        #""c":[0,1],"camera":{"center":{"base":[0,0],"audio":{"feature":"level","to":[[0,0],[0,2000]]}}}"#,
        "camera.center.audio: with its song the centre may come to a modulus of 1645"
      ),
      (
        #""c":[0,1],"camera":{"width":1e-30,"center":{"base":[0.123456789012345678,0],"audio":{"feature":"level","to":[[0,0],[1e-30,0]]}}}"#,
        "camera.center.base[0]: 18 decimals are too few"
      ),
    ])
  func refusals(keys: String, message: String) {
    let said = errors(keys)
    #expect(said.contains(message), "\(said)")
    #expect(said.split(separator: "\n").count <= 2, "\(said)")
  }

  @Test("a preset takes what follows a song from the one that it extends, and puts it aside with another base")
  func inheritance() throws {
    let base = Self.document("\"c\":\(Self.following("[0,0.5]"))")
    func film(_ c: String) throws -> Preset {
      try LocatedPreset(
        PresetDocument(bytes: Array(#"{"extends":"base.json","c":\#(c)}"#.utf8), name: "film.json"), overrides: [],
        find: { _, _ in PresetDocument(bytes: Array(base.utf8), name: "base.json") }, measure: song.measure
      ).preset
    }
    let moved = Timeline(try film(#"{"base":[0,1]}"#)).parameters(atSeconds: 2).juliaConstant
    #expect((moved - Complex(0, 1) - Self.shift(2)).length < 1e-12)
    #expect(Timeline(try film("[0,1]")).parameters(atSeconds: 2).juliaConstant == Complex(0, 1))
    let circle = Timeline(try film(#"{"path":"circle","radius":0.5}"#)).parameters(atSeconds: 5).juliaConstant
    #expect((circle - Complex(-0.5, 0)).length < 1e-12)
  }
}
