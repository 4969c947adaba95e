import RealModule

/// A scalar track, ready to be evaluated.
struct ScalarCurve: Sendable {
  private let knots: Knots<Double>
  private let method: ScalarInterpolation
  /// Slope at each knot; empty unless the method needs it.
  private let slopes: [Double]
  private let wave: WaveCurve?
  private let follower: FollowerCurve?

  /// The curve of `track`; with a period in seconds it is closed, where its end may differ from its start by multiples of `seam`.
  init(_ track: ScalarTrack, period: Double?, seam: Double = 0) {
    let wave = track.oscillation.map { WaveCurve($0, period: period) }
    let follower = track.follower.map { FollowerCurve($0, period: period, seam: seam) }
    switch track.base {
    case .constant(let value):
      self.init(Knots(moments: [0], values: [value], isClosed: false), method: .hold, wave: wave, follower: follower)
    case .keyframes(let keyframes, let method):
      self.init(Knots(keyframes, period: period), method: method, wave: wave, follower: follower)
    }
  }

  init(
    _ knots: Knots<Double>, method: ScalarInterpolation, wave: WaveCurve? = nil, follower: FollowerCurve? = nil
  ) {
    self.knots = knots
    self.method = method
    self.wave = wave
    self.follower = follower
    slopes = method == .monotoneCubic ? MonotoneCubic.slopes(of: knots) : []
  }

  /// The moments of the keyframes.
  var moments: [Double] { knots.moments }

  /// The value at `moment`: without a wave or a song, at a knot exactly the knot's, outside the knots as `Knots.place(of:)` says.
  func value(at moment: Double) -> Double {
    var value = base(at: moment)
    if let wave { value += wave.value(at: moment) }
    if let follower { value += follower.value(at: moment) }
    return value
  }

  private func base(at moment: Double) -> Double {
    let place = knots.place(of: moment)
    let start = knots.values[place.knot]
    if place.elapsed == 0 { return start }
    let end = knots.values[place.knot + 1]
    let span = knots.span(after: place.knot)
    if let easing = knots.easing(after: place.knot) {
      return eased(from: start, to: end, progress: easing.progress(at: place.elapsed / span))
    }
    switch method {
    case .hold:
      return start
    case .linear:
      return start + (end - start) * (place.elapsed / span)
    case .log:
      let value = start * Double.exp((Double.log(end) - Double.log(start)) * (place.elapsed / span))
      return min(max(value, min(start, end)), max(start, end))  // the rounding of exp must not leave the segment
    case .monotoneCubic:
      return CubicHermite.value(
        from: (start, slopes[place.knot]), to: (end, slopes[place.knot + 1]), span: span, elapsed: place.elapsed)
    }
  }

  /// Bounds of the values, including easings that overshoot on purpose; without those no method leaves the range of its
  /// keyframes. A wave and a song are taken to be at their least where the base is, and likewise at their greatest.
  var extent: ClosedRange<Double> {
    var (lowest, highest) = (knots.values[0], knots.values[0])
    for knot in knots.values.indices {
      let values = extent(after: knot)
      (lowest, highest) = (min(lowest, values.lowerBound), max(highest, values.upperBound))
    }
    for extent in [wave?.extent, follower?.extent].compactMap({ $0 }) {
      (lowest, highest) = (lowest + extent.lowerBound, highest + extent.upperBound)
    }
    return lowest...highest
  }

  /// A moment at which an easing leads out of `range`, in which the keyframes are.
  struct Departure {
    /// The time of the keyframe with the easing.
    let keyframe: Double
    let moment: Double
    let value: Double
  }

  /// Moments examined after a keyframe whose easing overshoots.
  private static let examinedMoments = 4096

  /// Where the base first leaves `range`; `nil` if it does not.
  func departure(from range: NumberRange) -> Departure? {
    for knot in knots.values.indices.dropLast() {
      let extent = extent(after: knot)
      guard !range.contains(extent.lowerBound) || !range.contains(extent.upperBound) else { continue }
      let (start, span) = (knots.moments[knot], knots.span(after: knot))
      let moments = (0..<Self.examinedMoments).lazy.map { start + span * Double($0) / Double(Self.examinedMoments) }
      let moment = moments.first { !range.contains(base(at: $0)) }
      let farthest = range.contains(extent.lowerBound) ? extent.upperBound : extent.lowerBound
      return Departure(keyframe: start, moment: moment ?? start, value: moment.map(base(at:)) ?? farthest)
    }
    return nil
  }

  /// The bounds of the base from knot `index` to the next.
  private func extent(after index: Int) -> ClosedRange<Double> {
    let start = knots.values[index]
    guard index + 1 < knots.values.count, let progress = knots.easing(after: index)?.extent else {
      return start...start
    }
    let end = knots.values[index + 1]
    let (one, other) = (
      eased(from: start, to: end, progress: progress.lowerBound),
      eased(from: start, to: end, progress: progress.upperBound)
    )
    return min(start, one, other)...max(start, one, other)
  }

  private func eased(from start: Double, to end: Double, progress: Double) -> Double {
    if progress == 0 { return start }
    if progress == 1 { return end }
    if method == .log { return start * Double.exp((Double.log(end) - Double.log(start)) * progress) }
    return start + (end - start) * progress
  }
}

/// A wave over the time of the film, ready to be evaluated.
struct WaveCurve: Sendable {
  private let oscillation: Oscillation
  /// Periods per second; where the film is a loop, such that its periods are whole.
  private let frequency: Double

  /// The wave of `oscillation`, in a film that repeats itself after `period` seconds.
  init(_ oscillation: Oscillation, period: Double?) {
    self.oscillation = oscillation
    let frequency = 1 / oscillation.periodSeconds
    self.frequency = period.map { (frequency * $0).rounded() / $0 } ?? frequency
  }

  func value(at moment: Double) -> Double {
    oscillation.amplitude * oscillation.wave.value(at: moment * frequency + oscillation.phase)
  }

  var extent: ClosedRange<Double> {
    let (one, other) = (
      oscillation.amplitude * oscillation.wave.extent.lowerBound,
      oscillation.amplitude * oscillation.wave.extent.upperBound
    )
    return min(one, other)...max(one, other)
  }
}
