/// Values at strictly ascending times, which a curve interpolates.
///
/// A closed curve repeats itself after its period; its last knot is the first one of the next turn.
struct Knots<Value: Hashable & Sendable>: Sendable {
  let moments: [Double]
  let values: [Value]
  let isClosed: Bool
  /// The easing of the segment after each knot; empty if none has one.
  private let easings: [Easing?]

  init(moments: [Double], values: [Value], isClosed: Bool, easings: [Easing?] = []) {
    self.moments = moments
    self.values = values
    self.isClosed = isClosed
    self.easings = easings
  }

  /// The knots of at least one keyframe; with a period, closed.
  ///
  /// A keyframe at the end of the period is at the same moment as one at 0. If both exist, they are the two ends of the
  /// loop, and the difference between them (a palette phase one whole cycle on) is what each turn adds.
  init(_ keyframes: [Keyframe<Value>], period: Double?) {
    var moments = keyframes.map(\.time)
    var values = keyframes.map(\.value)
    var easings = keyframes.map(\.easing)
    if let period, let firstMoment = moments.first, let firstValue = values.first {
      if moments[moments.count - 1] < period {
        moments.append(firstMoment + period)
        values.append(firstValue)
      } else if firstMoment > 0 {
        moments.insert(0, at: 0)
        values.insert(values[values.count - 1], at: 0)
        easings.insert(easings[easings.count - 1], at: 0)
      }
    }
    self.init(moments: moments, values: values, isClosed: period != nil, easings: easings)
  }

  /// A moment as a knot and the time since it.
  struct Place {
    let knot: Int
    let elapsed: Double
  }

  /// The last knot at or before `moment`. Moments outside are mapped into the range: in a closed curve by one period,
  /// in an open one to the nearest end.
  func place(of moment: Double) -> Place {
    let first = moments[0]
    let last = moments[moments.count - 1]
    var moment = moment
    if isClosed && moment < first { moment += last - first }
    if moment >= last { return Place(knot: moments.count - 1, elapsed: 0) }
    if moment <= first { return Place(knot: 0, elapsed: 0) }
    var below = 0
    var above = moments.count - 1
    while above - below > 1 {
      let middle = (below + above) / 2
      if moments[middle] <= moment { below = middle } else { above = middle }
    }
    return Place(knot: below, elapsed: moment - moments[below])
  }

  /// The easing of the segment after knot `index`, where it has one.
  func easing(after index: Int) -> Easing? { easings.indices.contains(index) ? easings[index] : nil }

  /// Length of the segment after knot `index`.
  func span(after index: Int) -> Double { moments[index + 1] - moments[index] }
}
