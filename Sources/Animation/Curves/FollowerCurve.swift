/// What a song adds to a number over the time of a film, ready to be evaluated.
///
/// The envelope and its integral are computed once, 200 times a second; in between it is straight. Only sums, products and quotients in a
/// fixed order: the same on every machine, and at each moment whatever was evaluated before.
struct FollowerCurve: Sendable {
  private let least: Double
  private let range: Double
  private let isIntegrated: Bool
  private let offset: Double
  /// Seconds of the film.
  private let seconds: Double
  /// The envelope, 0…1.
  private let envelope: [Double]
  /// Its integral from the first value to each.
  private let sums: [Double]
  /// The integral from the first value to the start of the film.
  private var sumBefore = 0.0
  /// What is added to the speed, so that a closed film ends where it begins.
  private var drift = 0.0

  /// After so many times its release an envelope has fallen for good.
  private static let releasesOfEnd = 20.0

  /// The curve of `follower`.
  ///
  /// - Parameters:
  ///   - period: seconds after which the film repeats itself, if it does.
  ///   - seam: by multiples of this the value may be another at the end of a closed film; 0 if it may not.
  init(_ follower: SongFollower, period: Double?, seam: Double) {
    let heard = follower.heard ?? HeardFeature()
    least = follower.least
    range = follower.most - follower.least
    isIntegrated = follower.isIntegrated
    offset = heard.offset
    seconds = period ?? heard.seconds
    envelope = Self.envelope(of: heard, follower, period: period)
    var sums = [0.0]
    for (value, next) in zip(envelope, envelope.dropFirst()) {
      sums.append(sums[sums.count - 1] + (value + next) / (2 * HeardFeature.rate))
    }
    self.sums = sums
    sumBefore = integral(at: 0)
    if isIntegrated, let period {
      let whole = value(at: period)
      let closed = seam > 0 ? (whole / seam).rounded() * seam : 0
      drift = (closed - whole) / period
    }
  }

  /// The feature, which rises and falls no faster than it may: e moves towards each value x by (x − e)/(1 + 200·s), s being the attack
  /// where x is above e, and otherwise the release.
  private static func envelope(of heard: HeardFeature, _ follower: SongFollower, period: Double?) -> [Double] {
    let (rise, fall) = (
      1 / (1 + HeardFeature.rate * follower.attackSeconds), 1 / (1 + HeardFeature.rate * follower.releaseSeconds)
    )
    let tail = Int((releasesOfEnd * follower.releaseSeconds * HeardFeature.rate).rounded(.up)) + 1
    var inputs = heard.values.map { Double($0) / HeardFeature.one } + [Double](repeating: 0, count: tail)
    var isClosed = false
    if let period {
      let count = max(Int((period * HeardFeature.rate).rounded(.up)), 1)
      isClosed = inputs.count >= count
      inputs = Array(inputs.prefix(count))
    }
    var value = inputs.first ?? 0
    func follow(_ input: Double) -> Double {
      value += (input - value) * (input > value ? rise : fall)
      return value
    }
    // A closed film goes on from its end to its start.
    if period != nil { for input in inputs { _ = follow(input) } }
    let envelope = inputs.map(follow)
    return isClosed ? envelope + [envelope[0]] : envelope
  }

  /// What is added at `moment`.
  func value(at moment: Double) -> Double {
    guard isIntegrated else { return least + range * level(at: moment) }
    return least * moment + range * (integral(at: moment) - sumBefore) + drift * moment
  }

  /// Bounds of what is added while the film lasts.
  var extent: ClosedRange<Double> {
    var (lowest, highest) = (value(at: 0), value(at: 0))
    func reach(_ value: Double) { (lowest, highest) = (min(lowest, value), max(highest, value)) }
    for index in envelope.indices {
      let moment = Double(index) / HeardFeature.rate - offset
      if moment > 0, moment < seconds { reach(value(at: moment)) }
    }
    reach(value(at: seconds))
    // A speed that changes its sign between two values leads a little farther.
    let margin =
      isIntegrated && least * (least + range) < 0 ? max(abs(least), abs(least + range)) / HeardFeature.rate : 0
    return lowest - margin...highest + margin
  }

  private func level(at moment: Double) -> Double {
    let (index, part) = place(of: moment)
    guard index + 1 < envelope.count else { return envelope[envelope.count - 1] }
    return envelope[index] + (envelope[index + 1] - envelope[index]) * part
  }

  /// The integral of the envelope up to `moment`.
  private func integral(at moment: Double) -> Double {
    let (index, part) = place(of: moment)
    let start = envelope[index]
    let end = index + 1 < envelope.count ? envelope[index + 1] : start
    return sums[index] + part * (start + (end - start) * min(part, 1) / 2) / HeardFeature.rate
  }

  /// The last value at or before `moment`, and how far that is from it in steps.
  private func place(of moment: Double) -> (index: Int, part: Double) {
    let place = max((moment + offset) * HeardFeature.rate, 0)
    let index = min(Int(place), envelope.count - 1)
    return (index, place - Double(index))
  }
}
