import Animation
import ComplexModule
import FractalMath
import RealModule
import Testing

@Suite("Koenigs frames and zoom loops")
struct ZoomLoopRulesTests {
  private static let alpha = #""follow":{"near":[-0.5,0.1]}"#
  private static let spiral = "[-0.8,0.156]"
  private static let turning = #"{"path":"circle","radius":0.7885,"turns":2}"#

  private static func errors(
    loop: String = "wrap", c: String = spiral, camera: String, shading: String = "{}"
  ) -> [String] {
    FilmFixture.errors(in: FilmFixture.document(loop: loop, c: c, camera: "{\(camera)}", shading: shading))
  }

  @Test("a zoom loop begins deep, goes down by its factors, and turns and colours by as much")
  func loop() throws {
    let film = try FollowingTests.film(
      loop: "wrap", c: Self.spiral, camera: "{\(Self.alpha),\"zoomLoop\":3,\"width\":2}", shading: #"{"density":0.1}"#)
    let (start, next) = (film.parameters(at: 0), film.parameters(at: 1))
    let multiplier = start.camera.center.multiplied(by: 2)
    #expect(start.camera.width <= 1e-10 && start.camera.width > 1e-10 / multiplier.length)
    // A hundred frames go down by three factors.
    let ratio = Double.log(next.camera.width / start.camera.width)
    #expect(abs(ratio + 0.03 * Double.log(multiplier.length)) < 1e-12)
    let turned = next.camera.rotationDegrees - start.camera.rotationDegrees
    #expect(abs(turned + 0.03 * multiplier.phase * 180 / .pi) < 1e-9)
    #expect(abs(next.palettePhase - start.palettePhase + 0.1 * 0.03) < 1e-12)
    #expect(film.parameters(at: 99).deepView != nil)
  }

  @Test("numbers that do not count steps keep their colours")
  func distance() throws {
    let film = try FollowingTests.film(
      loop: "wrap", c: Self.spiral, camera: "{\(Self.alpha),\"zoomLoop\":1}", shading: #"{"algorithm":"distance"}"#)
    #expect(film.parameters(at: 0).palettePhase == film.parameters(at: 50).palettePhase)
  }

  @Test(
    "what does not come back as it was is refused",
    arguments: [
      ("none", spiral, #""zoomLoop":1"#, "{}", "camera.zoomLoop: a zoom loop ends as it begins"),
      ("wrap", turning, #""zoomLoop":1"#, "{}", "camera.zoomLoop: a zoom loop stays in one Julia set"),
      (
        "wrap", spiral, #""zoomLoop":1,"width":{"keyframes":[{"time":0,"value":1}]}"#, "{}",
        "camera.width: the width of a zoom loop goes down by itself"
      ),
      ("wrap", spiral, #""zoomLoop":0"#, "{}", "camera.zoomLoop: 0 is out of range"),
      (
        "wrap", "[2,2]", #""width":"1e-900","zoomLoop":1000"#, "{}",
        "camera.zoomLoop: the film would end below a width of 1e-1000"
      ),
      ("wrap", spiral, #""zoomLoop":1"#, #"{"scale":"log"}"#, "shading.scale: a zoom loop adds steps"),
      (
        "wrap", spiral, #""zoomLoop":1"#, #"{"algorithm":"stripe"}"#, "shading.algorithm: \"stripe\" does not come back"
      ),
      ("wrap", spiral, #""zoomLoop":1"#, #"{"algorithm":"histogram"}"#, "shading.algorithm: \"histogram\""),
      (
        "wrap", spiral, #""zoomLoop":1"#, #"{"interior":{"by":"convergence"}}"#,
        "shading.interior.by: \"convergence\" counts steps"
      ),
    ])
  func refusals(loop: String, c: String, keys: String, shading: String, expected: String) {
    let near = c == Self.turning ? #""follow":{"near":[0.5,0.7]}"# : Self.alpha
    let follow = c == "[2,2]" ? #""follow":{"angle":"0/1"}"# : near
    let found = Self.errors(loop: loop, c: c, camera: "\(follow),\(keys)", shading: shading)
    #expect(found.count == 1 && found.first?.contains(expected) == true, "\(found)")
  }

  @Test("with frame koenigs the camera turns and scales with the multiplier, the more the deeper")
  func koenigs() throws {
    func film(_ frame: String) throws -> Timeline {
      try FollowingTests.film(
        c: #"{"path":"circle","center":[-0.8,0.2],"radius":0.05}"#,
        camera: "{\(Self.alpha),\"width\":1e-60,\"frame\":\"\(frame)\"}")
    }
    let (plane, koenigs) = (try film("plane"), try film("koenigs"))
    let start = koenigs.parameters(at: 0)
    #expect(start.camera.width == 1e-60 && start.camera.rotationDegrees == 0)
    let before = start.camera.center.multiplied(by: 2)
    for frame in [10, 50, 99] {
      let seen = koenigs.parameters(at: frame)
      #expect(seen.camera.center == plane.parameters(at: frame).camera.center)
      let steps = (Double.log(0.5) - Double.log(1e-60)) / Double.log(before.length)
      let factor = Complex.log(seen.camera.center.multiplied(by: 2) / before)
      #expect(abs(Double.log(seen.camera.width / 1e-60) + steps * factor.real) < 1e-6)
      let turned = (seen.camera.rotationDegrees + steps * factor.imaginary * 180 / .pi)
      #expect(abs(turned.remainder(dividingBy: 360)) < 1e-6)
    }
  }

  @Test("a shallow picture is not turned")
  func shallow() throws {
    let film = try FollowingTests.film(
      c: #"{"path":"circle","center":[-0.8,0.2],"radius":0.05}"#,
      camera: "{\(Self.alpha),\"width\":30,\"frame\":\"koenigs\"}")
    #expect(abs(film.parameters(at: 50).camera.rotationDegrees) < 1)
  }

  @Test("where the multiplier goes round 0, a loop closes with whole steps: they are told, and those close")
  func winding() throws {
    func found(_ width: String) -> [String] {
      Self.errors(
        c: Self.turning, camera: "\"follow\":{\"near\":[0.5,0.7]},\"frame\":\"koenigs\",\"width\":\(width)")
    }
    let refused = found("1e-20")
    #expect(refused.count == 1)
    let message = try #require(refused.first)
    #expect(message.contains("camera.width: the loop does not close: the multiplier goes round 0"), "\(message)")
    let widths = message.split(separator: "such as ").last.map { $0.split(separator: " or ").map(String.init) } ?? []
    #expect(widths.count == 2)
    for width in widths { #expect(found(width) == [], "\(width)") }
  }

  @Test("a frame that leads below the smallest width is refused with the moment")
  func tooNarrow() {
    let found = Self.errors(
      loop: "none", c: #"{"path":"circle","radius":0.7885,"turns":1}"#,
      camera: #""follow":{"near":[0.5,-0.7]},"frame":"koenigs","width":"1e-700""#)
    #expect(
      found.count == 1 && found.first?.contains("camera.width: with frame \"koenigs\" the width comes to 1e-") == true,
      "\(found)")
  }
}
