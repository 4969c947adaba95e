import ComplexModule
import RealModule

/// Several paths of c one after the other, ready to be evaluated.
struct FollowMotion: Sendable {
  /// A path with its times, in seconds of the sequence.
  private struct Stretch: Sendable {
    let start: Double
    let duration: Double
    let motion: JuliaMotion
    let easing: Easing?

    /// The point `elapsed` seconds after the start, 0…duration.
    func point(after elapsed: Double) -> Complex<Double> {
      let fraction = min(elapsed / duration, 1)
      let progress = fraction < 1 ? easing?.progress(at: fraction) ?? fraction : 1
      return motion.value(
        at: FrameTime(elapsed: progress * duration, length: duration, seconds: progress * duration))
    }
  }

  /// The transition from a path's end to the start of the next: a cubic that keeps the velocities at both.
  private struct Crossing: Sendable {
    let (start, end): (Complex<Double>, Complex<Double>)
    let (leaving, arriving): (Complex<Double>, Complex<Double>)
    let duration: Double

    func point(after elapsed: Double) -> Complex<Double> {
      func part(_ of: (Complex<Double>) -> Double) -> Double {
        CubicHermite.value(
          from: (of(start), of(leaving)), to: (of(end), of(arriving)), span: duration, elapsed: elapsed)
      }
      return Complex(part { $0.real }, part { $0.imaginary })
    }

    /// No point is further from 0: a cubic lies within the hull of its Bézier points.
    var modulusBound: Double {
      let (first, second) = (leaving.multiplied(by: duration / 3), arriving.multiplied(by: duration / 3))
      return max(start.length, end.length, (start + first).length, (end - second).length)
    }
  }

  private let stretches: [Stretch]
  /// The transition after each stretch; `nil` if the next begins at once.
  private let crossings: [Crossing?]
  private let duration: Double

  /// Velocities at the ends of a path are measured over this fraction of its time.
  private static let velocityShare = 1e-4

  /// The paths of `path`; in a closed sequence the first one follows the last.
  init(_ path: FollowPath, isClosed: Bool, degree: Int) {
    var moment = 0.0
    var stretches: [Stretch] = []
    for part in path.parts {
      stretches.append(
        Stretch(
          start: moment, duration: part.durationSeconds, motion: JuliaMotion(part.path, period: nil, degree: degree),
          easing: part.easing))
      moment += part.durationSeconds + part.joinSeconds
    }
    self.stretches = stretches
    duration = moment
    crossings = path.parts.indices.map { index in
      let seconds = path.parts[index].joinSeconds
      let isLast = index == path.parts.count - 1
      guard seconds > 0, isClosed || !isLast else { return nil }
      let (before, after) = (stretches[index], stretches[isLast ? 0 : index + 1])
      return Crossing(
        start: before.point(after: before.duration), end: after.point(after: 0),
        leaving: Self.velocity(of: before, from: 1 - Self.velocityShare, to: 1),
        arriving: Self.velocity(of: after, from: 0, to: Self.velocityShare), duration: seconds)
    }
  }

  func value(at time: FrameTime) -> Complex<Double> {
    let moment = time.fraction * duration
    let index = stretch(at: moment)
    let stretch = stretches[index]
    let elapsed = moment - stretch.start
    if elapsed >= stretch.duration, let crossing = crossings[index] {
      return crossing.point(after: min(elapsed - stretch.duration, crossing.duration))
    }
    return stretch.point(after: elapsed)
  }

  /// The last stretch that has begun at `moment`.
  private func stretch(at moment: Double) -> Int {
    var (begun, after) = (0, stretches.count)
    while after - begun > 1 {
      let middle = (begun + after) / 2
      if stretches[middle].start <= moment { begun = middle } else { after = middle }
    }
    return begun
  }

  /// The distance from the end of path `index` to the start of the next, or in a closed sequence of the first.
  func gap(after index: Int) -> Double {
    let (before, after) = (stretches[index], stretches[(index + 1) % stretches.count])
    return (after.point(after: 0) - before.point(after: before.duration)).length
  }

  /// A bound on the modulus of the points of the transition after path `index`; 0 if there is none.
  func crossingBound(after index: Int) -> Double { crossings[index]?.modulusBound ?? 0 }

  private static func velocity(of stretch: Stretch, from start: Double, to end: Double) -> Complex<Double> {
    let way = stretch.point(after: end * stretch.duration) - stretch.point(after: start * stretch.duration)
    return way.multiplied(by: 1 / ((end - start) * stretch.duration))
  }
}
