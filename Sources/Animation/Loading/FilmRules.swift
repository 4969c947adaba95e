import ComplexModule
import FractalMath
import RealModule

/// The rules that tie a preset's objects together: the length of the film, its loop and its curves.
struct FilmRules {
  let preset: Preset
  let root: JSONNode

  /// Reports what breaks a rule. A rule whose values were already found wrong is left alone.
  func check(_ context: inout DecodingContext) {
    guard context.isSound(PresetPath(.key("duration"))) else { return }
    checkFrameCount(&context)
    checkPath(at: PresetPath(.key("c")), &context)
    check(preset.camera.center, at: PresetPath(.key("camera"), .key("center")), seam: .same, &context)
    check(preset.camera.width, at: PresetPath(.key("camera"), .key("width")), seam: .same, &context)
    check(
      preset.camera.rotationDegrees, at: PresetPath(.key("camera"), .key("rotation")),
      seam: .multiple(of: 360, "whole turns of 360 degrees"), &context)
    check(
      preset.shading.density, at: PresetPath(.key("shading"), .key("density")), seam: .same, &context)
    check(
      preset.shading.phase, at: PresetPath(.key("shading"), .key("phase")),
      seam: .multiple(of: 1, "whole cycles"), &context)
    guard let light = preset.shading.light else { return }
    let lightPath = PresetPath(.key("shading"), .key("light"))
    check(
      light.directionDegrees, at: lightPath + PresetPath(.key("direction")),
      seam: .multiple(of: 360, "whole turns of 360 degrees"), &context)
    check(light.heightDegrees, at: lightPath + PresetPath(.key("height")), seam: .same, &context)
  }

  private var loopPath: PresetPath { PresetPath(.key("loop")) }

  private func checkFrameCount(_ context: inout DecodingContext) {
    guard context.isSound(PresetPath(.key("output"), .key("frameRate"))) else { return }
    let exact = preset.exactFrameCount.rounded()
    let largest = Timeline.largestFrameCount
    let film = "\(JSONNumber.text(preset.durationSeconds)) s at \(preset.output.frameRate) frames/s"
    if exact < 1 {
      context.report("\(film) is less than half a frame", at: PresetPath(.key("duration")), in: root)
    } else if exact > Double(largest) {
      context.report("\(film) is more than \(largest) frames", at: PresetPath(.key("duration")), in: root)
    }
  }

  private func checkPath(at path: PresetPath, _ context: inout DecodingContext) {
    switch preset.juliaConstant {
    case .circle(let circle):
      let turns = path + PresetPath(.key("turns"))
      guard context.isSound(loopPath), context.isSound(turns), preset.loop == .wrap else { return }
      if circle.turns != circle.turns.rounded() {
        context.report(
          "\(JSONNumber.text(circle.turns)) turns do not close the loop; allowed with loop \"wrap\": a whole number",
          at: turns, in: root)
      }
    case .track(let track):
      check(track, at: path, seam: .same, &context)
      guard context.isSound(loopPath), context.isSound(path) else { return }
      let bound = PointCurve(track, period: preset.period).modulusBound
      if bound > JuliaPath.largestModulus {
        let largest = JSONNumber.text(JuliaPath.largestModulus)
        context.report(
          "between its keyframes the curve may reach |c| = \(JSONNumber.text(bound)); allowed: at most \(largest)",
          at: path, in: root)
      }
    }
  }

  private func check<Method>(
    _ track: Track<Method>, at path: PresetPath, seam: Seam<Method.Value>, _ context: inout DecodingContext
  ) {
    guard case .keyframes(let keyframes, _) = track else { return }
    for (index, keyframe) in keyframes.enumerated() where keyframe.time > preset.durationSeconds {
      let place = path + PresetPath(.key("keyframes"), .index(index), .key("time"))
      guard context.isSound(place) else { continue }
      let (time, duration) = (JSONNumber.text(keyframe.time), JSONNumber.text(preset.durationSeconds))
      context.report(
        "\(time) is after the end of the film; allowed: at most its duration, \(duration)", at: place, in: root)
    }
    guard context.isSound(loopPath), context.isSound(path), preset.loop == .wrap else { return }
    guard let first = keyframes.first, let last = keyframes.last else { return }
    if first.time == 0 && last.time == preset.durationSeconds && !seam.closes(first.value, last.value) {
      context.report(
        "the loop does not close; allowed at the end of a film with loop \"wrap\": \(seam.allowed)",
        at: path + PresetPath(.key("keyframes"), .index(keyframes.count - 1), .key("value")), in: root)
    }
  }
}

/// When the values at both ends of a loop are the same picture.
private struct Seam<Value: Hashable> {
  let allowed: String
  let closes: (_ start: Value, _ end: Value) -> Bool

  /// Only equal values are.
  static var same: Seam { Seam(allowed: "the value at its start", closes: ==) }
}

extension Seam<Double> {
  /// How far a difference may be from a multiple: what rounding does to decimal fractions, and nobody sees.
  private static let tolerance = 1e-9

  /// Values are that differ by a multiple of `unit`.
  fileprivate static func multiple(of unit: Double, _ units: String) -> Seam {
    Seam(allowed: "the value at its start, or \(units) more or less") { start, end in
      abs((end - start).remainder(dividingBy: unit)) <= tolerance * unit
    }
  }
}
