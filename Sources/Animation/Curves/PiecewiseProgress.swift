/// Progress on straight lines between points, as CSS's `linear()` describes it (W3C, CSS Easing Functions Level 2, section 2.2).
public struct PiecewiseProgress: Hashable, Sendable {
  /// Progress at a share of the time.
  struct Point: Hashable, Sendable {
    /// Percents of the time.
    let percent: Double
    let progress: Double
  }

  /// At least two points with percents that never decrease, from progress 0 at 0 to progress 1 at 100.
  let points: [Point]

  /// The most points.
  static let mostPoints = 1000

  /// Progress that goes through `points`; `nil` if they do not ascend, or lead from elsewhere than 0 or to elsewhere than 1.
  init?(_ points: [Point]) {
    guard (2...Self.mostPoints).contains(points.count), let first = points.first, let last = points.last,
      first == Point(percent: 0, progress: 0), last == Point(percent: 100, progress: 1),
      zip(points, points.dropFirst()).allSatisfy({ $0.percent <= $1.percent })
    else { return nil }
    self.points = points
  }

  /// The points of CSS's arguments: each a progress with up to two percents of the time.
  ///
  /// Percents that are left out lie evenly between their neighbours, and none is less than one before it.
  init?(css arguments: [(progress: Double, percents: [Double])]) {
    var stops = arguments.flatMap { argument -> [(percent: Double?, progress: Double)] in
      argument.percents.isEmpty
        ? [(nil, argument.progress)] : argument.percents.map { (percent: $0, progress: argument.progress) }
    }
    guard stops.count >= 2 else { return nil }
    stops[0].percent = stops[0].percent ?? 0
    stops[stops.count - 1].percent = stops[stops.count - 1].percent ?? 100
    var largest = -Double.infinity
    for index in stops.indices {
      guard let percent = stops[index].percent else { continue }
      largest = max(largest, percent)
      stops[index].percent = largest
    }
    let percents = stops.map(\.percent)
    self.init(
      stops.enumerated().map { index, stop in
        Point(percent: stop.percent ?? Self.evenPercent(at: index, in: percents), progress: stop.progress)
      })
  }

  private static func evenPercent(at index: Int, in percents: [Double?]) -> Double {
    let before = percents[..<index].lastIndex { $0 != nil } ?? 0
    let after = percents[index...].firstIndex { $0 != nil } ?? percents.count - 1
    let (start, end) = (percents[before] ?? 0, percents[after] ?? 100)
    return start + (end - start) * Double(index - before) / Double(after - before)
  }

  /// The least and the greatest progress.
  var extent: ClosedRange<Double> {
    points.reduce(0) { min($0, $1.progress) }...points.reduce(1) { max($0, $1.progress) }
  }

  /// Progress after `fraction` of the time; where points share a percent, that of the last one.
  ///
  /// - Complexity: O(log points).
  func progress(at fraction: Double) -> Double {
    let percent = fraction * 100
    if percent <= 0 { return 0 }
    if percent >= 100 { return 1 }
    // The last point at or before it, and the next.
    var (below, above) = (0, points.count - 1)
    while above - below > 1 {
      let middle = (below + above) / 2
      if points[middle].percent <= percent { below = middle } else { above = middle }
    }
    let (start, end) = (points[below], points[above])
    return start.progress + (end.progress - start.progress)
      * ((percent - start.percent) / (end.percent - start.percent))
  }
}
