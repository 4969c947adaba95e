import Animation
import Foundation
import FractalMath

/// Limits for untrusted presets.
struct UntrustedBounds {
  /// Bytes of a document.
  var mostBytes = 1 << 20
  /// Keyframes of all tracks, stops of palettes and parts of a path, together.
  var mostKeyframes = 10_000
  /// Frames of the film: an hour at 60 a second.
  var mostFrames = 216_000
  /// Orbit steps, if none escaped and each pixel took all its samples: some hours of a processor at most.
  var mostWork = 1e14

  /// Written like `1e15`.
  var workText: String { Self.text(mostWork) }

  /// Refuses a preset that exceeds them.
  ///
  /// - Parameter frames: how many pictures of the film's size are rendered from it; `nil` for the whole film.
  func check(_ located: LocatedPreset, frames: Int? = nil) throws(Failure) {
    let preset = located.preset
    try check("keyframes, stops and parts", Double(located.partCount), Double(mostKeyframes), "keyframes", located.name)
    try check("frames", Double(preset.frameCount), Double(mostFrames), "frames", located.name)
    let frames = Double(min(frames ?? .max, preset.frameCount))
    let scenes = preset.scenes.isEmpty ? [preset] : preset.scenes.map(\.preset)
    // In a dissolve two scenes are rendered.
    let layers = preset.scenes.contains { $0.transition?.kind == .dissolve } ? 2.0 : 1
    let work = frames * layers * scenes.map(\.stepsOfFrame).reduce(0, max)
    try check("steps (frames × pixels × iterations × samples)", work, mostWork, "work", located.name)
  }

  private func check(
    _ things: String, _ number: Double, _ most: Double, _ option: String, _ name: String
  ) throws(Failure) {
    guard number > most else { return }
    throw Failure(
      .badPreset,
      "\(name): \(Self.text(number)) \(things); allowed with --untrusted: at most \(Self.text(most)) (--max-\(option))")
  }

  /// Whole numbers in full; very large ones with three digits.
  private static func text(_ number: Double) -> String {
    number < 1e9 ? "\(Int(number))" : String(format: "%.3g", number).replacing("e+", with: "e")
  }
}

extension Preset {
  /// Steps of a frame, if no orbit escaped and each pixel took all its samples.
  fileprivate var stepsOfFrame: Double {
    let samples = antialiasing.mode == .none ? shutter?.samples ?? 1 : antialiasing.samples
    let shared = camera.orbitsOfSharedSteps(degree: fractal.degree) * (shutter?.samples ?? 1)
    let orbits = output.size.pixelCount * samples + shared
    return Double(orbits) * Double(fractal.limits.maximumIterations)
  }
}

extension CameraTracks {
  /// A deep view's shared steps in numbers of as many digits as its width has: so many orbits' steps take as long, at most.
  fileprivate func orbitsOfSharedSteps(degree: Int) -> Int {
    guard narrowestWidth < DeepView.largestWidth else { return 0 }
    let limbs = DeepView.fractionLimbs(width: narrowestWidth, degree: degree)
    // A square takes three products, the seventh power eleven.
    return (degree == 2 ? 4 : 16) * limbs * limbs
  }

  /// No view is narrower.
  private var narrowestWidth: ScaledDouble {
    // What a multiplier makes of the written widths is known only when the point has been followed.
    let smallest = DecimalNumber(powerOfTen: -1000).scaled
    if zoom != nil || fit != nil { return ScaledDouble(1) }
    if frame != .plane || zoomLoop != nil { return smallest }
    // A wave, and what follows a song, goes only with widths that doubles hold.
    if width.oscillation != nil || width.follower != nil { return ScaledDouble(.leastNormalMagnitude) }
    switch width.base {
    case .constant(let width): return width.scaled
    case .keyframes(let keyframes, _):
      let overshoots = keyframes.contains { $0.easing.map { !$0.staysBetween } ?? false }
      return overshoots ? smallest : keyframes.map(\.value.scaled).reduce(ScaledDouble(1), min)
    }
  }
}
