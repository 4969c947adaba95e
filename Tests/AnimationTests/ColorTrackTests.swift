import Animation
import FractalMath
import Testing

/// Colours that change over time, seen through the parameters of films.
@Suite struct ColorTrackTests {
  private static func film(_ shading: String, loop: String = "none") throws -> Timeline {
    Timeline(try FilmFixture.load(FilmFixture.document(loop: loop, shading: shading)))
  }

  private static func keys(_ values: [String], _ rest: String = "") -> String {
    let list = values.enumerated().map { "{\"time\":\(4 * $0),\"value\":\($1)}" }.joined(separator: ",")
    return "{\"keyframes\":[\(list)]\(rest)}"
  }

  @Test("at its keyframe a palette is what it is alone, and films whose colours stand still have none in their frames")
  func ends() throws {
    let film = try Self.film("{\"palette\":\(Self.keys(["\"ember\"", "\"glacier\""]))}")
    let (ember, glacier) = (try #require(ShippedPalette.named("ember")), try #require(ShippedPalette.named("glacier")))
    let start = try #require(film.parameters(atSeconds: 0).colors)
    let end = try #require(film.parameters(atSeconds: 4).colors)
    #expect(start.palette == PaletteMixture(ember.palette) && end.palette == PaletteMixture(glacier.palette))
    #expect(start.palette.colors(intervals: 100) == ember.palette.colors(intervals: 100))
    #expect(film.parameters(atSeconds: 2).colors?.palette.fraction == 0.5)
    #expect(film.parameters(atSeconds: 9).colors?.palette == end.palette)
    #expect(try Self.film(#"{"palette":"ember"}"#).parameters(atSeconds: 1).colors == nil)
  }

  @Test("palettes with as many stops move them; others are mixed place by place")
  func mixtures() throws {
    let one = ##"{"stops":[{"at":0,"color":"#000000"},{"at":0.2,"color":"#ffffff"}]}"##
    let other = ##"{"stops":[{"at":0.2,"color":"#000000"},{"at":0.8,"color":"#ffffff"}]}"##
    let three = ##"{"stops":[{"at":0,"color":"#ff0000"},{"at":0.2,"color":"#00ff00"},{"at":0.7,"color":"#0000ff"}]}"##
    let moving = try #require(
      try Self.film("{\"palette\":\(Self.keys([one, other]))}").parameters(atSeconds: 2).colors?.palette)
    let colors = moving.colors(intervals: 10)
    #expect(abs(colors[1].lightness) < 1e-9 && abs(colors[5].lightness - 1) < 1e-6, "stops at 0.1 and 0.5")
    let mixed = try #require(
      try Self.film("{\"palette\":\(Self.keys([one, three]))}").parameters(atSeconds: 1).colors?.palette)
    for (color, (first, second)) in zip(
      mixed.colors(intervals: 50), zip(mixed.start.colors(intervals: 50), mixed.end.colors(intervals: 50)))
    { #expect(color == first.mixed(with: second, fraction: 0.25)) }
  }

  @Test("the interior's colour changes in Oklab, or jumps")
  func interior() throws {
    let film = try Self.film("{\"interior\":\(Self.keys(["\"#000000\"", "\"#ffffff\""]))}")
    let middle = try #require(film.parameters(atSeconds: 2).colors?.interior.light)
    #expect(abs(Oklab(middle).lightness - 0.5) < 1e-6)
    let held = try Self.film(
      "{\"interior\":\(Self.keys(["\"#000000\"", "\"#ffffff\""], ",\"interpolation\":\"hold\""))}")
    #expect(held.parameters(atSeconds: 3.9).colors == held.parameters(atSeconds: 0).colors)
    #expect(held.parameters(atSeconds: 4).colors != held.parameters(atSeconds: 0).colors)
  }

  @Test("what cannot be is said at its place")
  func faults() {
    let open = ##"{"cyclic":false,"stops":[{"at":0,"color":"#000000"}]}"##
    for (palette, sentence) in [
      (Self.keys(["\"ember\"", open]), "shading.palette.keyframes[1].value: a palette that is cyclic cannot become"),
      (Self.keys(["\"ember\"", "\"nowhere\""]), "shading.palette.keyframes[1].value: “nowhere” is unknown"),
      (Self.keys(["\"ember\"", "\"moss\"", "\"reef\"", "\"ink\""]), "keyframes[3].time: 12 is after the end"),
      (Self.keys(["\"ember\"", "\"moss\""], ",\"easing\":\"elastic\""), "shading.palette.easing"),
    ] {
      let errors = FilmFixture.errors(in: FilmFixture.document(shading: "{\"palette\":\(palette)}"))
      #expect(errors.count == 1 && errors[0].contains(sentence), "\(errors)")
    }
    let loop = #"{"palette":{"keyframes":[{"time":0,"value":"ember"},{"time":10,"value":"moss"}]}}"#
    let errors = FilmFixture.errors(in: FilmFixture.document(loop: "wrap", shading: loop))
    #expect(errors.count == 1 && errors[0].contains("the loop does not close"), "\(errors)")
  }

  @Test("films whose colours change are written and read back the same; what frames carry is no part of what lasts")
  func roundTrip() throws {
    let shading =
      "{\"palette\":\(Self.keys(["\"ember\"", "\"glacier\""])),\"interior\":\(Self.keys(["\"#123456\"", "\"#654321\""]))}"
    let preset = try FilmFixture.load(FilmFixture.document(shading: shading))
    #expect(try FilmFixture.load(preset.canonicalJSON) == preset)
    let other = try FilmFixture.load(
      FilmFixture.document(shading: shading),
      overrides: [Override(path: "shading.palette.keyframes[1].value", value: "moss", origin: "--set")])
    #expect(other != preset)
    #expect(other.canonicalJSON != preset.canonicalJSON)
  }
}
