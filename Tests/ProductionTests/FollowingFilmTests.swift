import Animation
import Testing

@Suite("Films that follow a point")
struct FollowingFilmTests {
  private static func preset(
    _ c: String, camera: String, loop: String = "wrap", shading: String = #"{"density":0.1}"#, frameCount: Int = 24
  ) throws -> Preset {
    let document = """
      { "version": 1, "title": "Following", "duration": \(Double(frameCount) / 24), "loop": "\(loop)",
        "output": { "width": 96, "height": 54, "frameRate": 24 }, "fractal": { "maximumIterations": 3000 },
        "c": \(c), "camera": \(camera), "shading": \(shading) }
      """
    return try Preset.load(bytes: Array(document.utf8), name: "following.json")
  }

  /// The samples of some frames, with one sample a pixel where that is all that is asked for.
  private static func frames(_ preset: Preset, _ range: Range<Int>) throws -> [[UInt8]] {
    try FilmFixture.production(preset, frames: range).record().recording.pixels
  }

  /// The mean difference of two pictures' samples.
  private static func difference(_ one: [UInt8], _ other: [UInt8]) -> Double {
    Double(zip(one, other).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }) / Double(one.count)
  }

  private static let places = [
    ("[-0.8,0.156]", #"{"near":[-0.5,0.1]}"#), ("[0,1]", #"{"angle":"1/6"}"#), ("[-0.1,0.87]", #"{"angle":"1/7"}"#),
    ("[-1,0]", #"{"near":[-0.6,0]}"#),
  ]

  @Test("a zoom loop goes on over its seam as it does beside it", arguments: places)
  func seam(c: String, follow: String) throws {
    let seam = try FilmSeam(of: Self.preset(c, camera: "{\"follow\":\(follow),\"zoomLoop\":1}"))
    #expect(seam.across <= 1.05 * max(seam.before, seam.after), "\(seam)")
    #expect(seam.across > 0)
  }

  @Test(
    "a factor of the multiplier deeper the picture is the same, on the mean to less than a code", arguments: places)
  func selfSimilar(c: String, follow: String) throws {
    // In the middle of a film of two factors stands what ends a film of one.
    for shading in [#"{"density":0.1}"#, #"{"algorithm":"distance"}"#] {
      let film = try Self.preset(c, camera: "{\"follow\":\(follow),\"zoomLoop\":2}", shading: shading)
      let (start, middle) = (try Self.frames(film, 0..<1)[0], try Self.frames(film, 12..<13)[0])
      // Next to the set the last bit of an orbit decides, as everywhere; on the mean nobody sees it.
      let difference = Self.difference(start, middle)
      #expect(difference < 1, "\(shading): \(difference)")
      #expect(Set(start).count > 16)
    }
  }

  @Test("deep pictures spin as c moves; with frame koenigs they do not")
  func spin() throws {
    func change(_ frame: String) throws -> Double {
      let film = try Self.preset(
        #"{"path":"circle","center":[-0.8,0.2],"radius":0.0005}"#,
        camera: "{\"follow\":{\"near\":[-0.5,0.1]},\"width\":1e-60,\"frame\":\"\(frame)\"}", frameCount: 240)
      let pictures = try Self.frames(film, 0..<2)
      return Self.difference(pictures[0], pictures[1])
    }
    let (plane, koenigs) = (try change("plane"), try change("koenigs"))
    #expect(koenigs < plane / 4, "\(plane) and \(koenigs)")
  }

  @Test("frames of a part of the film are those of the whole")
  func parts() throws {
    let film = try Self.preset(
      #"{"path":"circle","center":[-0.2,0.7],"radius":0.05}"#, camera: #"{"follow":{"angle":"1/7"},"width":1e-40}"#)
    let whole = try Self.frames(film, 0..<24)
    #expect(try Self.frames(film, 9..<12) == Array(whole[9..<12]))
  }
}
