/// When and where the samples of a pixel are taken.
struct ExposureSchedule: Sendable {
  /// One sample.
  struct Sample: Sendable {
    /// The number of its moment.
    let moment: Int
    /// Its place.
    let offset: SamplePattern.Offset
  }

  /// The samples that decide whether the others are taken: spread over the open time.
  let probes: ArraySlice<Sample>
  /// The others.
  let others: ArraySlice<Sample>

  /// The schedule for `momentCount` moments and the places of `pattern`; without one, each moment gives one sample in the
  /// middle of the pixel.
  init(momentCount: Int, pattern: SamplePattern?) {
    let offsets =
      pattern?.offsets ?? [SamplePattern.Offset](repeating: SamplePattern.Offset(right: 0, up: 0), count: momentCount)
    let samples = zip(Self.spread(offsets.count), offsets).map { rank, offset in
      Sample(moment: rank * momentCount / offsets.count, offset: offset)
    }
    let probeCount = pattern?.probeCount ?? samples.count
    (probes, others) = (samples[..<probeCount], samples[probeCount...])
  }

  private init(probes: ArraySlice<Sample>, others: ArraySlice<Sample>) {
    (self.probes, self.others) = (probes, others)
  }

  /// The same moments for the opposite places.
  var turned: ExposureSchedule {
    func turned(_ sample: Sample) -> Sample {
      Sample(
        moment: sample.moment, offset: SamplePattern.Offset(right: -sample.offset.right, up: -sample.offset.up))
    }
    let (first, rest) = (probes.map(turned), others.map(turned))
    return ExposureSchedule(probes: first[...], others: rest[...])
  }

  /// The numbers 0..<`count` in an order whose first four are in the middles of four quarters, and in which neighbours are
  /// far apart: neighbouring places in a pixel are seen at different moments.
  static func spread(_ count: Int) -> [Int] {
    let first = count < 4 ? [] : (0..<4).map { (2 * $0 + 1) * count / 8 }
    let step = (count / 3...count).first { greatestCommonDivisor($0, count) == 1 } ?? 1
    return first + (0..<count).map { $0 * step % count }.filter { !first.contains($0) }
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestCommonDivisor(b, a % b) }
}
