import Animation
import ComplexModule
import FractalMath
import RealModule
import TestSupport
import Testing

/// The keys of `fractal` that choose the map, and what goes with each.
@Suite struct FormulaTests {
  private static func document(
    _ fractal: String, c: String = "[0.1,0.2]", camera: String = "{}", loop: String = "none"
  ) -> String {
    """
    {"version":1,"title":"Test","duration":10,"loop":"\(loop)","c":\(c),"camera":\(camera),"fractal":\(fractal)}
    """
  }

  private static func formula(_ fractal: String, atSeconds seconds: Double = 0) throws -> FractalFormula {
    Timeline(try FilmFixture.load(document(fractal))).parameters(atSeconds: seconds).formula
  }

  /// The loop of a power's film whose c goes along a path.
  private static func loop(degree: Int, c: String) throws -> Timeline {
    Timeline(try FilmFixture.load(document("{\"degree\":\(degree)}", c: c, loop: "wrap")))
  }

  private static func error(_ fractal: String, c: String = "[0.1,0.2]", camera: String = "{}") -> String {
    FilmFixture.errors(in: document(fractal, c: c, camera: camera)).joined(separator: "\n")
  }

  @Test("each name is a formula, and none is z² + c")
  func names() throws {
    #expect(try Self.formula("{}") == .quadratic)
    #expect(try Self.formula(#"{"formula":"power"}"#) == .quadratic)
    for degree in 2...8 { #expect(try Self.formula("{\"degree\":\(degree)}") == .power(degree: degree)) }
    #expect(try Self.formula(#"{"formula":"tricorn"}"#) == .tricorn)
    #expect(try Self.formula(#"{"formula":"burning-ship"}"#) == .burningShip)
    #expect(try Self.formula(#"{"formula":"celtic"}"#) == .celtic)
    #expect(try Self.formula(#"{"formula":"buffalo"}"#) == .buffalo)
    #expect(try Self.formula(#"{"formula":"phoenix"}"#) == .phoenix(real: -0.5, imaginary: 0))
  }

  @Test("p moves over the film, and every frame has its own")
  func parameter() throws {
    let fractal = """
      {"formula":"phoenix","p":{"keyframes":[{"time":0,"value":[-0.5,0]},{"time":10,"value":[0.5,0.2]}],\
      "interpolation":"linear"}}
      """
    #expect(try Self.formula(fractal) == .phoenix(real: -0.5, imaginary: 0))
    #expect(try Self.formula(fractal, atSeconds: 5) == .phoenix(real: 0, imaginary: 0.1))
    let timeline = Timeline(try FilmFixture.load(Self.document(fractal)))
    #expect(timeline.parameters(atSeconds: 1) != timeline.parameters(atSeconds: 2))
  }

  @Test("a film of z² + c has the numbers that it had, any other has more")
  func numbers() {
    var parameters = FrameParameters(juliaConstant: .zero)
    let plain = parameters.numbers
    #expect(plain.count == 10)
    var seen: Set<[Double]> = [plain]
    let others: [FractalFormula] =
      (3...8).map { .power(degree: $0) }
      + [.tricorn, .burningShip, .celtic, .buffalo, .phoenix(real: 0, imaginary: 0), .phoenix(real: 1, imaginary: 0)]
    for formula in others {
      parameters.formula = formula
      #expect(parameters.numbers.starts(with: plain) && parameters.numbers.count > 10)
      #expect(seen.insert(parameters.numbers).inserted)
    }
  }

  @Test(
    "what has no meaning with a formula is an error that says what has",
    arguments: [
      (#"{"formula":"newton"}"#, "[0,0]", "{}", "burning-ship"),
      (#"{"degree":9}"#, "[0,0]", "{}", "2 to 8"),
      (#"{"formula":"tricorn","degree":3}"#, "[0,0]", "{}", "has no degree of its own"),
      (#"{"degree":3,"p":[0,0]}"#, "[0,0]", "{}", "has no p; allowed: with \"phoenix\""),
      (#"{"formula":"phoenix","p":[3,0]}"#, "[0,0]", "{}", "modulus at most 2"),
      (#"{"degree":3}"#, #"{"path":"bulb"}"#, "{}", "disc of the Mandelbrot set"),
      (#"{"formula":"celtic"}"#, #"{"path":"cardioid"}"#, "{}", "powers alone"),
      (#"{"formula":"tricorn"}"#, #"{"path":"ray","angle":0.1}"#, "{}", "powers alone"),
      (#"{"formula":"buffalo"}"#, #"{"path":"equipotential"}"#, "{}", "powers alone"),
      (
        #"{"formula":"buffalo"}"#, #"{"path":"follow","parts":[{"c":{"path":"cardioid"}}]}"#, "{}", "c.parts[0].c.path"
      ),
      (#"{"formula":"tricorn"}"#, "[0,0]", #"{"follow":{"angle":"1/3"}}"#, "powers alone"),
      (#"{"degree":8}"#, "[0.1,0.2]", #"{"follow":{"angle":"1/999983"}}"#, "after 499991 steps"),
      (#"{"formula":"celtic"}"#, "[0,0]", #"{"center":["0.1","0.2"],"width":1e-20}"#, "deeper than double precision"),
    ])
  func refusals(fractal: String, c: String, camera: String, expected: String) {
    let error = Self.error(fractal, c: c, camera: camera)
    #expect(error.contains(expected), "\(error)")
  }

  @Test("a loop of p closes")
  func loop() {
    let fractal = """
      {"formula":"phoenix","p":{"keyframes":[{"time":0,"value":[-0.5,0]},{"time":10,"value":[0.5,0.2]}]}}
      """
    let errors = FilmFixture.errors(in: Self.document(fractal, loop: "wrap")).joined()
    #expect(errors.contains("the loop does not close"), "\(errors)")
  }

  @Test("the cardioid's path of a power goes round its central component: the fixed point's multiplier is the factor")
  func centralComponent() throws {
    for degree in 3...8 {
      let timeline = try Self.loop(degree: degree, c: #"{"path":"cardioid","factor":0.9}"#)
      for frame in stride(from: 0, to: timeline.frameCount, by: 37) {
        let c = timeline.parameters(at: frame).juliaConstant
        // The fixed point attracts, so that the orbit of 0 finds it.
        let map = JuliaMap(constant: c, formula: .power(degree: degree))
        var z = Complex<Double>.zero
        for _ in 0..<2000 { z = map(z) }
        #expect(abs(map.derivative(at: z).length - 0.9) < 1e-9)
      }
    }
  }

  @Test("an equipotential of a power has its potential", arguments: [3, 5, 8])
  func equipotential(degree: Int) throws {
    let timeline = try Self.loop(degree: degree, c: #"{"path":"equipotential","potential":0.05}"#)
    for frame in stride(from: 0, to: timeline.frameCount, by: 53) {
      let c = timeline.parameters(at: frame).juliaConstant
      let map = JuliaMap(constant: c, formula: .power(degree: degree))
      var (z, scale) = (c, 1.0)
      while z.length < 1e8 { (z, scale) = (map(z), scale / Double(degree)) }
      #expect(abs(Double.log(z.length) * scale - 0.05) < 1e-9)
    }
  }

  @Test(
    "a width that fits shows every point that stays bounded, and is not much larger",
    arguments: [
      (#"{"degree":3}"#, "[0.4,0.3]"), (#"{"degree":6}"#, "[0.4,0.3]"), (#"{"formula":"tricorn"}"#, "[0.1,0.2]"),
      (#"{"formula":"burning-ship"}"#, "[-1.5,-0.05]"), (#"{"formula":"burning-ship"}"#, "[0.2,0.2]"),
      (#"{"formula":"celtic"}"#, "[-1,0.1]"), (#"{"formula":"buffalo"}"#, "[-0.8,-0.2]"),
    ])
  func fitting(fractal: String, c: String) throws {
    // A square picture, in which both extents count alike.
    let camera = #"{"fit":true},"output":{"width":512,"height":512}"#
    let timeline = Timeline(try FilmFixture.load(Self.document(fractal, c: c, camera: camera)))
    let parameters = timeline.parameters(at: 0)
    let map = JuliaMap(constant: parameters.juliaConstant, formula: parameters.formula)
    let reach = parameters.camera.width / 2
    var farthest = 0.0
    var random = SeededGenerator(seed: 3)
    for _ in 0..<20_000 {
      var z = Complex<Double>(.random(in: -2...2, using: &random), .random(in: -2...2, using: &random))
      let start = z
      for _ in 0..<60 where z.length < 4 { z = map(z) }
      if z.length < 4 { farthest = max(farthest, abs(start.real), abs(start.imaginary)) }
    }
    // A margin of a twentieth on either side; random points miss the tips.
    #expect(farthest < reach * 0.95 && farthest > reach * 0.7, "\(farthest) of \(reach)")
  }

  @Test(
    "the camera stays on a point of a power's Julia set while c moves, in shallow views and in deep ones",
    arguments: 3...8)
  func following(degree: Int) throws {
    // Two multiplications by d lead the angle back.
    let angle = "1/\(degree * degree - 1)"
    let circle = #"{"path":"circle","center":[0.3,0.2],"radius":0.02}"#
    for width in ["0.01", "1e-40"] {
      let timeline = Timeline(
        try FilmFixture.load(
          Self.document(
            "{\"degree\":\(degree)}", c: circle, camera: "{\"follow\":{\"angle\":\"\(angle)\"},\"width\":\(width)}",
            loop: "wrap")))
      for frame in stride(from: 0, to: timeline.frameCount, by: 71) {
        let parameters = timeline.parameters(at: frame)
        let map = JuliaMap(constant: parameters.juliaConstant, formula: .power(degree: degree))
        let z = parameters.camera.center
        #expect((map(map(z)) - z).length < 1e-12 && (map.derivative(at: z) * map.derivative(at: map(z))).length > 1)
        guard let view = parameters.deepView else { continue }
        #expect(view.degree == degree)
        let once = view.center.raised(to: degree) + view.constant
        let rest = once.raised(to: degree) + view.constant - view.center
        #expect(rest.log2OfLength < -150, "\(rest.log2OfLength)")
      }
      #expect((timeline.parameters(at: 0).deepView != nil) == (width == "1e-40"))
    }
  }
}
