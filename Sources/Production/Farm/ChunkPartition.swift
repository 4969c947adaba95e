import Animation
import FractalMath

/// Cuts a sequence of items with known costs into consecutive parts, so that the most expensive part is as cheap as
/// possible.
package struct ChunkPartition: Hashable, Sendable {
  /// The parts, in order, none empty.
  package let parts: [Range<Int>]

  /// The partition of items with the given `costs`, none negative, into `count` parts, from 1 to the number of items.
  ///
  /// Among all optimal partitions, it is one whose parts have nearly equal costs.
  ///
  /// - Complexity: O(items · log(sum of costs)).
  package init(costs: [Int], count: Int) {
    precondition(
      (1...costs.count).contains(count) && costs.allSatisfy { $0 >= 0 }, "\(count) parts of \(costs.count) costs")
    // The cost of the most expensive part, found by bisection: the lowest limit that `count` parts can keep.
    var (low, high) = (costs.max() ?? 0, costs.reduce(0, +))
    while low < high {
      let middle = low + (high - low) / 2
      if Self.fewestParts(costs, limit: middle)[0] <= count { high = middle } else { low = middle + 1 }
    }
    let fewest = Self.fewestParts(costs, limit: high)
    var parts: [Range<Int>] = []
    var (start, remaining) = (0, costs.reduce(0, +))
    while parts.count < count {
      let partsAfter = count - parts.count - 1
      var (end, cost) = (start + 1, costs[start])
      while end < costs.count - partsAfter {
        // The rest must fit into the remaining parts; beyond that, a part takes items while that brings it closer to
        // its share.
        let isNeeded = fewest[end] > partsAfter
        let isClose = Double(cost) + Double(costs[end]) / 2 <= Double(remaining) / Double(partsAfter + 1)
        guard isNeeded || (isClose && cost + costs[end] <= high) else { break }
        cost += costs[end]
        end += 1
      }
      parts.append(start..<end)
      remaining -= cost
      start = end
    }
    self.parts = parts
  }

  /// The number of parts of at most `limit` that the items from each one to the end need.
  private static func fewestParts(_ costs: [Int], limit: Int) -> [Int] {
    var fewest = [Int](repeating: 0, count: costs.count + 1)
    var (end, cost) = (costs.count, 0)
    for start in costs.indices.reversed() {
      cost += costs[start]
      while cost > limit {
        end -= 1
        cost -= costs[end]
      }
      fewest[start] = fewest[end] + 1
    }
    return fewest
  }
}

/// The estimated cost of rendering and encoding each segment, from small pictures; the same on every machine.
struct SegmentCosts {
  /// The cost of each segment, above 0; only ratios are meaningful.
  let costs: [Int]

  /// Frames of a segment that are examined; fewer in long films.
  private static let framesPerSegment = 4
  /// Frames of a film that are examined, about.
  private static let mostFrames = 2400
  /// The fixed cost of an orbit, in steps, about.
  private static let stepsPerOrbit = 60
  /// The cost of shading and encoding a pixel, in orbit steps, about.
  private static let stepsPerPixel = 40

  /// Estimates the segments of `cut` by a field of a few of their frames.
  ///
  /// - Complexity: a few seconds at most, over the workers.
  init(of timeline: FilmTimeline, cut: FilmCut, workerCount: Int) throws {
    let probe = FilmProbe(timeline, workerCount: workerCount)
    let segments = (0..<cut.segmentCount).map(cut.frames(ofSegment:))
    let perSegment = min(max(Self.mostFrames / segments.count, 1), Self.framesPerSegment)
    let samples = segments.map { frames in
      FilmProbe.evenly(perSegment, of: frames.count).map { frames.lowerBound + $0 }
    }
    var counters = try probe.counters(of: samples.joined())[...]
    costs = zip(segments, samples).map { frames, sampled in
      var sum = 0
      for frame in sampled {
        let field = counters.removeFirst()
        sum += Self.stepsPerPixel * probe.size.pixelCount
        // A frame that equals the previous one is encoded again but not rendered.
        if frame == 0 || timeline.frame(at: frame) != timeline.frame(at: frame - 1) {
          let formula = timeline.frame(at: frame).parameters.formula
          sum += field.iterations * formula.percentOfStep / 100 + Self.stepsPerOrbit * field.computedPixels
        }
      }
      return sum * frames.count / sampled.count
    }
  }
}

extension FractalFormula {
  /// What a step costs in per cent of one of z² + c, about: between what AVX2 and AVX-512 take (Performance.md, "Other formulas").
  fileprivate var percentOfStep: Int {
    switch self {
    case .power(let degree): [100, 150, 170, 270, 240, 370, 270][degree - 2]
    case .tricorn: 105
    case .burningShip: 125
    case .celtic, .buffalo: 140
    case .phoenix: 270
    }
  }
}
