import FractalMath

// The rules for numbers that change over time.

extension FilmRules {
  /// Reports keyframes, easings and waves of the number at `path` that break a rule.
  ///
  /// - Parameter range: what no easing or wave may lead out of; its keyframes are within it.
  func check(
    _ track: ScalarTrack, within range: NumberRange? = nil, at path: PresetPath, seam: Seam<Double>,
    _ context: inout DecodingContext
  ) {
    checkKeyframesAndPeriod(of: track, at: path, seam: seam, &context)
    guard let range else { return }
    check(ScalarCurve(track, period: preset.period), within: range, of: track, at: path, &context)
  }

  /// Reports easings and waves of the width at `path` that break a rule.
  func checkWidths(at path: PresetPath, _ context: inout DecodingContext) {
    let track = preset.camera.width
    checkKeyframesAndPeriod(of: track, at: path, seam: .same, &context)
    guard context.isSound(path), context.isSound(loopPath) else { return }
    let curve = WidthCurve(track, period: preset.period)
    let (least, most) = (CameraTracks.smallestWidth.scaled, ScaledDouble(CameraTracks.largestWidth))
    if let numbers = curve.numbers {
      let range = NumberRange(PlaneLength.smallestDouble...CameraTracks.largestWidth)
      check(numbers, within: range, of: track, at: path, &context)
    } else if track.oscillation != nil || track.follower != nil {
      context.report(
        "a wave, or what follows a song, is too large for widths below \(JSONNumber.text(PlaneLength.smallestDouble)); allowed there: keyframes alone",
        at: Self.base(of: track, at: path), in: root)
    } else {
      for value in [curve.extent.lowerBound, curve.extent.upperBound] where value < least || value > most {
        context.report(
          "between its keyframes an easing leads to \(PlaneLength.text(value)); allowed: a number from "
            + "\(PlaneLength.text(least)) to \(PlaneLength.text(most))", at: path, in: root)
      }
    }
  }

  /// Where the base of the track at `path` is written: there, or beside a wave or what follows a song.
  private static func base<Method>(of track: SwingingTrack<Method>, at path: PresetPath) -> PresetPath {
    track.oscillation == nil && track.follower == nil ? path : path + PresetPath(.key("base"))
  }

  private func checkKeyframesAndPeriod<Method>(
    of track: SwingingTrack<Method>, at path: PresetPath, seam: Seam<Method.Value>, _ context: inout DecodingContext
  ) {
    check(track.base, at: Self.base(of: track, at: path), seam: seam, &context)
    if let oscillation = track.oscillation {
      checkPeriod(of: oscillation, at: path + PresetPath(.key("period")), &context)
    }
  }

  private func check<Method>(
    _ curve: ScalarCurve, within range: NumberRange, of track: SwingingTrack<Method>, at path: PresetPath,
    _ context: inout DecodingContext
  ) {
    guard context.isSound(path), context.isSound(loopPath) else { return }
    if let departure = curve.departure(from: range) {
      report(departure, from: range, of: track.base, at: Self.base(of: track, at: path), &context)
    } else if track.oscillation != nil || track.follower != nil {
      let (cause, key) = track.follower == nil ? ("wave", "amplitude") : ("song", "audio")
      for value in [curve.extent.lowerBound, curve.extent.upperBound] where !range.contains(value) {
        context.report(
          "with its \(cause) the value may come to \(JSONNumber.text(value)); allowed: a number \(range)",
          at: path + PresetPath(.key(key)), in: root)
      }
    }
  }

  private func report<Method>(
    _ departure: ScalarCurve.Departure, from range: NumberRange, of track: Track<Method>, at path: PresetPath,
    _ context: inout DecodingContext
  ) {
    guard case .keyframes(let keyframes, _) = track else { return }
    // Where a loop comes back to its first keyframe, the easing is that of the last one.
    let index = keyframes.lastIndex { $0.time <= departure.keyframe } ?? keyframes.count - 1
    let moment = JSONNumber.text((departure.moment * 1000).rounded() / 1000)
    context.report(
      "between its keyframes an easing leads to \(JSONNumber.text(departure.value)) at \(moment) s; allowed: a number \(range)",
      at: path + PresetPath(.key("keyframes"), .index(index)), in: root)
  }

  /// Reports a period that does not divide a closed film.
  private func checkPeriod(of oscillation: Oscillation, at place: PresetPath, _ context: inout DecodingContext) {
    guard isClosed(context), context.isSound(place) else { return }
    let duration = preset.durationSeconds
    let count = duration / oscillation.periodSeconds
    guard abs(count - count.rounded()) > Self.largestPeriodError * count || count < 0.5 else { return }
    let whole = [count.rounded(.down), count.rounded(.up)].filter { $0 >= 1 }
    let periods = whole.map {
      "\(JSONNumber.text(duration / $0)) (\(JSONNumber.text(duration))/\(JSONNumber.text($0)))"
    }
    context.report(
      "periods of \(JSONNumber.text(oscillation.periodSeconds)) s do not divide the film's \(JSONNumber.text(duration)) s; "
        + "allowed with loop \"wrap\": \(periods.joined(separator: " or ")), or another part of it",
      at: place, in: root)
  }

  /// How far a period may be from dividing a film, as a part of it: what the digits of 12/17 leave out.
  private static let largestPeriodError = 1e-4
}
