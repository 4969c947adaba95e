import Animation
import Production
import Testing

@Suite("What is known of a film before it is rendered")
struct FilmSafetyTests {
  private static func safety(_ keys: String, seconds: Int = 3) throws -> FilmSafety {
    let document =
      #"{"version":1,"title":"T","duration":\#(seconds),"output":{"width":320,"height":180,"frameRate":30},\#(keys)}"#
    return try FilmSafety(Timeline(Preset.load(bytes: Array(document.utf8), name: "test")), workerCount: 2)
  }

  /// A palette of black and white that is run through `hertz` times a second outside of everything.
  private static func cycling(_ hertz: Double) -> String {
    #""c":[0,0],"camera":{"center":[30,0],"width":1},"#
      + #""shading":{"density":0,"phase":{"keyframes":[{"time":0,"value":0},{"time":3,"value":\#(3 * hertz)}],"#
      + ##""interpolation":"linear"},"palette":{"stops":[{"at":0,"color":"#000"},{"at":0.5,"color":"#fff"}]}}"##
  }

  @Test("a palette that runs through black and white five times a second is warned of, with its times; twice is not")
  func flashes() throws {
    let fast = try Self.safety(Self.cycling(5))
    #expect(fast.flashes.map(\.kind) == [.general])
    #expect(fast.flashes.first.map { $0.seconds.lowerBound < 0.5 && $0.seconds.upperBound == 3 } == true, "\(fast)")
    #expect(fast.flashWarnings.contains { $0.hasPrefix("flashes: by estimate") })
    #expect(try Self.safety(Self.cycling(2)).flashes.isEmpty)
  }

  @Test("a phase that flashes is slowed until it does not, and a loop stays closed")
  func remedy() throws {
    let document =
      #"{"version":1,"title":"T","duration":3,"loop":"wrap","output":{"width":320,"height":180,"frameRate":30},"#
      + Self.cycling(5) + "}"
    let preset = try Preset.load(bytes: Array(document.utf8), name: "test")
    let remedy = try FlashRemedy(preset, workerCount: 2)
    #expect(remedy.sentence?.hasPrefix("flashes: the palette's phase is slowed") == true)
    let film = Timeline(remedy.preset)
    #expect(try FilmSafety(film, workerCount: 2).flashes.isEmpty)
    // 15 cycles, halved until they are safe, and cut to whole ones.
    #expect(film.parameters(at: 89).palettePhase > 2)
    let safe = try FlashRemedy(remedy.preset, workerCount: 2)
    #expect(safe.sentence == nil && safe.preset == remedy.preset)
  }
}
