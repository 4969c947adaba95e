import Animation
import FilmFormat
import FractalMath
import Production
import TestSupport
import Testing
import VideoEncoding

@Suite("Films that are seen through")
struct TranslucentFilmTests {
  /// A film of two scenes with a dissolve, whose interior is `interior`; each colour is bright, so that codes are close in light.
  private static func film(interior: String, color: String = "#e08060", shutter: String = "") throws -> Preset {
    func scene(_ c: String, _ extra: String) -> String {
      """
      { "preset": { "version": 1, "title": "s", "duration": 1, "c": \(c),
          "camera": { "rotation": { "keyframes": [{ "time": 0, "value": 0 }, { "time": 1, "value": 90 }] } },
          "shading": { "interior": "\(interior)", "palette": { "stops": [{ "at": 0, "color": "\(color)" }] } } } \(extra) }
      """
    }
    let text = """
      { "version": 1, "title": "Through", "output": { "width": 64, "height": 36, "frameRate": 10, "codec": "ffv1" },
        "antialiasing": { "mode": "grid", "samples": 16 }\(shutter),
        "scenes": [\(scene("[-0.12, 0.6]", "")),
          \(scene("[-1, 0.05]", ", \"transition\": { \"kind\": \"dissolve\", \"duration\": 0.6 }"))] }
      """
    return try Preset.load(bytes: Array(text.utf8), name: "film.json")
  }

  private static func pixels(_ preset: Preset, at seconds: Double) throws -> [UInt8] {
    let timeline = FilmTimeline(preset)
    let stills = StillProduction(timeline: timeline, options: RenderingOptions(workerCount: 2))
    let png = try stills.png(timeline.frame(atSeconds: seconds))
    return try PictureReader.pixels(of: png, format: .png).rgba
  }

  /// The largest difference in codes between `film`, laid over white in linear light, and the opaque `other`.
  private static func largestError(of film: [UInt8], overWhite other: [UInt8]) -> Double {
    zip(film.indices, zip(film, other)).reduce(0) { largest, place in
      let (index, (code, expected)) = place
      guard index % 4 < 3 else { return largest }
      let opacity = Double(film[index / 4 * 4 + 3]) / 255
      let light = SRGBTransfer.linear(Double(code) / 255) * opacity + (1 - opacity)
      return max(largest, abs(255 * SRGBTransfer.encoded(light) - Double(expected)))
    }
  }

  @Test(
    "laid over white, samples, dissolves and the shutter show what an opaque film with a white interior does",
    arguments: ["", ", \"shutter\": { \"angle\": 180, \"samples\": 16 }"], [0.3, 0.75])
  func overWhite(shutter: String, seconds: Double) throws {
    let film = try Self.pixels(Self.film(interior: "transparent", shutter: shutter), at: seconds)
    let white = try Self.pixels(Self.film(interior: "#ffffff", shutter: shutter), at: seconds)
    let opacities = stride(from: 3, to: film.count, by: 4).map { film[$0] }
    #expect(Set(opacities).count > 8 && opacities.contains(255), "edges are partly seen through")
    #expect(Self.largestError(of: film, overWhite: white) < 1.6)
  }

  @Test("a stop's opacity is that of all pixels of its colour, and an opaque film has none")
  func stops() throws {
    let half = try Self.pixels(Self.film(interior: "#e0806080", color: "#e0806080"), at: 0.2)
    #expect(stride(from: 0, to: half.count, by: 4).allSatisfy { Array(half[$0..<$0 + 4]) == [0xE0, 0x80, 0x60, 0x80] })
    let opaque = try Self.film(interior: "#e08060")
    #expect(!opaque.isTranslucent)
    let png = try StillProduction(timeline: FilmTimeline(opaque), options: RenderingOptions(workerCount: 1))
      .png(FilmTimeline(opaque).frame(at: 0))
    // The kind of samples in a PNG's header: red, green and blue.
    #expect(png[25] == 2)
  }

  @Test("towards a transparent stop a colour fades and stays what it is")
  func fading() {
    let palette = Palette(
      stops: [
        Palette.Stop(position: 0, color: SRGBColor(red: 200, green: 100, blue: 50)),
        Palette.Stop(position: 1, color: SRGBColor(red: 0, green: 0, blue: 0, opacity: 0)),
      ], isCyclic: false)
    let colors = palette.translucent(intervals: 4)
    #expect(colors.map(\.opacity) == [1, 0.75, 0.5, 0.25, 0])
    #expect(colors[..<4].allSatisfy { $0.color.distance(to: colors[0].color) < 1e-12 })
  }

  @Test("colours with an opacity are read as CSS has them, and written so that they are read again")
  func texts() {
    let half = SRGBColor(red: 0x11, green: 0xAA, blue: 0xFF, opacity: 0x88)
    #expect(SRGBColor(translucent: "#1af8") == half && SRGBColor(translucent: "#11aaff88") == half)
    #expect(half.description == "#11aaff88")
    #expect(SRGBColor(translucent: "transparent")?.description == "#00000000")
    #expect(SRGBColor(translucent: "#11aaff") == SRGBColor(red: 0x11, green: 0xAA, blue: 0xFF))
    for text in ["", "#", "#12345", "#1234567", "#123456789", "#11aaffg8", "#11aaff8½", "Transparent", "#ßaff"] {
      #expect(SRGBColor(translucent: text) == nil, "\(text)")
    }
  }

  @Test("what is never seen through refuses such a film with what can be", arguments: ["x.mp4", "x.mkv", "x.gif", "-"])
  func refusals(output: String) throws {
    var text = try Self.film(interior: "#00000000").canonicalJSON
    text.replace("\"ffv1\"", with: "\"h264\"")
    let preset = try Preset.load(bytes: Array(text.utf8), name: "film.json")
    let production = FilmProduction(
      timeline: FilmTimeline(preset), frames: 0..<1, options: RenderingOptions(workerCount: 1))
    let error = #expect(throws: ProductionError.self) {
      try production.run(to: FilmOutput(name: output), preset: preset)
    }
    #expect(
      error?.description.contains(
        "has no opacity, which colours of this film have; allowed: .png, .webp, \"codec\": \"prores\" in .mov or .mkv")
        ?? false, "\(String(describing: error))")
  }
}
