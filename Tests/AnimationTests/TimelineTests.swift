import Animation
import ComplexModule
import TestSupport
import Testing

@Suite struct TimelineTests {
  private func timeline(
    duration: String = "10", loop: String = "none", c: String = "[0,1]", camera: String = "{}", shading: String = "{}",
    output: String = "{}"
  ) throws -> Timeline {
    Timeline(
      try FilmFixture.load(
        FilmFixture.document(duration: duration, loop: loop, c: c, camera: camera, shading: shading, output: output)))
  }

  @Test(
    "the frame count is duration times rate, rounded",
    arguments: [
      ("10", "60", 600), ("10", "\"30000/1001\"", 300), ("0.01", "60", 1), ("1", "23.976", 24),
      ("86400", "115", 9_936_000),
    ])
  func frameCount(duration: String, rate: String, count: Int) throws {
    #expect(try timeline(duration: duration, output: "{\"frameRate\":\(rate)}").frameCount == count)
  }

  @Test("a film of more frames than any film has is refused")
  func tooManyFrames() {
    let errors = FilmFixture.errors(in: FilmFixture.document(duration: "86400", output: "{\"frameRate\":1000}"))
    #expect(errors.count == 1)
    #expect(errors.first?.hasSuffix("86400 s at 1000 frames/s is more than 10000000 frames") == true, "\(errors)")
  }

  @Test("the renderer's settings are the preset's")
  func settings() throws {
    let film = try timeline(
      shading: ##"{"density":0.5,"interior":"#123456"}"##, output: #"{"width":64,"height":48,"frameRate":25}"#)
    #expect(film.size.width == 64 && film.size.height == 48)
    #expect(film.frameRate.numerator == 25)
    #expect(film.parameters(at: 0).paletteDensity == 0.5)
    #expect(film.interior.description == "#123456")
    #expect(film.limits.maximumIterations == 500 && film.limits.escapeRadius == 256)
    #expect(film.palette.isCyclic)
  }

  @Test("constants stay what they are in every frame")
  func constants() throws {
    let film = try timeline(camera: #"{"center":[1,2],"width":0.1,"rotation":30}"#, shading: #"{"phase":0.25}"#)
    let first = film.parameters(at: 0)
    #expect(first.juliaConstant == Complex(0, 1))
    #expect(first.camera.center == Complex(1, 2))
    #expect(first.camera.width == 0.1 && first.camera.rotationDegrees == 30 && first.palettePhase == 0.25)
    #expect((0..<film.frameCount).allSatisfy { film.parameters(at: $0) == first })
  }

  @Test("equal keyframes make exactly equal frames, whatever the interpolation")
  func holds() throws {
    for method in ["linear", "catmull-rom"] {
      let keys = [(time: 0.0, value: "[0.1,0.3]"), (time: 4.0, value: "[-0.7,0.3]"), (time: 8.0, value: "[-0.7,0.3]")]
      let film = try timeline(c: FilmFixture.keyframes(keys, method))
      #expect((240..<600).allSatisfy { film.parameters(at: $0).juliaConstant == Complex(-0.7, 0.3) })
      #expect(film.parameters(at: 239).juliaConstant != Complex(-0.7, 0.3))
    }
    for method in ["hold", "linear", "log", "monotone-cubic"] {
      let keys = [(time: 0.0, value: 0.1), (time: 4.0, value: 0.7), (time: 8.0, value: 0.7), (time: 9.0, value: 0.9)]
      let film = try timeline(shading: "{\"phase\":\(FilmFixture.keyframes(keys, method))}")
      #expect((240...480).allSatisfy { film.parameters(at: $0).palettePhase == 0.7 })
    }
  }

  @Test("a still at a frame's moment shows the frame; moments outside are held, or taken round the loop")
  func stills() throws {
    let keys = FilmFixture.keyframes([(time: 1, value: 1), (time: 9, value: 5)], "linear")
    let open = try timeline(c: #"{"path":"circle"}"#, shading: "{\"phase\":\(keys)}")
    #expect(open.parameters(atSeconds: 2.5) == open.parameters(at: 150))
    #expect(open.parameters(atSeconds: -3) == open.parameters(atSeconds: 0))
    #expect(open.parameters(atSeconds: 99) == open.parameters(atSeconds: 10))
    #expect(open.parameters(atSeconds: 10).palettePhase == 5)
    let closed = try timeline(loop: "wrap", c: #"{"path":"circle"}"#, shading: "{\"phase\":\(keys)}")
    #expect(closed.parameters(atSeconds: 10) == closed.parameters(at: 0))
    #expect(closed.parameters(atSeconds: -7.5) == closed.parameters(at: 150))
    #expect(closed.parameters(atSeconds: 10).palettePhase == 3)  // half way from 5 at 9 s to 1 at 11 s
  }

  @Test(
    "frames k and N − k of a circle with whole turns are conjugate to the last bit",
    arguments: [(1, 600), (1, 601), (3, 719), (-2, 97), (7, 1000), (997, 24)])
  func mirror(turns: Int, frames: Int) throws {
    let film = try timeline(
      duration: "\(frames)", loop: "wrap",
      c: "{\"path\":\"circle\",\"center\":[-0.3,0],\"radius\":0.7885,\"turns\":\(turns)}",
      output: #"{"frameRate":1}"#)
    #expect(film.frameCount == frames)
    for frame in 1..<frames where 2 * frame != frames {
      let c = film.parameters(at: frame).juliaConstant
      let mirrored = film.parameters(at: frames - frame).juliaConstant
      #expect(c.real.bitPattern == mirrored.real.bitPattern)
      #expect(c.imaginary == 0 ? mirrored.imaginary == 0 : c.imaginary.bitPattern == (-mirrored.imaginary).bitPattern)
    }
  }

  @Test("a circle starts at its phase and turns the way its sign says")
  func circle() throws {
    let film = try timeline(c: #"{"path":"circle","center":[0.1,0.2],"radius":0.5,"turns":-0.5,"phase":90}"#)
    let (first, middle) = (film.parameters(at: 0).juliaConstant, film.parameters(at: 300).juliaConstant)
    #expect((first - Complex(0.1, 0.7)).length < 1e-15)
    #expect((middle - Complex(0.6, 0.2)).length < 1e-15)
    #expect((film.parameters(atSeconds: 10).juliaConstant - Complex(0.1, -0.3)).length < 1e-15)
  }

  @Test("in a loop no frame is repeated, and the step over the seam is as long as the others")
  func wrap() throws {
    let film = try timeline(loop: "wrap", c: #"{"path":"circle"}"#)
    let points = (0..<film.frameCount).map { film.parameters(at: $0).juliaConstant }
    #expect(Set(points).count == film.frameCount)
    let steps = points.indices.map { (points[($0 + 1) % points.count] - points[$0]).length }
    for step in steps { #expect(abs(step - steps[0]) < 1e-15) }
  }
}
