import ComplexModule
import FractalMath
import RealModule

/// The rules for a camera that stays on a point: the point is there, stays there, and is where it was when a film closes.
struct FollowingRules {
  let film: FilmRules

  private var camera: CameraTracks { film.preset.camera }
  private var isLoop: Bool { film.preset.loop == .wrap }

  private static func place(_ keys: String...) -> PresetPath {
    var path = PresetPath(.key("camera"))
    for key in keys { path.components.append(.key(key)) }
    return path
  }

  private static let follow = place("follow")

  /// Reports what breaks a rule.
  func check(_ context: inout DecodingContext) {
    guard context.isSound(PresetPath(.key("camera"))), context.isSound(PresetPath(.key("loop"))) else { return }
    guard let target = camera.target else {
      checkWithoutTarget(&context)
      return
    }
    guard context.isSound(PresetPath(.key("c"))) else { return }
    do throws(TargetRoute.Problem) {
      let following = try FollowingCamera(target, in: film.preset)
      if isLoop { checkClosing(following.route, &context) }
      guard context.isSound(Self.follow) else { return }
      if camera.zoomLoop != nil { ZoomLoopRules(film: film).check(following, &context) }
      checkWidths(following, &context)
    } catch {
      report(error, &context)
    }
  }

  private func checkWithoutTarget(_ context: inout DecodingContext) {
    if camera.frame != .plane {
      context.report(
        "the surroundings of a point need a point; allowed: \"koenigs\" with follow", at: Self.place("frame"),
        in: film.root)
    }
    if camera.zoomLoop != nil {
      context.report(
        "a zoom loop needs a point to go down to; allowed: zoomLoop with follow", at: Self.place("zoomLoop"),
        in: film.root)
    }
  }

  private func report(_ problem: TargetRoute.Problem, _ context: inout DecodingContext) {
    let angle = Self.place("follow", "angle")
    switch problem {
    case .longOrbit(let steps):
      context.report(
        "the angle comes back after \(steps) \(film.preset.fractal.degree == 2 ? "doublings" : "steps"); "
          + "allowed: at most \(CameraTarget.mostSteps)", at: angle, in: film.root)
    case .noLanding(let constant):
      context.report(
        "for c = \(Self.text(constant)), at the start, no repelling point is found where the ray lands; "
          + "allowed: another angle, or near with a period", at: angle, in: film.root)
    case .notFound(let nearest):
      context.report(
        "no such point is found\(nearest.map(description) ?? ""); allowed: a place at most 0.4 from a repelling point of just this "
          + "period and preperiod", at: Self.place("follow", "near"), in: film.root)
    case .obstacle(let obstacle):
      context.report(description(of: obstacle), at: Self.follow, in: film.root)
    }
  }

  private func description(_ nearest: (point: Complex<Double>, equation: PeriodicEquation)) -> String {
    let (target, equation) = (camera.target ?? CameraTarget(), nearest.equation)
    let isOfKind = equation.preperiod == target.preperiod && equation.period == target.period
    let kind =
      isOfKind ? "attracts" : "has period \(equation.period)" + " and preperiod \(equation.preperiod)"
    return ", the nearest, \(Self.text(nearest.point)), \(kind)"
  }

  private func description(of obstacle: PointContinuation.Obstacle) -> String {
    switch obstacle {
    case .collision(let time):
      "at \(seconds(time)) s the point meets another of its period, or c goes past such a meeting too fast to tell them "
        + "apart; allowed: a path of c that keeps away from it"
    case .stopsRepelling(let time):
      "from \(seconds(time)) s on the point does not repel and is not in the Julia set; allowed: a path of c on which it "
        + "repels, or another point"
    case .tooLong(let time):
      "the path of c is too long to follow the point beyond \(seconds(time)) s; allowed: fewer turns, or a shorter period"
    }
  }

  /// A part of the path as a moment of the film.
  private func seconds(_ part: Double) -> String {
    JSONNumber.text((part * film.preset.motionSeconds * 1000).rounded() / 1000)
  }

  static func text(_ point: Complex<Double>) -> String {
    func rounded(_ value: Double) -> String { JSONNumber.text((value * 1e6).rounded() / 1e6) }
    return "[\(rounded(point.real)), \(rounded(point.imaginary))]"
  }

  private func checkClosing(_ route: TargetRoute, _ context: inout DecodingContext) {
    guard !route.continuation.isClosed else { return }
    let remedy =
      route.runsUntilClosed.map { runs in
        "is back after \(runs) runs of the path; allowed with loop \"wrap\": \(runs) times as many turns"
          + (film.preset.juliaConstant.turns.map { ", \(JSONNumber.text($0 * Double(runs)))" } ?? "")
      } ?? "does not come back in many runs of the path; allowed with loop \"wrap\": another point"
    context.report(
      "the loop does not close: the point ends where another one began, and \(remedy)", at: Self.follow, in: film.root)
  }

  /// Reports a picture that the frame of the surroundings makes too small, or turns so that a loop does not close.
  private func checkWidths(_ following: FollowingCamera, _ context: inout DecodingContext) {
    let width = Self.place("width")
    guard camera.frame == .koenigs, camera.zoomLoop == nil, context.isSound(width) else { return }
    let written = WidthCurve(camera.width, period: film.preset.period)
    if let (time, seen) = narrowest(following, written) {
      context.report(
        "with frame \"koenigs\" the width comes to 1e\(Int(seen.rounded(.down))) at \(seconds(time)) s; allowed: at least "
          + PlaneLength.text(CameraTracks.smallestWidth.scaled), at: width, in: film.root)
    }
    let turns = following.route.multiplierTurns
    guard isLoop, turns != 0 else { return }
    let steps = turns * following.multiplierSteps(toWidth: written.value(at: 0))
    guard abs(steps - steps.rounded()) > 1e-6 else { return }
    let allowed = [abs(steps).rounded(.down), abs(steps).rounded(.up)].filter { $0 > 0 }
      .map { PlaneLength.text(following.width(ofMultiplierSteps: $0 / abs(turns))) }
    context.report(
      "the loop does not close: the multiplier goes round 0, and the picture turns by \(JSONNumber.text((steps * 100).rounded() / 100)) "
        + "turns; allowed at its start are widths with which these are whole, such as \(allowed.joined(separator: " or "))",
      at: width, in: film.root)
  }

  /// The first moment at which a picture is smaller than is allowed, with the logarithm of its width to base 10.
  private func narrowest(_ following: FollowingCamera, _ written: WidthCurve) -> (time: Double, log10: Double)? {
    let smallest = CameraTracks.smallestWidth.scaled
    guard following.narrowestWidth(ofWritten: written.extent.lowerBound) <= smallest else {
      return nil
    }
    let start = following.route.continuation.start.multiplierLogarithm.real
    for knot in following.route.continuation.multiplierLogarithms {
      let width = written.value(at: knot.time * film.preset.motionSeconds)
      let steps = following.multiplierSteps(toWidth: width)
      let seen = (width.log - steps * (knot.logarithm.real - start)) / Double.log(10)
      if seen < smallest.log / Double.log(10) - 1e-9 { return (knot.time, seen) }
    }
    return nil
  }
}

/// The rules for a film that zooms for ever.
private struct ZoomLoopRules {
  let film: FilmRules

  private static let place = PresetPath(.key("camera"), .key("zoomLoop"))

  /// Reports what keeps the film's end from looking like its start.
  func check(_ following: FollowingCamera, _ context: inout DecodingContext) {
    let preset = film.preset
    if preset.loop != .wrap {
      report("a zoom loop ends as it begins; allowed: with loop \"wrap\"", at: Self.place, &context)
    }
    guard case .track(.constant) = preset.juliaConstant else {
      report("a zoom loop stays in one Julia set; allowed: a constant c", at: Self.place, &context)
      return
    }
    guard preset.camera.width.isConstant else {
      report(
        "the width of a zoom loop goes down by itself; allowed: one number",
        at: PresetPath(.key("camera"), .key("width")),
        &context)
      return
    }
    if let narrowest = following.zoomLoop?.narrowestWidth, narrowest < CameraTracks.smallestWidth.scaled {
      report(
        "the film would end below a width of \(PlaneLength.text(CameraTracks.smallestWidth.scaled)); allowed: fewer factors of the multiplier, "
          + "which is \(JSONNumber.text(Double.exp(following.route.continuation.start.multiplierLogarithm.real)))",
        at: Self.place, &context)
    }
    checkShading(&context)
  }

  /// The numbers of an orbit from which its first steps can be taken away.
  private func checkShading(_ context: inout DecodingContext) {
    let shading = film.preset.shading
    let place = PresetPath(.key("shading"))
    guard context.isSound(place) else { return }
    switch shading.algorithm {
    case .distance, .angle, .trap:
      break
    case .smooth:
      if shading.scale == .log {
        report(
          "a zoom loop adds steps to all counts, and their logarithms do not grow alike; allowed: \"linear\"",
          at: place + PresetPath(.key("scale")), &context)
      }
    case .stripe, .triangleInequality, .histogram:
      report(
        "\"\(shading.algorithm.rawValue)\" does not come back when a zoom loop adds steps to all orbits; allowed: \"smooth\", \"distance\", "
          + "\"trap\", \"angle\"", at: place + PresetPath(.key("algorithm")), &context)
    }
    if shading.interior.quantity == .convergence {
      report(
        "\"convergence\" counts steps, to all of which a zoom loop adds; allowed: a colour, \"period\" or \"nearest\"",
        at: place + PresetPath(.key("interior"), .key("by")), &context)
    }
  }

  private func report(_ message: String, at place: PresetPath, _ context: inout DecodingContext) {
    context.report(message, at: place, in: film.root)
  }
}
