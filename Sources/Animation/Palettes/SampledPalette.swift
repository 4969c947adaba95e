import FractalMath

/// Colours at many places, to be told with few stops.
struct SampledPalette {
  /// The colours, in ascending order of place; at least one. Those that do not come after the one before are left out.
  private let samples: [Palette.Stop]
  private let colors: [Oklab]
  private let isCyclic: Bool

  /// How far in Oklab a colour may be from its sample: a quarter of what is just noticed.
  private static let tolerance = 0.005

  init(samples: [Palette.Stop], isCyclic: Bool) {
    var ascending: [Palette.Stop] = []
    for sample in samples {
      let place = Self.rounded(sample.position)
      if let last = ascending.last, place <= last.position { continue }
      ascending.append(Palette.Stop(position: place, color: sample.color))
    }
    self.samples = ascending
    self.isCyclic = isCyclic
    colors = ascending.map { Oklab(LinearRGB($0.color)) }
  }

  /// A place with six decimals, which no picture tells from the exact one.
  static func rounded(_ place: Double) -> Double { (place * 1e6).rounded() / 1e6 }

  /// The palette with as few stops as stay within the tolerance of every sample, and at most `largestStopCount`: time after time the
  /// sample that is farthest off becomes a stop.
  ///
  /// - Complexity: O(samples · stops).
  func palette(largestStopCount: Int) -> Palette {
    var kept = samples.count > 1 ? [0, samples.count - 1] : [0]
    while kept.count < largestStopCount, let farthest = farthest(from: kept) {
      kept.insert(farthest.sample, at: farthest.place)
    }
    return Palette(stops: kept.map { samples[$0] }, isCyclic: isCyclic)
  }

  /// The sample that is farthest from a palette of the stops `kept`, and its place among them; `nil` where none is far.
  private func farthest(from kept: [Int]) -> (sample: Int, place: Int)? {
    var found: (sample: Int, place: Int)?
    var largest = Self.tolerance
    for (index, (before, after)) in zip(kept, kept.dropFirst()).enumerated() {
      let span = samples[after].position - samples[before].position
      for sample in (before + 1)..<max(after, before + 1) {
        let fraction = (samples[sample].position - samples[before].position) / span
        let distance = colors[before].mixed(with: colors[after], fraction: fraction).distance(to: colors[sample])
        if distance > largest { (largest, found) = (distance, (sample, index + 1)) }
      }
    }
    return found
  }
}
