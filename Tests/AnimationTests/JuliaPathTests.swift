import Animation
import ComplexModule
import TestSupport
import Testing

/// The paths of c, seen through the parameters of films.
@Suite struct JuliaPathTests {
  private func film(_ c: String, duration: String = "10", loop: String = "none", rate: Int = 60) throws -> Timeline {
    Timeline(
      try FilmFixture.load(
        FilmFixture.document(duration: duration, loop: loop, c: c, output: "{\"frameRate\":\(rate)}")))
  }

  private func errors(_ c: String, loop: String = "none") -> [String] {
    FilmFixture.errors(in: FilmFixture.document(loop: loop, c: c))
  }

  /// Potential and external angle of c in turns, by the definition: the orbit of c out to where it grows by squaring.
  private func potential(_ c: Complex<Double>) -> Double {
    var (z, scale) = (c, 1.0)
    while z.length < 1e8 {
      z = z * z + c
      scale /= 2
    }
    return Double.log(z.length) * scale
  }

  @Test(
    "on the cardioid's border the fixed point has multiplier 1, inside less: the factor", arguments: [1.0, 0.9, 0.3])
  func cardioid(factor: Double) throws {
    let film = try film("{\"path\":\"cardioid\",\"factor\":\(factor)}", loop: "wrap")
    for frame in 0..<film.frameCount {
      let c = film.parameters(at: frame).juliaConstant
      let fixed = (Complex(1, 0) - Complex.sqrt(Complex(1, 0) - c.multiplied(by: 4))).multiplied(by: 0.5)
      #expect(abs(fixed.length * 2 - factor) < 1e-7)  // the root is steep beside the cusp
    }
    #expect(film.parameters(at: 0).juliaConstant == Complex(factor / 2 - factor * factor / 4, 0))
  }

  @Test("the bulb's border is the circle of radius a quarter of the factor round −1")
  func bulb() throws {
    let film = try film(#"{"path":"bulb","factor":1.1,"turns":-2,"phase":90}"#, loop: "wrap")
    for frame in 0..<film.frameCount {
      #expect(abs((film.parameters(at: frame).juliaConstant + Complex(1, 0)).length - 0.275) < 1e-15)
    }
    #expect(film.parameters(at: 0).juliaConstant == Complex(-1, 0.275))
    #expect(film.parameters(at: 75).juliaConstant == Complex(-0.725, 0))
  }

  @Test(
    "frames k and N − k of paths with a real centre are conjugate to the last bit",
    arguments: [
      #"{"path":"cardioid","factor":0.97}"#, #"{"path":"bulb","factor":1.1,"turns":3}"#,
      #"{"path":"lissajous","center":[-0.3,0],"realFrequency":3,"imaginaryFrequency":2}"#,
      #"{"path":"equipotential","potential":0.05}"#,
    ])
  func mirror(c: String) throws {
    for frames in [48, 97] {
      let film = try film(c, duration: "\(frames)", loop: "wrap", rate: 1)
      for frame in 1..<frames where 2 * frame != frames {
        let (one, other) = (film.parameters(at: frame).juliaConstant, film.parameters(at: frames - frame).juliaConstant)
        #expect(one == other.conjugate, "\(frame)")
      }
    }
  }

  @Test("a Lissajous figure swings round its centre by its amplitude and closes")
  func lissajous() throws {
    let film = try film(
      #"{"path":"lissajous","center":[0.1,-0.2],"amplitude":[0.5,0.25],"realFrequency":1,"imaginaryFrequency":2,"realPhase":90}"#,
      loop: "wrap")
    let points = (0..<film.frameCount).map { film.parameters(at: $0).juliaConstant }
    #expect((points[0] - Complex(0.1, -0.2)).length < 1e-15)
    #expect((points[150] - Complex(-0.4, -0.2)).length < 1e-15)
    #expect((points[75] - Complex(0.1 - 0.5 * 0.5.squareRoot(), 0.05)).length < 1e-15)
  }

  @Test(
    "rays land where theory says",
    arguments: [
      ("0", Complex(0.25, 0), 2e-2), ("1/2", Complex(-2, 0), 1e-9), ("1/6", Complex(0, 1), 1e-3),
      ("1/4", Complex(-0.2281554936539618, 1.1151425080399374), 1e-3),
      ("1/3", Complex(-0.75, 0), 0.1), ("1/7", Complex(-0.125, 0.649519052838329), 0.1),
      ("5/6", Complex(0, -1), 1e-3),
    ] as [(String, Complex<Double>, Double)])
  func rays(angle: String, landing: Complex<Double>, tolerance: Double) throws {
    let film = try film("{\"path\":\"ray\",\"angle\":\"\(angle)\",\"from\":1,\"to\":1e-9}", duration: "40", rate: 1)
    let points = (0...40).map { film.parameters(atSeconds: Double($0)).juliaConstant }
    for (index, c) in points.enumerated() {
      let expected = Double.exp(Double.log(1e-9) * Double(index) / 40)
      guard expected > 1e-6 else { continue }  // nearer to the end points of the set, c has too few digits
      #expect(abs(potential(c) / expected - 1) < 1e-4, "\(angle) at \(index)")
    }
    #expect(((points.last ?? .zero) - landing).length < tolerance, "\(String(describing: points.last))")
    for (point, next) in zip(points, points.dropFirst()) { #expect((next - point).length < 1) }
  }

  @Test("points of an equipotential have its potential and go round by equal angles without a jump")
  func equipotential() throws {
    for level in [1.15, 0.1, 1e-3] {
      let film = try film("{\"path\":\"equipotential\",\"potential\":\(level)}", loop: "wrap")
      let points = (0..<film.frameCount).map { film.parameters(at: $0).juliaConstant }
      for c in points {
        #expect(abs(potential(c) / level - 1) < 1e-9)
        #expect(c.length < JuliaPath.largestModulus)
      }
      var winding = 0.0
      for (index, c) in points.enumerated() {
        let next = points[(index + 1) % points.count]
        let turn = ((next + Complex(0.3, 0)) / (c + Complex(0.3, 0))).phase
        #expect(abs(turn) < 0.6)
        winding += turn
      }
      #expect(abs(winding / (2 * .pi) - 1) < 1e-9, "once round at \(level)")
    }
  }

  @Test("a sequence runs through its parts in order, and its crossings keep the velocity")
  func follow() throws {
    let film = try film(
      """
      {"path":"follow","parts":[
        {"c":{"path":"circle","radius":0.5,"turns":0.5},"duration":2,"join":1},
        {"c":[0.3,0.4],"duration":1,"join":1},
        {"c":{"keyframes":[{"time":0,"value":[0,0]},{"time":3,"value":[0,1]}],"interpolation":"linear"},"duration":3,
         "easing":"ease-in-out","join":2}]}
      """, loop: "wrap")
    let c = { (seconds: Double) in film.parameters(atSeconds: seconds).juliaConstant }
    #expect((c(1) - Complex(0, 0.5)).length < 1e-12)
    #expect((c(2) - Complex(-0.5, 0)).length < 1e-12)
    #expect([3, 3.5, 4].allSatisfy { c($0) == Complex(0.3, 0.4) })
    #expect((c(6.5) - Complex(0, 0.5)).length < 1e-12)
    #expect((c(8) - Complex(0, 1)).length < 1e-12)
    let step = 1e-5
    for moment in [2.0, 3, 4, 5, 8, 10] {
      let before = (c(moment - step) - c(moment - 2 * step)).multiplied(by: 1 / step)
      let after = (c(moment + 2 * step) - c(moment + step)).multiplied(by: 1 / step)
      #expect((before - after).length < 2e-2, "the velocity jumps at \(moment): \(before) \(after)")
    }
  }

  @Test("the parts of a sequence are stretched to the film")
  func stretched() throws {
    let film = try film(
      #"{"path":"follow","parts":[{"c":[0,1],"join":1},{"c":[0,0.5],"duration":3}]}"#, duration: "50")
    #expect([0, 10].allSatisfy { film.parameters(atSeconds: $0).juliaConstant == Complex(0, 1) })
    #expect((film.parameters(atSeconds: 15).juliaConstant - Complex(0, 0.75)).length < 1e-12)
    #expect([20, 50].allSatisfy { film.parameters(atSeconds: $0).juliaConstant == Complex(0, 0.5) })
  }

  @Test(
    "a path that leaves what presets may show, or does not close, is refused",
    arguments: [
      (#"{"path":"cardioid","factor":2.5}"#, "none", "c.factor: 2.5 is out of range"),
      (#"{"path":"cardioid","turns":0.5}"#, "wrap", "c.turns: 0.5 turns do not close the loop"),
      (#"{"path":"equipotential","turns":1.5}"#, "wrap", "c.turns: 1.5 turns do not close the loop"),
      (#"{"path":"equipotential","potential":1.2}"#, "none", "c.potential: 1.2 is out of range"),
      (#"{"path":"lissajous","amplitude":[3,3]}"#, "none", "c: c.amplitude: the modulus is"),
      (#"{"path":"lissajous","center":[2,0],"amplitude":[2,1]}"#, "none", "c.amplitude: the figure may reach |c| ="),
      (#"{"path":"ray"}"#, "none", "c.angle: this key is required"),
      (#"{"path":"ray","angle":"3/2"}"#, "none", "c.angle: found the string “3/2”"),
      (#"{"path":"ray","angle":0.5}"#, "wrap", "c.to: a ray does not come back to its start"),
      (#"{"path":"follow","parts":[]}"#, "none", "c.parts: found an empty array"),
      (
        #"{"path":"follow","parts":[{"c":{"path":"follow","parts":[]}}]}"#, "none",
        "c.parts[0].c.path: “follow” is unknown"
      ),
      (#"{"path":"follow","parts":[{"c":[0,1]},{"c":[1,1]}]}"#, "none", "c.parts[0].join: the next path begins 1 away"),
      (
        #"{"path":"follow","parts":[{"c":[0,1],"join":1},{"c":[1,1]}]}"#, "wrap",
        "c.parts[1].join: the next path begins 1 away"
      ),
      (#"{"path":"follow","parts":[{"c":[0,1],"join":1}]}"#, "none", "c.parts[0].join: nothing comes after"),
      (
        #"{"path":"follow","parts":[{"c":{"path":"circle","radius":4,"turns":9},"join":5},{"c":[0,0]}]}"#, "none",
        "c.parts[0].join: the transition may reach |c| ="
      ),
      (
        #"{"path":"follow","parts":[{"c":{"keyframes":[{"time":2,"value":[0,0]}]}}]}"#, "none",
        "c.parts[0].c.keyframes[0].time: 2 is after the end of the part; allowed: at most its duration, 1"
      ),
    ])
  func refused(c: String, loop: String, message: String) {
    let found = errors(c, loop: loop)
    #expect(found.count == 1)
    #expect(
      found.first.map { $0.contains(message) || $0.contains(message.replacing("c: ", with: "")) } == true, "\(found)")
  }

  @Test("whatever a preset's path, c stays where presets may go")
  func bounds() throws {
    var random = SeededGenerator(seed: 21)
    var accepted = 0
    for _ in 0..<300 {
      func number(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &random) }
      let part = [
        "[\(number(-3...3)),\(number(-3...3))]",
        "{\"path\":\"circle\",\"radius\":\(number(0...4)),\"turns\":\(number(-2...2))}",
        "{\"path\":\"cardioid\",\"factor\":\(number(0...2))}", "{\"path\":\"bulb\",\"factor\":\(number(0...2))}",
        "{\"path\":\"lissajous\",\"center\":[\(number(-2...2)),0],\"amplitude\":[\(number(0...3)),\(number(0...3))]}",
        "{\"path\":\"ray\",\"angle\":\(number(0...1)),\"from\":1.15,\"to\":1e-4}",
        "{\"path\":\"equipotential\",\"potential\":\(number(1e-3...1.15))}",
      ]
      let (one, other) = (part.randomElement(using: &random) ?? "", part.randomElement(using: &random) ?? "")
      let c = "{\"path\":\"follow\",\"parts\":[{\"c\":\(one),\"join\":1},{\"c\":\(other)}]}"
      let document = FilmFixture.document(duration: "60", c: c, output: #"{"frameRate":1}"#)
      guard let preset = try? FilmFixture.load(document) else { continue }
      accepted += 1
      let film = Timeline(preset)
      for frame in 0..<film.frameCount {
        #expect(film.parameters(at: frame).juliaConstant.length <= JuliaPath.largestModulus * (1 + 1e-12), "\(c)")
      }
    }
    #expect(accepted > 100)
  }

  @Test(
    "canonical JSON of every kind of path and camera loads as an equal preset and is its own canonical form",
    arguments: [
      (#"{"path":"cardioid","factor":0.9,"turns":2,"phase":30}"#, "{}"), (#"{"path":"bulb"}"#, #"{"fit":true}"#),
      (#"{"path":"lissajous","realFrequency":5}"#, #"{"fit":0.1}"#),
      (#"{"path":"ray","angle":"1/7","to":0.01}"#, #"{"fit":false,"width":2}"#),
      (
        #"{"path":"equipotential","potential":0.2}"#,
        #"{"rotation":{"keyframes":[{"time":0,"value":3,"easing":"hold"}]}}"#
      ),
      (
        #"{"path":"follow","parts":[{"c":[0,1],"easing":"ease","join":0.2},{"c":{"path":"ray","angle":0.1}}]}"#,
        #"{"zoomTo":[{"time":0,"center":[0,0],"width":3,"easing":"ease-in"},{"time":5,"center":[1,0],"width":0.1}]}"#
      ),
      (
        #"{"keyframes":[{"time":1,"value":[0,1],"easing":{"out":"ease","in":"cubic-bezier(0,0,0.3,0.7)"}}],"easing":"ease-out"}"#,
        "{}"
      ),
    ])
  func canonical(c: String, camera: String) throws {
    let document = FilmFixture.document(c: c, camera: camera).dropLast() + ",\"timing\":\"visual\"}"
    let preset = try FilmFixture.load(String(document))
    let again = try FilmFixture.load(preset.canonicalJSON)
    #expect(again == preset)
    #expect(again.canonicalJSON == preset.canonicalJSON)
    #expect(preset.timing == .visual)
  }
}
