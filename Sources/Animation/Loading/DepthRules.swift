import ComplexModule
import FractalMath
import RealModule

/// The rules for deep views: the centre has the digits that their widths need.
struct DepthRules {
  let film: FilmRules

  private static let camera = PresetPath(.key("camera"))
  private static let place = camera + PresetPath(.key("center"))
  /// Digits of the centre beyond those of the width, so that a view's error is below a thousandth of itself.
  private static let digitsWithinView = 3
  /// The number of digits that programs print of a double.
  private static let digitsOfRoundedNumber = 15

  /// Reports a centre, or a keyframe of one, that has fewer digits than its width needs.
  ///
  /// A number with few digits is taken as exact; one that is as long as a double's has been truncated.
  func check(_ context: inout DecodingContext) {
    let preset = film.preset
    guard preset.camera.zoom == nil, preset.camera.fit == nil, context.isSound(Self.camera),
      context.isSound(PresetPath(.key("loop")))
    else { return }
    let widths = WidthCurve(preset.camera.width, period: preset.period)
    let place = film.base(of: preset.camera.center, at: Self.place)
    switch preset.camera.center.base {
    case .constant(let center):
      check(center, width: widths.extent.lowerBound, at: place, &context)
    case .keyframes(let keyframes, _):
      for (index, keyframe) in keyframes.enumerated() {
        let width = spans(ofKeyframe: index, of: keyframes).map { widths.least(from: $0.lowerBound, to: $0.upperBound) }
          .reduce(ScaledDouble(CameraTracks.largestWidth), min)
        check(
          keyframe.value, width: width, at: place + PresetPath(.key("keyframes"), .index(index), .key("value")),
          &context)
      }
    }
  }

  /// The times in which the centre depends on a keyframe: from the one before it to the one after it.
  private func spans(ofKeyframe index: Int, of keyframes: [Keyframe<PlanePoint>]) -> [ClosedRange<Double>] {
    let (isFirst, isLast) = (index == 0, index == keyframes.count - 1)
    let end = film.preset.durationSeconds
    let start = isFirst ? 0 : keyframes[index - 1].time
    let usual = start...(isLast ? end : keyframes[index + 1].time)
    guard film.preset.loop == .wrap, isFirst || isLast else { return [usual] }
    // Over the seam of a loop the last keyframe is before the first.
    return [usual, keyframes[keyframes.count - 1].time...end, 0...keyframes[0].time]
  }

  private func check(
    _ point: PlanePoint, width: ScaledDouble, at place: PresetPath, _ context: inout DecodingContext
  ) {
    guard width < DeepView.largestWidth else { return }
    // A power of ten may be a last bit below itself.
    let needed = Int((-width.log / Double.log(10) - 1e-9).rounded(.up)) + Self.digitsWithinView
    for (index, part) in [point.real, point.imaginary].enumerated()
    where part.significantDigits >= Self.digitsOfRoundedNumber && part.fractionDigits < needed {
      context.report(
        "\(part.fractionDigits) decimals are too few for a width of \(PlaneLength.text(width)); allowed: at least \(needed), in a string",
        at: place + PresetPath(.index(index)), in: film.root)
    }
  }
}
