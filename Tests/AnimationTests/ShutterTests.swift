import Animation
import FractalMath
import TestSupport
import Testing

@Suite("Shutter")
struct ShutterTests {
  private static func film(_ shutter: String, loop: String = "wrap", c: String? = nil, rest: String = "") throws
    -> Timeline
  {
    let c = c ?? #"{ "path": "circle" }"#
    return Timeline(
      try FilmFixture.load(
        """
        { "version": 1, "title": "t", "duration": 2, "loop": "\(loop)", "output": { "frameRate": 10 }, "c": \(c),
          "shutter": \(shutter)\(rest) }
        """))
  }

  @Test("The moments are the middles of equal parts of the open time, around the frame's own")
  func moments() throws {
    let timeline = try Self.film(#"{ "angle": 180, "samples": 4 }"#)
    let frame = timeline.parameters(at: 5)
    let expected = [-0.1875, -0.0625, 0.0625, 0.1875].map { 0.5 + 0.1 * $0 }
    #expect(frame.exposures.count == 4)
    for (exposure, seconds) in zip(frame.exposures, expected) {
      var instant = timeline.parameters(atSeconds: seconds)
      instant.exposures = []
      #expect((exposure.juliaConstant - instant.juliaConstant).length < 1e-12)
      #expect(exposure.exposures.isEmpty)
    }
  }

  @Test("The first frame of a loop sees its end, that of another film its beginning only")
  func ends() throws {
    let loop = try Self.film(#"{ "angle": 360, "samples": 2 }"#).parameters(at: 0)
    #expect((loop.exposures[0].juliaConstant.conjugate - loop.exposures[1].juliaConstant).length < 1e-12)
    let open = #"{ "keyframes": [ { "time": 0, "value": [0, 0.5] }, { "time": 2, "value": [0.2, 0.5] } ] }"#
    let first = try Self.film(#"{ "angle": 360, "samples": 2 }"#, loop: "none", c: open).parameters(at: 0)
    #expect(first.exposures[0].juliaConstant == first.juliaConstant)
    #expect(first.exposures[1].juliaConstant != first.juliaConstant)
  }

  @Test("A frame in which nothing moves has no exposures, and there are no more than samples of a pixel")
  func count() throws {
    #expect(try Self.film("{}", c: "[0, 0.5]").parameters(at: 3).exposures.isEmpty)
    #expect(try Self.film("{}").parameters(at: 3).exposures.count == 16)
    #expect(
      try Self.film("{}", rest: #", "antialiasing": { "samples": 4 }"#).parameters(at: 3).exposures.count == 4)
    #expect(
      try Self.film(#"{ "samples": 20 }"#, rest: #", "antialiasing": { "mode": "none" }"#).parameters(at: 3).exposures
        .count
        == 20)
  }

  @Test("Frames there and back are equal with loop pingpong")
  func pingpong() throws {
    let timeline = try Self.film("{}", loop: "pingpong", c: #"{ "path": "circle", "turns": 0.25 }"#)
    #expect(timeline.parameters(at: 4) == timeline.parameters(at: timeline.frameCount - 4))
    #expect(timeline.parameters(at: 4) != timeline.parameters(at: 5))
  }

  @Test(
    "What is no shutter is refused",
    arguments: [
      (#"{ "angle": 0 }"#, "angle"), (#"{ "angle": 361 }"#, "angle"), (#"{ "samples": 1 }"#, "samples"),
      (#"{ "samples": 65 }"#, "samples"), (#"{ "speed": 2 }"#, "speed"),
    ])
  func refusals(shutter: String, key: String) throws {
    let error = try #require(throws: PresetError.self) { try Self.film(shutter) }
    #expect("\(error)".contains("shutter.\(key)"))
  }

  @Test("A shutter does not go with Mitchell's filter")
  func filter() throws {
    let error = try #require(throws: PresetError.self) {
      try Self.film("{}", rest: #", "antialiasing": { "mode": "grid", "filter": "mitchell" }"#)
    }
    #expect("\(error)".contains("shutter: does not go with the filter"))
  }
}
