import ComplexModule
import FractalMath
import RealModule

/// The rules for formulas other than z² + c: the paths of c that have a meaning for them, p, and what is known of powers alone.
struct FormulaRules {
  let film: FilmRules

  private var fractal: FractalSettings { film.preset.fractal }
  private static let parameter = PresetPath(.key("fractal"), .key("p"))

  /// Reports what breaks a rule.
  func check(_ context: inout DecodingContext) {
    guard context.isSound(PresetPath(.key("fractal"))), !fractal.isQuadratic else { return }
    checkParameter(&context)
    checkPath(film.preset.juliaConstant, at: PresetPath(.key("c")), &context)
    checkCamera(&context)
  }

  private func checkParameter(_ context: inout DecodingContext) {
    guard fractal.formula == .phoenix else { return }
    film.check(fractal.parameter, at: Self.parameter, seam: .same, &context)
    guard context.isSound(Self.parameter), context.isSound(film.loopPath) else { return }
    let bound = PointCurve(fractal.parameter, period: film.preset.period).modulusBound
    guard bound > FractalSettings.largestParameter else { return }
    context.report(
      "between its keyframes the curve may reach |p| = \(JSONNumber.text(bound)); allowed: at most "
        + JSONNumber.text(FractalSettings.largestParameter), at: Self.parameter, in: film.root)
  }

  private func checkPath(_ path: JuliaPath, at place: PresetPath, _ context: inout DecodingContext) {
    guard context.isSound(place) else { return }
    switch path {
    case .track, .circle, .lissajous:
      break
    case .boundary(let boundary) where boundary.component == .bulb:
      report("is a disc of the Mandelbrot set of z² + c; allowed: \"cardioid\" with powers", path: place, &context)
    case .boundary, .ray, .equipotential:
      guard fractal.power == nil else { return }
      report(
        "is known for powers alone; allowed with \"\(fractal.formula.rawValue)\": a point, keyframes, \"circle\", "
          + "\"lissajous\", or \"follow\" of such", path: place, &context)
    case .shifted(let base, _):
      checkPath(base, at: place + PresetPath(.key("base")), &context)
    case .follow(let follow):
      for (index, part) in follow.parts.enumerated() {
        checkPath(part.path, at: place + PresetPath(.key("parts"), .index(index), .key("c")), &context)
      }
    }
  }

  private func report(_ message: String, path place: PresetPath, _ context: inout DecodingContext) {
    context.report("this path " + message, at: place + PresetPath(.key("path")), in: film.root)
  }

  private func checkCamera(_ context: inout DecodingContext) {
    let camera = PresetPath(.key("camera"))
    guard context.isSound(camera), fractal.power == nil else { return }
    if film.preset.camera.target != nil {
      context.report(
        "points of the Julia set are followed with powers alone; allowed: a center, or \"power\"",
        at: camera + PresetPath(.key("follow")), in: film.root)
      return
    }
    guard context.isSound(film.loopPath), let narrowest = DeepMotion(film.preset, following: nil)?.narrowestWidth
    else { return }
    context.report(
      "a width of \(PlaneLength.text(narrowest)) is deeper than double precision, and such views are known for powers alone; allowed: at "
        + "least \(PlaneLength.text(DeepView.largestWidth)), or \"power\"",
      at: camera + PresetPath(.key("width")), in: film.root)
  }
}
