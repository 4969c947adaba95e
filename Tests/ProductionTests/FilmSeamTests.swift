import Animation
import Testing

@Suite("The seam of a loop")
struct FilmSeamTests {
  private static func preset(_ loop: String, c: String, keys: String) throws -> Preset {
    let document = """
      { "version": 1, "title": "Seam", "duration": 2, "loop": "\(loop)",
        "output": { "width": 96, "height": 54, "frameRate": 30 }, "fractal": { "maximumIterations": 200 },
        "c": \(c), \(keys) }
      """
    return try Preset.load(bytes: Array(document.utf8), name: "seam.json")
  }

  private static let route = """
    { "keyframes": [{ "time": 0, "value": [-0.8, 0.2] }, { "time": 0.3, "value": [-0.6, 0.6] },
      { "time": 0.8, "value": [0.1, 0.75] }], "interpolation": "catmull-rom" }
    """
  private static let scalars = """
    "camera": { "width": { "keyframes": [{ "time": 0.2, "value": 2 }, { "time": 0.9, "value": 3 }],
      "interpolation": "monotone-cubic" } },
    "shading": { "phase": { "keyframes": [{ "time": 0, "value": 0.1 }, { "time": 0.7, "value": 0.5 }],
      "interpolation": "monotone-cubic" } }
    """

  @Test(
    "frames go on over it as they do beside it: splines of points, monotone curves of numbers, there and back",
    arguments: ["wrap", "pingpong"])
  func smooth(loop: String) throws {
    let seam = try FilmSeam(of: Self.preset(loop, c: Self.route, keys: Self.scalars))
    #expect(seam.across <= 1.05 * max(seam.before, seam.after), "\(seam)")
    #expect(seam.across > 0)
  }

  @Test("with visual timing, too")
  func timed() throws {
    let seam = try FilmSeam(of: Self.preset("wrap", c: Self.route, keys: #""timing": "visual""#))
    #expect(seam.across <= 1.05 * max(seam.before, seam.after), "\(seam)")
  }

  @Test("a film that is no loop has a seam that is found")
  func open() throws {
    let seam = try FilmSeam(of: Self.preset("none", c: Self.route, keys: Self.scalars))
    #expect(seam.across > 2 * max(seam.before, seam.after), "\(seam)")
  }
}
