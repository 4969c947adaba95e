import FractalMath

/// A colour at a position of a gradient.
struct GradientSample {
  let place: Double
  let codes: ColorCodes
  /// Whether the file itself has a colour here: stops are preferably at such positions.
  let isKnot: Bool
}

/// Approximates many samples, without jumps among them, by few stops.
struct GradientStops {
  /// In ascending order of position; at least one.
  private let samples: [GradientSample]
  /// The samples' colours as stops store them.
  private let colors: [Oklab]
  private let knots: [Int]
  private let tolerance: Double

  init(samples: [GradientSample], tolerance: Double) {
    self.samples = samples
    self.tolerance = tolerance
    colors = samples.map { Oklab(LinearRGB($0.codes.color)) }
    knots = samples.indices.filter { samples[$0].isKnot }
  }

  /// The first sample, the last, and between them as few as keep the palette within the tolerance of every sample: from
  /// each stop to the farthest one reachable, preferably a knot.
  ///
  /// - Complexity: O(n log n).
  var stops: [Palette.Stop] {
    var kept = [0]
    var here = 0
    var nextKnot = 0
    while here < samples.count - 1 {
      while nextKnot < knots.count && knots[nextKnot] <= here { nextKnot += 1 }
      let knot = nextKnot < knots.count ? knots[nextKnot] : samples.count - 1
      here = fits(from: here, to: knot) ? farthestKnot(from: here, nextKnot) : farthestSample(from: here, before: knot)
      kept.append(here)
    }
    return kept.map { Palette.Stop(position: samples[$0].place, color: samples[$0].codes.color) }
  }

  /// The last reachable knot, from the knot number `first`, which is reachable.
  private func farthestKnot(from here: Int, _ first: Int) -> Int {
    guard first < knots.count else { return samples.count - 1 }
    return knots[farthest(from: first, below: knots.count) { fits(from: here, to: knots[$0]) }]
  }

  /// The last reachable sample before `end`; at least the next one.
  private func farthestSample(from here: Int, before end: Int) -> Int {
    farthest(from: here + 1, below: end) { fits(from: here, to: $0) }
  }

  /// The last number from `first` on for which `isGood` holds, found in steps that grow while it does and shrink
  /// afterwards.
  private func farthest(from first: Int, below end: Int, isGood: (Int) -> Bool) -> Int {
    var good = first
    var step = 1
    while good + step < end && isGood(good + step) {
      good += step
      step *= 2
    }
    while step > 1 {
      step /= 2
      if good + step < end && isGood(good + step) { good += step }
    }
    return good
  }

  /// Whether a palette with stops at these two samples, and none between, is within the tolerance of all samples between.
  private func fits(from first: Int, to last: Int) -> Bool {
    let span = samples[last].place - samples[first].place
    guard last > first + 1 else { return true }
    return (first + 1..<last).allSatisfy { sample in
      let fraction = (samples[sample].place - samples[first].place) / span
      let mixture = colors[first].mixed(with: colors[last], fraction: fraction)
      return ColorCodes(mixture).difference(to: samples[sample].codes) <= tolerance
    }
  }
}
