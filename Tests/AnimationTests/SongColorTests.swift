import Animation
import FractalMath
import Testing

@Suite("Colours that follow a song")
struct SongColorTests {
  private let song = FollowedSong(values: FollowedSong.restless)
  private static let white = SRGBColor(red: 255, green: 255, blue: 255)
  private static let black = SRGBColor(red: 0, green: 0, blue: 0)

  private static func document(_ shading: String, loop: String = "none") -> String {
    """
    {"version":1,"title":"Test","duration":10,"loop":"\(loop)","audio":{"file":"song.wav"},\
    "output":{"frameRate":50},"c":[0,1],"shading":{\(shading)}}
    """
  }

  private static func following(_ base: String, toward: String, to: String = "[0,1]", more: String = "") -> String {
    FollowedSong.follower(base: base, to: to, more: ",\"toward\":\(toward)" + more)
  }

  private func colors(_ shading: String, at seconds: Double) throws -> FrameColors {
    try #require(Timeline(try song.load(Self.document(shading))).parameters(atSeconds: seconds).colors)
  }

  private func errors(_ shading: String) -> String {
    do throws(PresetError) {
      _ = try song.load(Self.document(shading))
      return ""
    } catch {
      return "\(error)"
    }
  }

  private static func part(_ seconds: Double) -> Double {
    Double(FollowedSong.restless[Int((seconds * 200).rounded())]) / 4095
  }

  private static func distance(_ one: [Oklab], _ other: [Oklab]) -> Double {
    zip(one, other).map { $0.distance(to: $1) }.max() ?? .infinity
  }

  @Test("the interior's colour goes towards another in Oklab, as far as the song says")
  func interior() throws {
    let shading = "\"interior\":\(Self.following("\"#000000\"", toward: "\"#ffffff\"", to: "[0.1,0.6]"))"
    for seconds in [0.5, 2, 7.3] {
      let amount = 0.1 + 0.5 * Self.part(seconds)
      let mixture = try colors(shading, at: seconds).interior
      let expected = Oklab(LinearRGB(Self.black)).mixed(with: Oklab(LinearRGB(Self.white)), fraction: amount)
      #expect(Oklab(mixture.light).distance(to: expected) < 1e-7)
      #expect(mixture.admixture.map { abs($0.amount - amount) < 1e-9 } == true)
    }
  }

  @Test("a palette goes towards a colour, at each place alike")
  func paletteTowardsColor() throws {
    let palette = try colors("\"palette\":\(Self.following("\"ember\"", toward: "\"#ffffff\"", to: "[0,0.8]"))", at: 2)
      .palette
    let ember = try #require(ShippedPalette.named("ember")).palette.colors(intervals: 64)
    let expected = ember.map { $0.mixed(with: Oklab(LinearRGB(Self.white)), fraction: 0.8 * Self.part(2)) }
    #expect(Self.distance(palette.colors(intervals: 64), expected) < 1e-9)
  }

  @Test("towards a palette of as many stops each stop moves, towards another the colours at each place are mixed")
  func paletteTowardsPalette() throws {
    let own = ##"{"stops":[{"at":0.1,"color":"#000"},{"at":0.5,"color":"#f00"}]}"##
    let near = ##"{"stops":[{"at":0.1,"color":"#000"},{"at":0.9,"color":"#ff0"}]}"##
    let half = Self.part(2)
    let moved = try colors("\"palette\":\(Self.following(own, toward: near))", at: 2).palette.colors(intervals: 1000)
    let place = Int(((0.5 + 0.4 * half) * 1000).rounded())
    let red = Oklab(LinearRGB(SRGBColor(red: 255, green: 0, blue: 0)))
    let yellow = Oklab(LinearRGB(SRGBColor(red: 255, green: 255, blue: 0)))
    #expect(moved[place].distance(to: red.mixed(with: yellow, fraction: half)) < 0.01)
    let glacier = try #require(ShippedPalette.named("glacier")).palette
    #expect(glacier.stops.count != 2)
    let mixed = try colors("\"palette\":\(Self.following(own, toward: "\"glacier\""))", at: 2).palette
    let two = Palette(
      stops: [
        Palette.Stop(position: 0.1, color: Self.black),
        Palette.Stop(position: 0.5, color: SRGBColor(red: 255, green: 0, blue: 0)),
      ], isCyclic: true)
    let expected = zip(two.colors(intervals: 64), glacier.colors(intervals: 64)).map {
      $0.mixed(with: $1, fraction: half)
    }
    #expect(Self.distance(mixed.colors(intervals: 64), expected) < 1e-9)
  }

  @Test("colours with keyframes follow as well")
  func keyed() throws {
    let keys = ##"{"keyframes":[{"time":0,"value":"#000"},{"time":4,"value":"#00f"}]}"##
    let mixture = try colors("\"interior\":\(Self.following(keys, toward: "\"#fff\""))", at: 2).interior
    let blue = Oklab(LinearRGB(SRGBColor(red: 0, green: 0, blue: 255)))
    let expected = Oklab(LinearRGB(Self.black)).mixed(with: blue, fraction: 0.5)
      .mixed(with: Oklab(LinearRGB(Self.white)), fraction: Self.part(2))
    #expect(Oklab(mixture.light).distance(to: expected) < 1e-7)
    let palettes = #"{"keyframes":[{"time":0,"value":"ember"},{"time":4,"value":"glacier"}]}"#
    let still = try colors("\"palette\":\(palettes)", at: 3).palette
    let seen = try colors("\"palette\":\(Self.following(palettes, toward: "\"#fff\"", to: "[0,0]"))", at: 3).palette
    #expect(seen == still)
  }

  @Test("where nothing is mixed in colours are those without a song, and where all is they are the others")
  func ends() throws {
    let silent = FollowedSong(values: [UInt16](repeating: 0, count: 2000))
    let loud = FollowedSong(values: [UInt16](repeating: 4095, count: 2000))
    let shading =
      "\"palette\":\(Self.following("\"ember\"", toward: "\"glacier\"")),"
      + "\"interior\":\(Self.following("\"#102030\"", toward: "\"#405060\""))"
    let ember = try #require(ShippedPalette.named("ember")).palette
    let glacier = try #require(ShippedPalette.named("glacier")).palette
    let none = try #require(Timeline(try silent.load(Self.document(shading))).parameters(at: 7).colors)
    let color = SRGBColor(red: 0x10, green: 0x20, blue: 0x30)
    #expect(none == FrameColors(palette: PaletteMixture(ember), interior: ColorMixture(color)))
    let all = try #require(Timeline(try loud.load(Self.document(shading))).parameters(at: 7).colors)
    #expect(all.palette.colors(intervals: 64) == glacier.colors(intervals: 64))
    #expect(all.interior.light == LinearRGB(SRGBColor(red: 0x40, green: 0x50, blue: 0x60)))
  }

  @Test("towards a transparent colour the picture fades, and the film is one with opacity")
  func opacity() throws {
    let preset = try song.load(
      Self.document("\"interior\":\(Self.following("\"#ff8000\"", toward: "\"transparent\""))"))
    #expect(preset.isTranslucent)
    let interior = try #require(Timeline(preset).parameters(atSeconds: 2).colors).interior
    #expect(abs(interior.opacity - (1 - Self.part(2))) < 1e-9)
  }

  @Test("colours chosen for a whole film have those that the song makes among them")
  func typical() throws {
    let film = Timeline(try song.load(Self.document("\"interior\":\(Self.following("\"#000\"", toward: "\"#fff\""))")))
    let lights = film.typicalColors.map { Oklab($0.interior.light).lightness }
    #expect(lights.min().map { $0 < 0.01 } == true && lights.max().map { $0 > 0.99 } == true)
    #expect(lights.contains { abs($0 - 0.5) < 0.01 })
  }

  @Test("a loop's colours go on from its end to its start")
  func loop() throws {
    let interior = ##"{"base":"#000","audio":{"feature":"level","release":2,"to":[0,1],"toward":"#fff"}}"##
    let film = Timeline(try song.load(Self.document("\"interior\":\(interior)", loop: "wrap")))
    let amounts = [9.99999, 0.0].map { film.parameters(atSeconds: $0).colors?.interior.admixture?.amount ?? 0 }
    #expect(abs(amounts[0] - amounts[1]) < 1e-3)
  }

  @Test("such a film reads and writes as it is")
  func writing() throws {
    let film = try song.load(
      Self.document(
        "\"palette\":\(Self.following("\"ember\"", toward: "\"#fff\"")),"
          + "\"interior\":\(Self.following("\"#102030\"", toward: "\"#405060\""))"))
    #expect(try song.load(film.canonicalJSON) == film && song.requests.count == 1)
  }

  @Test(
    "what cannot be is refused at its place",
    arguments: [
      (
        ##""interior":{"base":"#000","audio":{"feature":"level","to":[0,1],"toward":"#fff","integrate":true}}"##,
        "shading.interior.audio.integrate: how much is mixed in is from 0 to 1, and no speed; allowed: false"
      ),
      (
        ##""interior":{"base":"#000","audio":{"feature":"level","to":[0,1.5],"toward":"#fff"}}"##,
        "shading.interior.audio.to[1]: 1.5 is out of range; allowed: a number from 0 to 1"
      ),
      (
        ##""interior":{"base":"#000","audio":{"feature":"level","to":[0,1]}}"##,
        "shading.interior.audio.toward: this key is required"
      ),
      (
        ##""interior":{"base":{"by":"period"},"audio":{"feature":"level","to":[0,1],"toward":"#fff"}}"##,
        "shading.interior.base: found an object; allowed: a colour"
      ),
      (
        ##""interior":{"keyframes":[{"time":0,"value":"#000"}],"audio":{"feature":"level","to":[0,1],"toward":"#fff"}}"##,
        "shading.interior.audio: what follows a song is beside a base"
      ),
      (
        #""palette":{"base":"ember","audio":{"feature":"level","to":[0,1],"toward":"nowhere"}}"#,
        "shading.palette.audio.toward: “nowhere” is unknown"
      ),
      (
        ##""palette":{"base":"ember","audio":{"feature":"level","to":[0,1],"toward":"#zzz"}}"##,
        "shading.palette.audio.toward: found the string “#zzz”; allowed: a colour"
      ),
      (
        ##""palette":{"base":"ember","audio":{"feature":"level","to":[0,1],"toward":{"cyclic":false,"stops":[{"at":0,"color":"#000"},{"at":1,"color":"#fff"}]}}}"##,
        "shading.palette.audio.toward: a palette that is cyclic cannot become one that is not"
      ),
    ])
  func refusals(shading: String, message: String) {
    let said = errors(shading)
    #expect(said.hasPrefix("film.json:1:") && said.contains(message), "\(said)")
  }
}
