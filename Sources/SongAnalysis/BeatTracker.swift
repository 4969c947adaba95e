/// The beats of a song.
public struct SongBeats: Hashable, Sendable {
  /// A beat.
  public struct Beat: Hashable, Sendable {
    /// Its time, in features (`SongFeatures.rate` a second).
    public let index: Int
    /// How much begins there, in thousandths of what begins at the strong beats.
    public let strength: Int

    /// Its time in seconds.
    public var seconds: Double { Double(index) / Double(SongFeatures.rate) }
  }

  /// The beats, in order; none in a song without any.
  public let beats: [Beat]

  /// The steady tempo that fits the beats best: beats in a minute, and seconds to beat 0; `nil` with less than four beats.
  public var tempo: (beatsPerMinute: Double, offsetSeconds: Double)? {
    guard beats.count >= 4 else { return nil }
    // A line through the beats' times over their numbers, by least squares; a gap counts as many beats as fit in it.
    let steps = zip(beats, beats.dropFirst()).map { $1.index - $0.index }
    let usual = Double(steps.sorted()[steps.count / 2])
    var numbers = [0.0]
    for step in steps { numbers.append((numbers.last ?? 0) + max(1, (Double(step) / usual).rounded())) }
    let count = Double(beats.count)
    let (meanNumber, meanTime) = (numbers.reduce(0, +) / count, beats.reduce(0) { $0 + $1.seconds } / count)
    var (product, square) = (0.0, 0.0)
    for (number, beat) in zip(numbers, beats) {
      product += (number - meanNumber) * (beat.seconds - meanTime)
      square += (number - meanNumber) * (number - meanNumber)
    }
    let period = product / square
    return (60 / period, meanTime - period * meanNumber)
  }
}

/// Finds the beats of a song: its tempo by autocorrelation of what begins when, then the times that fit both best, by dynamic programming
/// (D. Ellis, Beat Tracking by Dynamic Programming, J. New Music Research 36, 2007).
public struct BeatTracker: Sendable {
  private let strengths: [Double]

  /// The allowed tempi in features from beat to beat: 300 to 40 beats in a minute.
  private static let periods = 40...300
  /// The tempo that is preferred where several fit: 120 beats in a minute.
  private static let usualPeriod = 100.0
  /// How much a beat that is too early or late counts, as against what begins there.
  private static let tightness = 100.0

  /// How much what begins in the bass counts beside the whole: drums that mark the beat are there.
  private static let lowShare = 1.0

  /// For the beats of a song with `features`.
  public init(_ features: SongFeatures) {
    let low = Self.normalized(Self.smoothed(features.lowOnsets))
    strengths = zip(Self.normalized(Self.smoothed(features.onsets)), low).map { $0 + Self.lowShare * $1 }
  }

  /// The beats.
  ///
  /// - Complexity: O(features · features in two beats).
  public var beats: SongBeats {
    guard strengths.count > 2 * Self.periods.upperBound, let period = period else { return SongBeats(beats: []) }
    return SongBeats(beats: trimmed(path(period: period)))
  }

  /// Binomial weights over nine features, which is 45 ms.
  private static func smoothed(_ onsets: [UInt16]) -> [Double] {
    let weights = [1, 8, 28, 56, 70, 56, 28, 8, 1]
    return onsets.indices.map { index in
      var sum = 0
      for (place, weight) in weights.enumerated() {
        let other = index + place - weights.count / 2
        if onsets.indices.contains(other) { sum += weight * Int(onsets[other]) }
      }
      return Double(sum) / 256
    }
  }

  /// The same less the mean of the half second round each, and none below 0, in units of the root of the mean square.
  private static func normalized(_ values: [Double]) -> [Double] {
    let reach = SongFeatures.rate / 4
    var sums = [0.0]
    for value in values { sums.append((sums.last ?? 0) + value) }
    let rises = values.indices.map { index in
      let (first, last) = (max(index - reach, 0), min(index + reach + 1, values.count))
      return max(0, values[index] - (sums[last] - sums[first]) / Double(last - first))
    }
    let square = rises.reduce(0) { $0 + $1 * $1 } / Double(max(1, rises.count))
    guard square > 0 else { return [Double](repeating: 0, count: rises.count) }
    let unit = square.squareRoot()
    return rises.map { $0 / unit }
  }

  /// Features from beat to beat; `nil` where nothing repeats itself.
  private var period: Double? {
    let longest = 4 * Self.periods.upperBound
    let correlations = strengths.withUnsafeBufferPointer { strengths in
      (0...longest + 1).map { lag in
        var sum = 0.0
        var index = lag
        while index < strengths.count {
          sum += strengths[index] * strengths[index &- lag]
          index &+= 1
        }
        return sum
      }
    }
    func nearby(_ lag: Int) -> Double { max(correlations[lag - 1], correlations[lag], correlations[lag + 1]) }
    var best: (lag: Int, score: Double) = (0, 0)
    for lag in Self.periods {
      let octaves = (Double(lag) / Self.usualPeriod).logarithmOfRatio
      // Bars of two and four beats support a beat.
      let support = correlations[lag] + 0.5 * nearby(2 * lag) + 0.25 * nearby(4 * lag)
      let score = support / (1 + 0.8 * octaves * octaves)
      if score > best.score { best = (lag, score) }
    }
    return best.score > 0 ? Double(best.lag) : nil
  }

  /// The times that best fit the strengths and the period.
  private func path(period: Double) -> [Int] {
    let (nearest, farthest) = (Int((period / 2).rounded()), Int((period * 2).rounded()))
    let penalties = (nearest...farthest).map { step in
      let octaves = (Double(step) / period).logarithmOfRatio
      // The natural logarithm's square, as in the paper.
      return Self.tightness * 0.4804530139182014 * octaves * octaves
    }
    var scores = strengths
    var previous = [Int](repeating: -1, count: strengths.count)
    for index in strengths.indices.dropFirst(nearest) {
      var best = (score: 0.0, place: -1)
      for step in nearest...min(farthest, index) {
        let score = scores[index - step] - penalties[step - nearest]
        if score > best.score { best = (score, index - step) }
      }
      scores[index] += best.score
      previous[index] = best.place
    }
    // The last beat is the best of the last two periods.
    let tail = strengths.indices.suffix(Int(period * 1.5))
    var place = tail.max { scores[$0] < scores[$1] } ?? -1
    var beats: [Int] = []
    while place >= 0 {
      beats.append(place)
      place = previous[place]
    }
    return beats.reversed()
  }

  /// The beats without those at both ends in which nothing begins.
  private func trimmed(_ places: [Int]) -> [SongBeats.Beat] {
    let found = places.map { place in strengths[max(place - 3, 0)...min(place + 3, strengths.count - 1)].max() ?? 0 }
    guard !found.isEmpty else { return [] }
    let least = 0.5 * (found.reduce(0) { $0 + $1 * $1 } / Double(found.count)).squareRoot()
    guard let first = found.firstIndex(where: { $0 > least }), let last = found.lastIndex(where: { $0 > least }) else {
      return []
    }
    let strong = max(found.sorted()[found.count * 9 / 10], .leastNonzeroMagnitude)
    return (first...last).map { index in
      SongBeats.Beat(index: places[index], strength: Int(min(1000 * found[index] / strong, 1000).rounded()))
    }
  }
}

extension Double {
  /// log₂ of a ratio of any size.
  fileprivate var logarithmOfRatio: Double { self >= 1 ? binaryLogarithm : -(1 / self).binaryLogarithm }
}
