import ComplexModule
import FractalMath
import RealModule

/// The rules that relate a preset's objects: the length of the film, its loop and its curves.
struct FilmRules {
  let preset: Preset
  let root: JSONNode

  /// Reports violated rules. A rule whose values were already reported is skipped.
  func check(_ context: inout DecodingContext) {
    guard context.isSound(PresetPath(.key("duration"))) else { return }
    guard context.isSound(PresetPath(.key(SceneSources.key))) else { return }
    checkFrameCount(&context)
    guard preset.scenes.isEmpty else { return }
    JuliaPathRules(film: self).check(preset.juliaConstant, at: PresetPath(.key("c")), &context)
    checkCamera(at: PresetPath(.key("camera")), &context)
    let density = PresetPath(.key("shading"), .key("density"))
    check(preset.shading.density, within: Shading.densityRange, at: density, seam: .same, &context)
    checkColors(&context)
    let isCyclic =
      preset.shading.palette.first.isCyclic || !context.isSound(PresetPath(.key("shading"), .key("palette")))
    check(
      preset.shading.phase, at: PresetPath(.key("shading"), .key("phase")),
      seam: isCyclic ? .multiple(of: 1, "whole cycles") : .sameWithoutCycles, &context)
    if let light = preset.shading.light { check(light, &context) }
    FormulaRules(film: self).check(&context)
    FollowingRules(film: self).check(&context)
    if preset.shutter != nil, preset.antialiasing.filter == .mitchell {
      context.report(
        "does not go with the filter \"mitchell\", which weighs samples of one moment; allowed there: \"box\"",
        at: PresetPath(.key("shutter")), in: root)
    }
  }

  /// Reports colours that do not close a loop, and palettes that cannot become one another.
  private func checkColors(_ context: inout DecodingContext) {
    let palettes = PresetPath(.key("shading"), .key("palette"))
    let track = preset.shading.palette
    let place = base(of: track, at: palettes)
    check(track.base, at: place, seam: .same, &context)
    if case .flat(let color) = preset.shading.interior {
      let interior = base(of: color, at: PresetPath(.key("shading"), .key("interior")))
      check(color.base, at: interior, seam: .same, &context)
    }
    guard context.isSound(palettes) else { return }
    func report(_ place: PresetPath) {
      context.report(
        "a palette that is cyclic cannot become one that is not; allowed: palettes of one kind", at: place, in: root)
    }
    for (index, palette) in track.base.values.enumerated() where palette.isCyclic != track.first.isCyclic {
      report(place + PresetPath(.key("keyframes"), .index(index), .key("value")))
    }
    if let target = track.follower?.target, target.stops.count > 1, target.isCyclic != track.first.isCyclic {
      report(palettes + PresetPath(.key("audio"), .key("toward")))
    }
  }

  /// Where the base of the track at `path` is written: there, or beside what follows a song.
  func base<Method, Follower>(of track: FollowingTrack<Method, Follower>, at path: PresetPath) -> PresetPath {
    track.follower == nil ? path : path + PresetPath(.key("base"))
  }

  private func check(_ light: LightTracks, _ context: inout DecodingContext) {
    let lightPath = PresetPath(.key("shading"), .key("light"))
    check(
      light.directionDegrees, at: lightPath + PresetPath(.key("direction")),
      seam: .multiple(of: 360, "whole turns of 360 degrees"), &context)
    check(light.heightDegrees, at: lightPath + PresetPath(.key("height")), seam: .same, &context)
  }

  var loopPath: PresetPath { PresetPath(.key("loop")) }

  /// Whether the film is known to be a closed loop.
  func isClosed(_ context: DecodingContext) -> Bool { context.isSound(loopPath) && preset.loop == .wrap }

  private func checkFrameCount(_ context: inout DecodingContext) {
    guard context.isSound(PresetPath(.key("output"), .key("frameRate"))) else { return }
    let largest = Timeline.largestFrameCount
    let film = "\(JSONNumber.text(preset.durationSeconds)) s at \(preset.output.frameRate) frames/s"
    if preset.frameCount < 1 {
      let least = preset.loop == .pingpong ? "one frame, too little for a motion and its reverse" : "half a frame"
      context.report("\(film) is less than \(least)", at: PresetPath(.key("duration")), in: root)
    } else if preset.frameCount > largest {
      context.report("\(film) is more than \(largest) frames", at: PresetPath(.key("duration")), in: root)
    } else if let times = preset.output.repeatCount, times > largest / preset.frameCount {
      context.report(
        "\(times) times \(preset.frameCount) frames are more than \(largest)",
        at: PresetPath(.key("output"), .key("repeat")), in: root)
    }
  }

  private func checkCamera(at path: PresetPath, _ context: inout DecodingContext) {
    let camera = preset.camera
    checkCenter(at: path + PresetPath(.key("center")), &context)
    checkWidths(at: path + PresetPath(.key("width")), &context)
    check(
      camera.rotationDegrees, at: path + PresetPath(.key("rotation")),
      seam: .multiple(of: 360, "whole turns of 360 degrees"), &context)
    if camera.target == nil { DepthRules(film: self).check(&context) }
    if let zoom = camera.zoom {
      let place = path + PresetPath(.key("zoomTo"))
      check(zoom, at: place, end: .film(preset), &context)
      check(zoom, at: place, seam: .same, valueKey: "center", &context)
    }
  }

  /// Reports keyframes of the centre that break a rule, and a song that leads too far.
  private func checkCenter(at path: PresetPath, _ context: inout DecodingContext) {
    let center = preset.camera.center
    check(center.base, at: base(of: center, at: path), seam: .same, &context)
    guard let follower = center.follower, context.isSound(path), context.isSound(loopPath) else { return }
    let bound = PointCurve(center.base, following: follower, period: preset.period).modulusBound
    guard bound > CameraTracks.largestModulus else { return }
    context.report(
      "with its song the centre may come to a modulus of \(JSONNumber.text(bound)); allowed: at most "
        + JSONNumber.text(CameraTracks.largestModulus), at: path + PresetPath(.key("audio")), in: root)
  }

  func check<Method>(
    _ track: Track<Method>, at path: PresetPath, seam: Seam<Method.Value>, _ context: inout DecodingContext
  ) {
    guard case .keyframes(let keyframes, _) = track else { return }
    let place = path + PresetPath(.key("keyframes"))
    check(keyframes, at: place, end: .film(preset), &context)
    guard context.isSound(path) else { return }
    check(keyframes, at: place, seam: seam, valueKey: "value", &context)
  }

  /// Reports keyframes of the array at `path` after `end`.
  func check<Value>(
    _ keyframes: [Keyframe<Value>], at path: PresetPath, end: MotionEnd, _ context: inout DecodingContext
  ) {
    for (index, keyframe) in keyframes.enumerated() where keyframe.time > end.seconds {
      let place = path + PresetPath(.index(index), .key("time"))
      guard context.isSound(place) else { continue }
      let (time, last) = (JSONNumber.text(keyframe.time), JSONNumber.text(end.seconds))
      context.report(
        "\(time) is after the end of \(end.name); allowed: at most \(end.measure), \(last)", at: place, in: root)
    }
  }

  /// Reports a loop with keyframes at both ends in the array at `path` that do not meet.
  func check<Value>(
    _ keyframes: [Keyframe<Value>], at path: PresetPath, seam: Seam<Value>, valueKey: String,
    _ context: inout DecodingContext
  ) {
    guard isClosed(context), context.isSound(path), let first = keyframes.first, let last = keyframes.last else {
      return
    }
    if first.time == 0 && last.time == preset.durationSeconds && !seam.closes(first.value, last.value) {
      context.report(
        "the loop does not close; allowed at the end of a film with loop \"wrap\": \(seam.allowed)",
        at: path + PresetPath(.index(keyframes.count - 1), .key(valueKey)), in: root)
    }
  }
}

/// The end of a motion, worded for its error.
struct MotionEnd {
  let seconds: Double
  let name: String
  let measure: String

  /// The end of the film's motion.
  static func film(_ preset: Preset) -> MotionEnd {
    preset.loop == .pingpong
      ? MotionEnd(
        seconds: preset.motionSeconds, name: "the first half",
        measure: "half of the film's duration with loop \"pingpong\"")
      : MotionEnd(seconds: preset.durationSeconds, name: "the film", measure: "its duration")
  }
}

/// When the values at both ends of a loop give the same picture.
struct Seam<Value: Hashable> {
  let allowed: String
  let closes: (_ start: Value, _ end: Value) -> Bool

  /// Only equal values are.
  static var same: Seam { Seam(allowed: "the value at its start", closes: ==) }
}

extension Seam<Double> {
  /// How far a difference may be from a multiple: invisible rounding of decimal fractions.
  private static let tolerance = 1e-9

  /// Only equal phases do, if a palette does not lead from its end to its start.
  fileprivate static var sameWithoutCycles: Seam {
    Seam(allowed: "the value at its start, since the palette is not cyclic", closes: ==)
  }

  /// Values that differ by a multiple of `unit` do.
  static func multiple(of unit: Double, _ units: String) -> Seam {
    Seam(allowed: "the value at its start, or \(units) more or less") { start, end in
      abs((end - start).remainder(dividingBy: unit)) <= tolerance * unit
    }
  }
}
