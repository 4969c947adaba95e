import Animation
import ComplexModule
import FractalMath
import TestSupport
import Testing

@Suite struct CameraMotionTests {
  private func film(_ camera: String, c: String = "[0,1]", loop: String = "none", output: String = "{}") throws
    -> Timeline
  {
    Timeline(try FilmFixture.load(FilmFixture.document(loop: loop, c: c, camera: camera, output: output)))
  }

  private func zoom(_ views: [(time: Double, center: Complex<Double>, width: Double)]) -> String {
    let list = views.map {
      "{\"time\":\($0.time),\"center\":[\($0.center.real),\($0.center.imaginary)],\"width\":\($0.width)}"
    }
    return "{\"zoomTo\":[\(list.joined(separator: ","))]}"
  }

  @Test("a zoom shows each view at its time, and holds the outermost")
  func views() throws {
    let views = [
      (time: 1.0, center: Complex(0.0, 0), width: 3.2), (time: 5, center: Complex(0.3, 0.5), width: 1e-6),
      (time: 8, center: Complex(-1, 0.25), width: 0.01),
    ]
    let film = try film(zoom(views))
    for view in views {
      let camera = film.parameters(atSeconds: view.time).camera
      #expect(camera.center == view.center && camera.width == view.width)
    }
    #expect(film.parameters(at: 0).camera == film.parameters(atSeconds: 1).camera)
    #expect(film.parameters(atSeconds: 10).camera == film.parameters(atSeconds: 8).camera)
  }

  @Test("on the way of a zoom what is seen moves at a constant speed, on a straight line")
  func constantSpeed() throws {
    var random = SeededGenerator(seed: 31)
    for _ in 0..<40 {
      func width() -> Double { .exp(.random(in: -9...2, using: &random)) }
      func point() -> Complex<Double> {
        Complex(.random(in: -1...1, using: &random), .random(in: -1...1, using: &random))
      }
      let (start, end) = ((center: point(), width: width()), (center: point(), width: width()))
      let film = try film(zoom([(0, start.center, start.width), (10, end.center, end.width)]))
      let step = 1e-4
      // The source's measure: ds² = (ρ² du² + dw² / ρ²) / w², with ρ² = 2.
      let speeds = stride(from: 0.25, to: 10, by: 0.25).map { moment in
        let (one, two) = (film.parameters(atSeconds: moment).camera, film.parameters(atSeconds: moment + step).camera)
        let (pan, zoom) = ((two.center - one.center).length / one.width, (two.width - one.width) / one.width)
        return (2 * pan * pan + zoom * zoom / 2).squareRoot()
      }
      let mean = speeds.reduce(0, +) / Double(speeds.count)
      #expect(speeds.allSatisfy { abs($0 / mean - 1) < 1e-2 }, "\(start) \(end) \(speeds)")
      let direction = end.center - start.center
      for moment in stride(from: 0.0, through: 10, by: 0.5) {
        let shift = film.parameters(atSeconds: moment).camera.center - start.center
        #expect(abs((shift * direction.conjugate).imaginary) < 1e-9)
      }
    }
  }

  @Test("a zoom in place multiplies the width by the same factor in the same time, down to the smallest widths")
  func inPlace() throws {
    let film = try film(zoom([(0, Complex(0.3, 0.1), 3), (10, Complex(0.3, 0.1), 3e-12)]))
    for moment in stride(from: 0.0, through: 10, by: 0.5) {
      let camera = film.parameters(atSeconds: moment).camera
      #expect(abs(camera.width / (3 * Double.exp(Double.log(1e-12) * moment / 10)) - 1) < 1e-9)
      #expect(camera.center == Complex(0.3, 0.1))
    }
  }

  @Test("near its end a deep zoom moves by parts of the picture only")
  func deepEnd() throws {
    let film = try film(zoom([(0, .zero, 3.2), (10, Complex(0.7, 0.2), 1e-10)]))
    for frame in 500..<599 {
      let (one, two) = (film.parameters(at: frame).camera, film.parameters(at: frame + 1).camera)
      #expect((two.center - one.center).length < one.width)
      #expect(two.width < one.width)
    }
  }

  @Test("in a loop a zoom goes back to its first view, and views that do not close are refused")
  func closed() throws {
    let film = try film(zoom([(0, .zero, 3), (4, Complex(1, 0), 0.5)]), loop: "wrap")
    let views = [film.parameters(atSeconds: 9.9999999), film.parameters(at: 0)].map(\.camera)
    #expect((views[0].center - views[1].center).length < 1e-6 && abs(views[0].width - views[1].width) < 1e-6)
    let open = zoom([(0, .zero, 3), (10, Complex(1, 0), 3)])
    let errors = FilmFixture.errors(in: FilmFixture.document(loop: "wrap", camera: open))
    #expect(errors.count == 1 && errors[0].contains("camera.zoomTo[1].center: the loop does not close"), "\(errors)")
  }

  @Test(
    "keys that say the same thing twice are refused",
    arguments: [
      (
        #"{"zoomTo":[{"time":0,"center":[0,0],"width":1}],"center":[0,0]}"#,
        "zoomTo: center and zoomTo exclude each other"
      ),
      (#"{"zoomTo":[{"time":0,"center":[0,0],"width":1}],"width":3}"#, "zoomTo: width and zoomTo exclude each other"),
      (#"{"fit":true,"width":3}"#, "fit: width and fit exclude each other"),
      (#"{"fit":0.1,"zoomTo":[{"time":0,"center":[0,0],"width":1}]}"#, "fit: zoomTo and fit exclude each other"),
      (#"{"fit":0.5}"#, "fit: 0.5 is out of range; allowed: true, false, \"figure\", or a number from 0 to 0.4"),
      (#"{"fit":"yes"}"#, "fit: found the string “yes”; allowed: true, false, \"figure\", or"),
      (#"{"zoomTo":[]}"#, "zoomTo: found an empty"),
      (#"{"zoomTo":[{"time":11,"center":[0,0],"width":1}]}"#, "zoomTo[0].time: 11 is after the end of the film"),
      (
        #"{"zoomTo":[{"time":2,"center":[0,0],"width":1},{"time":1,"center":[0,0],"width":1}]}"#,
        "zoomTo[1].time: 1 does not come"
      ),
    ])
  func exclusive(camera: String, message: String) {
    let errors = FilmFixture.errors(in: FilmFixture.document(camera: camera))
    #expect(errors.count == 1)
    #expect(errors.first?.contains("camera." + message) == true, "\(errors)")
  }

  @Test(
    "a fitted picture holds the whole set all the time, and is not much wider than that",
    arguments: [
      "[0,1]", "[-0.12,0.75]", "[-1.7549,0]", "[0.285,0.01]", #"{"path":"circle"}"#,
      #"{"path":"cardioid","factor":0.9}"#,
    ])
  func fit(c: String) throws {
    for (rotation, size) in [(0.0, (160, 90)), (30, (100, 100)), (75, (90, 160))] {
      let film = try film(
        "{\"fit\":0,\"rotation\":\(rotation)}", c: c,
        output: "{\"width\":\(size.0),\"height\":\(size.1),\"frameRate\":5}")
      let width = film.parameters(at: 0).camera.width
      var needed = 0.0
      for frame in 0..<film.frameCount {
        let parameters = film.parameters(at: frame)
        #expect(parameters.camera.width == width)
        let toCamera = Complex<Double>.unit(turns: -rotation / 360)
        for z in Self.pointsOfJuliaSet(parameters.juliaConstant) {
          let seen = z * toCamera
          needed = max(needed, 2 * abs(seen.real), 2 * abs(seen.imaginary) * Double(size.0) / Double(size.1))
        }
      }
      #expect(width >= needed * 0.9999, "\(c) \(rotation): \(width) \(needed)")
      #expect(width <= needed * 1.06, "\(c) \(rotation): \(width) \(needed)")
    }
    let margin = try film(#"{"fit":0.1}"#, c: c).parameters(at: 0).camera.width
    let tight = try film(#"{"fit":0}"#, c: c).parameters(at: 0).camera.width
    #expect(abs(margin * 0.8 / tight - 1) < 1e-12)
  }

  @Test(
    "a figure is as large as in the frame that is turned by a right angle, and the camera is turned where that is larger",
    arguments: [("[0,1]", false), ("[-1.31,0]", false), ("[-0.12,0.75]", false), ("[0.285,0.01]", true)])
  func figure(c: String, isTall: Bool) throws {
    func camera(_ fit: String, _ width: Int, _ height: Int, rotation: Int = 0) throws -> Camera {
      try film(
        "{\"fit\":\(fit),\"rotation\":\(rotation)}", c: c,
        output: "{\"width\":\(width),\"height\":\(height),\"frameRate\":5}"
      ).parameters(at: 0).camera
    }
    let (wide, tall) = (try camera(#""figure""#, 160, 90), try camera(#""figure""#, 90, 160))
    #expect(wide.rotationDegrees == (isTall ? 90 : 0) && tall.rotationDegrees == (isTall ? 0 : 90))
    // Turned by a right angle both frames are the same, so the longer sides show as much.
    #expect(abs(tall.width * 160 / 90 / wide.width - 1) < 1e-9)
    #expect(try wide.width <= camera("0.03", 160, 90).width && tall.width <= camera("0.03", 90, 160).width)
    let turned = try camera("0.03", 160, 90, rotation: isTall ? 90 : 0)
    #expect(abs(turned.width / wide.width - 1) < 1e-9)
  }

  /// Preimages of the repelling fixed point, which is in the Julia set with all of them.
  private static func pointsOfJuliaSet(_ c: Complex<Double>) -> [Complex<Double>] {
    let fixed = (Complex(1, 0) + Complex.sqrt(Complex(1, 0) - c.multiplied(by: 4))).multiplied(by: 0.5)
    var points = [fixed]
    for _ in 0..<9 { points = points.flatMap { z in [Complex.sqrt(z - c), -Complex.sqrt(z - c)] } }
    return points
  }

  @Test("rotation is not reduced: two turns are two turns")
  func unwrapped() throws {
    let film = try film(
      #"{"rotation":{"keyframes":[{"time":0,"value":-360},{"time":10,"value":720}],"interpolation":"linear"}}"#)
    let angles = (0..<film.frameCount).map { film.parameters(at: $0).camera.rotationDegrees }
    for (angle, next) in zip(angles, angles.dropFirst()) { #expect(abs(next - angle - 1.8) < 1e-9) }
    #expect(film.parameters(atSeconds: 10).camera.rotationDegrees == 720)
  }
}
