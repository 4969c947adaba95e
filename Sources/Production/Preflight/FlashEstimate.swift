import FractalMath

/// An estimate of where a film flashes more than is safe to watch, from small pictures of its frames.
///
/// Source: WCAG 2.2, success criterion 2.3.1 "Three Flashes or Below Threshold", and its definition of general and red
/// flash thresholds. A flash is a pair of opposing changes: of the relative luminance by a tenth or more where the
/// darker image is below 0.8 (general), or to and from a saturated red (red). More than three per second, over a
/// quarter of a third of the picture's width and height, is a risk. The definition counts concurrent changes; this
/// counts each place separately, so it errs on the side of warning. It knows neither the screen nor the viewing
/// distance: it is an estimate, not a test.
package struct FlashEstimate: Sendable {
  /// What changes.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Luminance.
    case general
    /// Saturated red.
    case red
  }

  /// A stretch of the film with more flashes than are safe.
  package struct Risk: Hashable, Sendable {
    /// What changes.
    package let kind: Kind
    /// The frames that end a second with too many flashes.
    package internal(set) var frames: ClosedRange<Int>
  }

  /// The most safe flashes per second.
  static let mostFlashes = 3
  /// The share of a window that must flash to count.
  static let leastArea = 0.25
  /// Windows have this fraction of the picture's width and height, which represents the definition's ten degrees of the
  /// visual field.
  static let windowsAcross = 3

  /// The stretches found so far, in the order of their ends for each kind.
  package private(set) var risks: [Risk] = []

  private let columns: Int
  private let rows: Int
  private let framesPerSecond: Double
  private var frame = -1
  private var general: [Place]
  private var red: [Place]

  /// Nothing examined yet of a film whose small pictures have `columns` × `rows` pixels.
  package init(columns: Int, rows: Int, framesPerSecond: Double) {
    self.columns = columns
    self.rows = rows
    self.framesPerSecond = framesPerSecond
    general = Array(repeating: Place(), count: columns * rows)
    red = general
  }

  /// Examines the next frame, row by row.
  ///
  /// - Complexity: O(pixels).
  package mutating func add(_ picture: [LinearRGB]) {
    precondition(picture.count == columns * rows, "\(picture.count) pixels for \(columns)×\(rows)")
    frame += 1
    let second = Int(framesPerSecond.rounded(.up))
    for (index, light) in picture.enumerated() {
      let luminance = 0.2126 * light.red + 0.7152 * light.green + 0.0722 * light.blue
      general[index].follow(luminance, step: 0.1, at: frame, keeping: second) { darker, _ in darker < 0.8 }
      let sum = light.red + light.green + light.blue
      let isSaturated = sum > 0 && light.red / sum >= 0.8
      // The definition's own measure, (R − G − B) · 320 with changes above 20, with negative values counting as 0.
      let redness = isSaturated ? max(light.red - light.green - light.blue, 0) * 320 : 0
      red[index].follow(redness, step: 20, at: frame, keeping: second) { _, _ in true }
    }
    note(.general, isAtRisk(general))
    note(.red, isAtRisk(red))
  }

  private mutating func note(_ kind: Kind, _ isAtRisk: Bool) {
    guard isAtRisk else { return }
    if let index = risks.lastIndex(where: { $0.kind == kind }), risks[index].frames.upperBound == frame - 1 {
      risks[index].frames = risks[index].frames.lowerBound...frame
    } else {
      risks.append(Risk(kind: kind, frames: frame...frame))
    }
  }

  /// Whether in some window enough places have flashed too often in the last second; windows overlap by half.
  private func isAtRisk(_ places: [Place]) -> Bool {
    // A flash is two changes.
    let isFlashing = places.map { $0.changes.count > 2 * Self.mostFlashes + 1 }
    guard isFlashing.contains(true) else { return false }
    let width = max(columns / Self.windowsAcross, 1)
    let height = max(rows / Self.windowsAcross, 1)
    for top in stride(from: 0, through: rows - height, by: max(height / 2, 1)) {
      for left in stride(from: 0, through: columns - width, by: max(width / 2, 1)) {
        var count = 0
        for row in top..<top + height {
          for column in left..<left + width where isFlashing[row * columns + column] { count += 1 }
        }
        if Double(count) >= Self.leastArea * Double(width * height) { return true }
      }
    }
    return false
  }

  /// The recent changes of one place in the picture.
  private struct Place: Sendable {
    /// The frames of the last second with a sufficiently large change that opposes the previous one.
    private(set) var changes: [Int] = []

    /// The direction of the last change; `nil` before the first.
    private var isRising: Bool?
    private var lowest = Double.infinity
    private var highest = -Double.infinity

    /// Updates the value and records a change of at least `step` from the extreme since the last one, if `counts`
    /// accepts its darker and its lighter end.
    mutating func follow(
      _ value: Double, step: Double, at frame: Int, keeping second: Int, counts: (Double, Double) -> Bool
    ) {
      changes.removeAll { $0 <= frame - second }
      lowest = min(lowest, value)
      highest = max(highest, value)
      if isRising != true, value - lowest >= step, counts(lowest, value) {
        (isRising, highest) = (true, value)
        changes.append(frame)
      } else if isRising != false, highest - value >= step, counts(value, highest) {
        (isRising, lowest) = (false, value)
        changes.append(frame)
      }
    }
  }
}

/// Which frames of a film are examined for flashes.
///
/// Twenty-five to fifty per second are enough for visible flashes, and a long or costly film is examined in stretches.
struct FlashSampling {
  /// Frames in order, stretch by stretch; changes between two stretches are not seen.
  let stretches: [[Int]]
  /// The average number of examined frames per second of a stretch.
  let framesPerSecond: Double

  /// Seconds per stretch if the film is not examined as a whole: one for flashes to accumulate, and one for seeing
  /// them.
  private static let stretchSeconds = 2.0
  /// Frame rates are not thinned below this, in frames per second.
  private static let leastRate = 25.0

  /// The sampling of `frames` of a film with `rate` frames per second: all of them at a rate of 25 or more, or
  /// stretches evenly spread over them, so that about `mostFrames` frames are examined; at least one stretch.
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

  /// Every `step`-th of `frames` on average, in pairs of consecutive ones, so that colours alternating from frame to
  /// frame are not taken for a constant one.
  private static func pairs(of frames: Range<Int>, step: Int) -> [Int] {
    stride(from: frames.lowerBound, to: frames.upperBound, by: 2 * step).flatMap { first in
      first + 1 < frames.upperBound ? [first, first + 1] : [first]
    }
  }
}
