import Animation
import FractalMath

/// What the segments of a film cost to render and to encode, by small pictures: an estimate that is the same on every machine.
struct SegmentCosts {
  /// The cost of each segment, above 0; only their ratios mean something.
  let costs: [Int]

  /// Frames of a segment that are examined; fewer in long films.
  private static let framesPerSegment = 4
  /// Frames of a film that are examined, about.
  private static let mostFrames = 2400
  /// Steps of an orbit that take as long as what an orbit takes besides, about.
  private static let stepsPerOrbit = 60
  /// Steps of an orbit that take as long as shading and encoding a pixel, about.
  private static let stepsPerPixel = 40

  /// Estimates the segments of `cut` by a field of a few of their frames.
  ///
  /// - Complexity: a few seconds at most, over the workers.
  init(of timeline: Timeline, cut: FilmCut, workerCount: Int) throws {
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
        // A frame that is equal to the one before it is encoded again and not rendered.
        if frame == 0 || timeline.parameters(at: frame) != timeline.parameters(at: frame - 1) {
          sum += field.iterations + Self.stepsPerOrbit * field.computedPixels
        }
      }
      return sum * frames.count / sampled.count
    }
  }
}
