import Animation
import Production
import Testing

@Suite("Passages in which there is nothing to see")
struct IdlePassageTests {
  private static func load(_ members: String, seconds: Int) throws -> LocatedPreset {
    let document = """
      {"version":1,"title":"T","duration":\(seconds),"output":{"width":320,"height":180,"frameRate":30},
      \(members)}
      """
    return try LocatedPreset(PresetDocument(bytes: Array(document.utf8), name: "p.json")) {
      (_, _) throws(MissingDocument) in throw MissingDocument(reason: "none")
    }
  }

  private static func passages(_ members: String, seconds: Int) throws -> [IdlePassage] {
    try FilmSafety(
      FilmTimeline(load(members, seconds: seconds).preset), workerCount: 2, findsIdlePassages: true
    ).idlePassages
  }

  private static func warnings(_ members: String, seconds: Int) throws -> [String] {
    try PresetProbe(load(members, seconds: seconds)).diagnostics().map { $0.description(document: "p.json") }
  }

  /// A palette without dark colours.
  private static let light = ##""palette":{"stops":[{"at":0,"color":"#888"},{"at":0.5,"color":"#fff"}]}"##

  @Test("a film whose black inside fills the picture for a while is told when, at its shading")
  func black() throws {
    let film = ##"""
      "c":[0,0],"camera":{"width":{"keyframes":[{"time":0,"value":8},{"time":3,"value":1.5},{"time":6,"value":8}]}},
      "shading":{"density":0.3,\##(Self.light)}
      """##
    let found = try Self.passages(film, seconds: 6).filter { $0.kind == .black }
    #expect(found.count == 1)
    let seconds = try #require(found.first).seconds
    #expect((1.0...3).contains(seconds.lowerBound) && (3.0...5).contains(seconds.upperBound), "\(seconds)")
    let warning = try Self.warnings(film, seconds: 6).filter { $0.contains("black from") }
    #expect(warning.count == 1 && warning[0].contains(" shading: warning: black from "), "\(warning)")
  }

  @Test("a second of black is a pause; an inside with colours is none at all")
  func pause() throws {
    func zoom(_ interior: String) -> String {
      #""c":[0,0],"camera":{"width":{"keyframes":[{"time":0,"value":9},{"time":1,"value":1.5},{"time":2,"value":9}]}},"#
        + #""shading":{"density":0.3,"interior":\#(interior),\#(Self.light)}"#
    }
    #expect(try Self.passages(zoom(##""#000""##), seconds: 2).isEmpty)
    let long = #""c":[0,0],"shading":{"density":0.3,\#(Self.light),"interior":{"by":"nearest","palette":"nacre"}},"#
    #expect(try !Self.passages(long + #""camera":{"width":1.5}"#, seconds: 2).contains { $0.kind == .black })
  }

  @Test("a film without motion is still from its beginning to its end, and one whose colours move is not")
  func still() throws {
    let found = try Self.warnings(#""c":[-0.4,0.6]"#, seconds: 3)
    #expect(found.count == 1 && found[0].hasPrefix("p.json:2:5: c: warning: still from 0.0 to 3.0 s:"), "\(found)")
    let moving = #""c":[-0.4,0.6],"shading":{"phase":{"keyframes":[{"time":0,"value":0},{"time":3,"value":0.3}]}}"#
    #expect(try Self.passages(moving, seconds: 3).isEmpty)
  }

  @Test("a pause of a moving camera is told with its times")
  func held() throws {
    let keyframes = [(0, 3.0), (1, 2.0), (3, 2.0), (4, 3.0)]
    let track = keyframes.map { #"{"time":\#($0.0),"value":\#($0.1)}"# }.joined(separator: ",")
    let film = #""c":[-0.4,0.6],"camera":{"width":{"keyframes":[\#(track)],"easing":"linear"}}"#
    let found = try Self.passages(film, seconds: 4)
    #expect(found.map(\.kind) == [.still])
    let seconds = try #require(found.first).seconds
    #expect(abs(seconds.lowerBound - 1) < 0.1 && abs(seconds.upperBound - 3) < 0.1, "\(seconds)")
  }

  @Test("far from everything a film is blank, at its camera")
  func blank() throws {
    let film = #"""
      "c":[0,0],"camera":{"center":[300,0],"width":1},
      "shading":{\#(Self.light),"phase":{"keyframes":[{"time":0,"value":0},{"time":3,"value":0.4}]}}
      """#
    #expect(try Self.passages(film, seconds: 3).map(\.kind) == [.blank])
    let warnings = try Self.warnings(film, seconds: 3)
    #expect(warnings.contains { $0.contains(" camera: warning: blank from 0.0 to 3.0 s:") }, "\(warnings)")
  }

  @Test("what only seems black and still because small pictures give orbits up early is not told")
  func deep() throws {
    let film = ##"""
      "c":[0.25003,0],"fractal":{"maximumIterations":5000},"camera":{"width":{"keyframes":[
      {"time":0,"value":0.5},{"time":3,"value":0.3}]}},"shading":{"phase":{"keyframes":[{"time":0,"value":0},{"time":3,"value":0.4}]},\##(Self.light)}
      """##
    #expect(try Self.passages(film, seconds: 3).contains { $0.kind == .black })
    let warnings = try Self.warnings(film, seconds: 3)
    #expect(!warnings.contains { $0.contains("black from") || $0.contains("still from") }, "\(warnings)")
  }
}
