import ComplexModule
import RealModule

/// The rules for the path of c: it stays within the allowed range, and closes if the film does.
struct JuliaPathRules {
  let film: FilmRules

  /// How far the ends of two paths may be apart: an invisible jump.
  private static let largestGap = 1e-9

  /// Reports violated rules in the path at `place`.
  func check(_ path: JuliaPath, at place: PresetPath, _ context: inout DecodingContext) {
    if case .shifted(let base, let follower) = path {
      check(base, at: place + PresetPath(.key("base")), &context)
      check(path, following: follower, at: place, &context)
      return
    }
    if let turns = path.turns { checkWhole(turns, at: place + PresetPath(.key("turns")), &context) }
    switch path {
    case .circle(let circle):
      check(circle.radius, within: CirclePath.radii, key: "radius", phase: circle.phaseDegrees, at: place, &context)
      checkReach(of: circle, at: place + PresetPath(.key("radius")), &context)
    case .boundary(let border):
      check(border.factor, within: BoundaryPath.factors, key: "factor", phase: border.phaseDegrees, at: place, &context)
    case .equipotential(let line):
      check(
        line.potential, within: EquipotentialPath.potentials, key: "potential", phase: line.phaseDegrees, at: place,
        &context)
    case .lissajous, .shifted:
      break
    case .track(let track):
      check(track, at: place, &context)
    case .ray(let ray):
      guard film.isClosed(context), context.isSound(place), ray.start != ray.end else { return }
      context.report(
        "a ray does not come back to its start; allowed with loop \"wrap\": the same potential as in from",
        at:
          place + PresetPath(.key("to")), in: film.root)
    case .follow(let follow):
      check(follow, at: place, &context)
    }
  }

  /// Reports a path whose points follow a song where they may not, or lead too far.
  private func check(
    _ path: JuliaPath, following follower: PointFollower, at place: PresetPath, _ context: inout DecodingContext
  ) {
    guard context.isSound(place) else { return }
    checkPace(at: place, &context)
    guard context.isSound(place), context.isSound(film.loopPath) else { return }
    let bound = path.modulusBound(period: film.preset.period, degree: film.preset.fractal.degree)
    guard bound > JuliaPath.largestModulus else { return }
    context.report(
      "with its song c may come to |c| = \(JSONNumber.text(bound)); allowed: at most \(largest)",
      at: place + PresetPath(.key("audio")), in: film.root)
  }

  /// Reports what follows a song at `place`, where c has another pace.
  private func checkPace(at place: PresetPath, _ context: inout DecodingContext) {
    if film.preset.camera.target != nil {
      context.report(
        "a camera that follows a point goes along with c at a steady pace; allowed with camera.follow: c without a song",
        at: place + PresetPath(.key("audio")), in: film.root)
    } else if film.preset.timing == .visual {
      context.report(
        "with timing \"visual\" c has a pace of its own, and cannot follow a song; allowed: timing \"written\"",
        at: place + PresetPath(.key("audio")), in: film.root)
    }
  }

  /// Reports numbers of a path that goes around which follow a song where they may not, or lead too far.
  private func check(
    _ distance: ScalarTrack, within range: NumberRange, key: String, phase: ScalarTrack, at place: PresetPath,
    _ context: inout DecodingContext
  ) {
    film.check(distance, within: range, at: place + PresetPath(.key(key)), seam: .same, &context)
    film.check(
      phase, at: place + PresetPath(.key("phase")), seam: .multiple(of: 360, "whole turns of 360 degrees"), &context)
    for (key, track) in [(key, distance), ("phase", phase)] where track.follower != nil {
      let number = place + PresetPath(.key(key))
      if context.isSound(number) { checkPace(at: number, &context) }
    }
  }

  /// Reports a circle whose radius a song makes too large for its centre.
  private func checkReach(of circle: CirclePath, at place: PresetPath, _ context: inout DecodingContext) {
    guard !circle.radius.isConstant, context.isSound(place), context.isSound(PresetPath(.key("loop"))) else { return }
    let radius = ScalarCurve(circle.radius, period: film.preset.period).extent.upperBound
    let reach = circle.center.length + radius
    guard reach > JuliaPath.largestModulus else { return }
    context.report(
      "the circle may reach |c| = \(JSONNumber.text(reach)); allowed: center and radius together at most \(largest)",
      at: place, in: film.root)
  }

  private func checkWhole(_ turns: Double, at place: PresetPath, _ context: inout DecodingContext) {
    guard film.isClosed(context), context.isSound(place), turns != turns.rounded() else { return }
    context.report(
      "\(JSONNumber.text(turns)) turns do not close the loop; allowed with loop \"wrap\": a whole number", at: place,
      in: film.root)
  }

  private func check(_ track: PointTrack, at place: PresetPath, _ context: inout DecodingContext) {
    if case .keyframes(let keyframes, _) = track {
      let list = place + PresetPath(.key("keyframes"))
      film.check(keyframes, at: list, end: .film(film.preset), &context)
      if context.isSound(place) { film.check(keyframes, at: list, seam: .same, valueKey: "value", &context) }
    }
    guard context.isSound(PresetPath(.key("loop"))) else { return }
    checkBound(of: track, period: film.preset.period, at: place, &context)
  }

  private func checkBound(
    of track: PointTrack, period: Double?, at place: PresetPath, _ context: inout DecodingContext
  ) {
    guard context.isSound(place) else { return }
    let bound = PointCurve(track, period: period).modulusBound
    guard bound > JuliaPath.largestModulus else { return }
    context.report(
      "between its keyframes the curve may reach |c| = \(JSONNumber.text(bound)); allowed: at most \(largest)",
      at: place,
      in: film.root)
  }

  private func check(_ follow: FollowPath, at place: PresetPath, _ context: inout DecodingContext) {
    let parts = place + PresetPath(.key("parts"))
    for (index, part) in follow.parts.enumerated() {
      let path = parts + PresetPath(.index(index), .key("c"))
      for (key, track) in part.path.tracks where !track.isConstant {
        context.report(
          "a part's path keeps its shape; allowed in a sequence: a number", at: path + PresetPath(.key(key)),
          in: film.root)
      }
      guard case .track(let track) = part.path else { continue }
      let c = parts + PresetPath(.index(index), .key("c"))
      if case .keyframes(let keyframes, _) = track {
        let end = MotionEnd(seconds: part.durationSeconds, name: "the part", measure: "its duration")
        film.check(keyframes, at: c + PresetPath(.key("keyframes")), end: end, &context)
      }
      checkBound(of: track, period: nil, at: c, &context)
    }
    guard context.isSound(PresetPath(.key("loop"))), context.isSound(place) else { return }
    let isClosed = film.preset.loop == .wrap
    let motion = FollowMotion(follow, isClosed: isClosed, degree: film.preset.fractal.degree)
    for (index, part) in follow.parts.enumerated() {
      let join = parts + PresetPath(.index(index), .key("join"))
      if let problem = problem(after: index, part, in: follow, motion, isClosed: isClosed) {
        context.report(problem, at: join, in: film.root)
      }
    }
  }

  /// What is wrong with the transition from path `index` of a sequence to the next.
  private func problem(
    after index: Int, _ part: FollowPath.Part, in follow: FollowPath, _ motion: FollowMotion, isClosed: Bool
  ) -> String? {
    if index == follow.parts.count - 1 && !isClosed {
      return part.joinSeconds > 0 ? "nothing comes after the last part; allowed: 0, or loop \"wrap\"" : nil
    }
    if part.joinSeconds == 0 {
      let gap = motion.gap(after: index)
      guard gap > Self.largestGap else { return nil }
      return "the next path begins \(JSONNumber.text(gap)) away; allowed: some seconds of join, or paths that meet"
    }
    let bound = motion.crossingBound(after: index)
    guard bound > JuliaPath.largestModulus else { return nil }
    return
      "the transition may reach |c| = \(JSONNumber.text(bound)); allowed: at most \(largest), less time makes it flatter"
  }

  private var largest: String { JSONNumber.text(JuliaPath.largestModulus) }
}
