import Animation
import Production
import Testing

@Suite("What is known of a film before it is rendered")
struct FilmSafetyTests {
  private static func safety(
    _ keys: String, seconds: Int = 3, rate: Int = 30, frames: Range<Int>? = nil
  ) throws -> FilmSafety {
    let document = """
      {"version":1,"title":"T","duration":\(seconds),"output":{"width":320,"height":180,"frameRate":\(rate)},\(keys)}
      """
    return try FilmSafety(
      FilmTimeline(Preset.load(bytes: Array(document.utf8), name: "test")), frames: frames, workerCount: 2)
  }

  /// A palette of black and white that is run through `hertz` times a second outside of everything.
  private static func cycling(_ hertz: Double, seconds: ClosedRange<Double> = 0...3) -> String {
    let cycles = hertz * (seconds.upperBound - seconds.lowerBound)
    return #""c":[0,0],"camera":{"center":[30,0],"width":1},"#
      + #""shading":{"density":0,"phase":{"keyframes":[{"time":\#(seconds.lowerBound),"value":0},"#
      + #"{"time":\#(seconds.upperBound),"value":\#(cycles)}],"#
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

  @Test("colours that alternate from frame to frame are no calm film, at any rate", arguments: [24, 30, 60, 120])
  func alternating(rate: Int) throws {
    let film = try Self.safety(Self.cycling(Double(rate) / 2), rate: rate)
    #expect(film.flashes.map(\.kind) == [.general])
  }

  @Test("only the frames that are asked for are looked at, and the second before them")
  func frames() throws {
    let keys = Self.cycling(5, seconds: 3...5)
    #expect(try Self.safety(keys, seconds: 8, frames: 0..<80).flashes.isEmpty)
    #expect(try Self.safety(keys, seconds: 8, frames: 200..<240).flashes.isEmpty)
    let film = try Self.safety(keys, seconds: 8, frames: 149..<155)
    #expect(film.flashes.count == 1)
    #expect(film.flashes.first.map { (3...4).contains($0.seconds.lowerBound) } == true, "\(film)")
  }

  @Test("of a long film stretches are looked at, to its end")
  func long() throws {
    let flashing = try Self.safety(Self.cycling(5, seconds: 0...1200), seconds: 1200)
    #expect(flashing.flashes.count > 10)
    #expect(flashing.flashes.last.map { $0.seconds.upperBound > 1190 } == true)
  }

  @Test("a phase that flashes is slowed until it does not, and a loop stays closed")
  func remedy() throws {
    let document =
      #"{"version":1,"title":"T","duration":3,"loop":"wrap","output":{"width":320,"height":180,"frameRate":30},"#
      + Self.cycling(5) + "}"
    let preset = try Preset.load(bytes: Array(document.utf8), name: "test")
    let remedy = try FlashRemedy(preset, workerCount: 2)
    #expect(remedy.sentence?.hasPrefix("flashes: the palette's phase is slowed") == true)
    let film = FilmTimeline(remedy.preset)
    #expect(try FilmSafety(film, workerCount: 2).flashes.isEmpty)
    // 15 cycles, halved until they are safe, and cut to whole ones.
    #expect(film.frame(at: 89).parameters.palettePhase > 2)
    let safe = try FlashRemedy(remedy.preset, workerCount: 2)
    #expect(safe.sentence == nil && safe.preset == remedy.preset)
  }
}
