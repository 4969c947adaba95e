/// Which frames of a film are examined for flashes.
///
/// Twenty-five to fifty a second are enough for flashes that anybody sees, and a film that is long or costly is examined in
/// stretches.
struct FlashSampling {
  /// Frames in their order, stretch by stretch; what happens between two stretches is not seen.
  let stretches: [[Int]]
  /// Frames that are examined in a second of a stretch, on the average.
  let framesPerSecond: Double

  /// Seconds of a stretch where the film is not examined as a whole: one for flashes to add up, and one to be seen in.
  private static let stretchSeconds = 2.0
  /// The rate, in frames a second, that is thinned to no less.
  private static let leastRate = 25.0

  /// The sampling of `frames` of a film with `rate` frames a second: all of them at a rate of 25 or more, or stretches evenly
  /// spread over them, so that about `mostFrames` frames are examined; one stretch at the least.
  init(of frames: Range<Int>, rate: Double, mostFrames: Int) {
    let step = max(Int(rate / Self.leastRate), 1)
    framesPerSecond = rate / Double(step)
    let length = Int((Self.stretchSeconds * rate).rounded(.up))
    guard frames.count > max(mostFrames * step, length) else {
      stretches = [Self.pairs(of: frames, step: step)]
      return
    }
    let count = max(mostFrames * step / length, 1)
    let room = frames.count - length
    stretches = (0..<count).map { index in
      let start = frames.lowerBound + (count == 1 ? 0 : index * room / (count - 1))
      return Self.pairs(of: start..<start + length, step: step)
    }
  }

  /// Every `step`-th of `frames` on the average, in pairs that follow one another: so colours that alternate from frame to frame
  /// are not taken for one that stays.
  private static func pairs(of frames: Range<Int>, step: Int) -> [Int] {
    stride(from: frames.lowerBound, to: frames.upperBound, by: 2 * step).flatMap { first in
      first + 1 < frames.upperBound ? [first, first + 1] : [first]
    }
  }
}
