import Animation
import ComplexModule
import FractalMath
import RealModule
import TestSupport
import Testing

@Suite("A camera that follows a point")
struct FollowingTests {
  static func film(
    loop: String = "none", c: String, camera: String, shading: String = "{}", duration: String = "10"
  ) throws(PresetError) -> Timeline {
    Timeline(
      try FilmFixture.load(
        FilmFixture.document(
          duration: duration, loop: loop, c: c, camera: camera, shading: shading, output: #"{"frameRate":10}"#)))
  }

  private static let circle = #"{"path":"circle","radius":0.7885,"turns":2}"#

  @Test("the picture's middle is the point in each frame, and goes there steadily")
  func fixedPoint() throws {
    let film = try Self.film(
      loop: "wrap", c: Self.circle, camera: #"{"follow":{"period":1,"near":[0.5,0.7]},"width":0.01}"#)
    var last: Complex<Double>?
    for frame in 0..<film.frameCount {
      let seen = film.parameters(at: frame)
      let z = seen.camera.center
      #expect((z * z + seen.juliaConstant - z).length < 1e-14)
      if let last { #expect((z - last).length < 0.2) }
      last = z
      #expect(seen.deepView == nil && seen.camera.width == 0.01)
    }
  }

  @Test("a film's frames are those of its parts: each knows the point by itself")
  func independence() throws {
    let document = #"{"follow":{"angle":"1/7"},"width":1e-40}"#
    let c = #"{"path":"circle","center":[-0.2,0.7],"radius":0.05}"#
    let whole = try Self.film(c: c, camera: document)
    let again = try Self.film(c: c, camera: document)
    for frame in [70, 3, 99, 0] { #expect(whole.parameters(at: frame) == again.parameters(at: frame)) }
  }

  @Test("a deep view that follows has the point with the digits that its width needs", arguments: [-12, -60, -300])
  func digits(exponent: Int) throws {
    let film = try Self.film(
      c: #"{"path":"circle","center":[-0.2,0.7],"radius":0.05}"#,
      camera: #"{"follow":{"angle":"1/7"},"width":"1e\#(exponent)"}"#)
    for frame in [0, 37, 99] {
      let seen = film.parameters(at: frame)
      let view = try #require(seen.deepView)
      // 1/7 lands at a point of period 3, or at α where the angles of its cycle land together.
      var z = view.center
      for _ in 0..<3 { z = z.squared + view.constant }
      #expect((z - view.center).log2OfLength < Double(exponent) * 3.33 - 40)
      #expect((view.center.approximation - seen.camera.center).length < 1e-14)
      #expect(view.constant.approximation == seen.juliaConstant)
    }
  }

  @Test("with a constant c, all of its digits count")
  func constantDigits() throws {
    let film = try Self.film(
      c: #"["-0.8000000000000000000000000000000001","0.156"]"#,
      camera: #"{"follow":{"near":[-0.5,0.1]},"width":1e-50}"#)
    let view = try #require(film.parameters(at: 5).deepView)
    #expect((view.center.squared + view.constant - view.center).log2OfLength < -220)
    #expect((view.constant.real - FixedPoint(-0.8, fractionLimbs: view.constant.real.fractionLimbs)).scaled.value != 0)
  }

  @Test("a preset that follows is its own canonical form")
  func canonical() throws {
    for camera in [
      #"{"follow":{"angle":"3/7"},"frame":"koenigs"}"#, #"{"follow":{"preperiod":1,"period":2,"near":[0,1]}}"#,
    ] {
      let preset = try FilmFixture.load(FilmFixture.document(c: "[0,1]", camera: camera))
      let again = try FilmFixture.load(preset.canonicalJSON)
      #expect(again == preset && again.canonicalJSON == preset.canonicalJSON)
      #expect(preset.canonicalJSON.contains("\"follow\""))
    }
    #expect(!(try FilmFixture.load(FilmFixture.document())).canonicalJSON.contains("koenigs"))
  }

  @Test("the fixed points of the classic circle are exchanged by one turn, which is said with the turns that close it")
  func permutation() throws {
    let once = #"{"path":"circle","radius":0.7885}"#
    let camera = #"{"follow":{"near":[0.5,0.7]}}"#
    let found = FilmFixture.errors(in: FilmFixture.document(loop: "wrap", c: once, camera: camera))
    #expect(found.count == 1)
    #expect(
      found.first?.contains("camera.follow: the loop does not close") == true
        && found.first?.contains("2 times as many turns, 2") == true, "\(found)")
    #expect(FilmFixture.errors(in: FilmFixture.document(loop: "wrap", c: Self.circle, camera: camera)) == [])
    #expect(FilmFixture.errors(in: FilmFixture.document(loop: "none", c: once, camera: camera)) == [])
  }

  @Test(
    "what cannot be followed is refused in one sentence with its place",
    arguments: [
      (#"[0,1]"#, #"{"follow":{}}"#, "1:86: camera.follow: the point has no place"),
      (#"[0,1]"#, #"{"follow":{"angle":"1/7x"}}"#, "camera.follow.angle: found the string “1/7x”"),
      (#"[0,1]"#, #"{"follow":{"angle":"1/0"}}"#, "camera.follow.angle: found the string “1/0”"),
      (#"[0,1]"#, #"{"follow":{"angle":0.5}}"#, "camera.follow.angle: found the number 0.5"),
      (#"[0,1]"#, #"{"follow":{"angle":"1/101"}}"#, "camera.follow.angle: the angle comes back after 100 doublings"),
      (#"[0.25,0]"#, #"{"follow":{"angle":"0/1"}}"#, "camera.follow.angle: for c = [0.25, 0]"),
      (#"[0,1]"#, #"{"follow":{"angle":"1/7","near":[0,0]}}"#, "camera.follow.angle: near and angle exclude"),
      (
        #"[0,1]"#, #"{"follow":{"period":20,"preperiod":9,"near":[0,0]}}"#,
        "camera.follow.preperiod: 9 steps to a cycle"
      ),
      (#"[0.1,0]"#, #"{"follow":{"near":[0.1,0]}}"#, "the nearest, [0.112702, 0], attracts"),
      (#"[0.1,0]"#, #"{"follow":{"period":7,"near":[5,0]}}"#, "camera.follow.near: the modulus is 5"),
      (#"[0,1]"#, #"{"follow":{"angle":"1/7"},"center":[0,0]}"#, "camera.follow: center and follow exclude"),
      (#"[0,1]"#, #"{"follow":{"angle":"1/7"},"fit":true}"#, "camera.follow: fit and follow exclude"),
      (#"[0,1]"#, #"{"frame":"koenigs"}"#, "camera.frame: the surroundings of a point need a point"),
      (#"[0,1]"#, #"{"zoomLoop":1}"#, "camera.zoomLoop: a zoom loop needs a point"),
      (
        #"{"keyframes":[{"time":0,"value":[0.5,0]},{"time":10,"value":[0,0]}],"interpolation":"linear"}"#,
        #"{"follow":{"near":[0.5,0.5]}}"#, "camera.follow: at 5 s the point meets another of its period"
      ),
      (
        #"{"keyframes":[{"time":0,"value":[0,1]},{"time":10,"value":[0,0]}],"interpolation":"linear"}"#,
        #"{"follow":{"near":[-0.3,0.6]}}"#, "s on the point does not repel"
      ),
      (#"{"path":"circle","radius":0.01,"turns":5000}"#, #"{"follow":{"near":[1,0]}}"#, "the path of c is too long"),
    ])
  func refusals(c: String, camera: String, expected: String) {
    let found = FilmFixture.errors(in: FilmFixture.document(c: c, camera: camera))
    #expect(found.count == 1 && found.first?.contains(expected) == true, "\(found)")
    #expect(found.first?.hasPrefix("film.json:1:") == true)
  }

  @Test("an angle with an even denominator leads to a point before its cycle")
  func preperiodic() throws {
    let film = try Self.film(c: "[0,1]", camera: #"{"follow":{"angle":"1/6"},"width":1e-20}"#)
    #expect((film.parameters(at: 0).camera.center - Complex(0, 1)).length < 1e-14)
  }
}
