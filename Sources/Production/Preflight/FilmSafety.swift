import Animation
import FractalMath

/// A check of small pictures of a film before it is rendered: whether it flashes more than is safe, and where it is idle.
package struct FilmSafety: Sendable {
  /// Stretches with more flashes than are safe, in seconds from the start of the film.
  package struct Flashes: Hashable, Sendable {
    /// What changes.
    package let kind: FlashEstimate.Kind
    /// From the start of the first second with too many flashes to the end of the last, in seconds.
    package let seconds: ClosedRange<Double>
  }

  /// The stretches that are estimated to flash too often.
  package let flashes: [Flashes]
  /// Where it is blank, black or still for longer than a pause, as far as orbits of 500 steps tell; empty unless that was asked for.
  package let idlePassages: [IdlePassage]

  /// The most small pictures examined: two minutes of a film at 60 frames per second.
  private static let mostFrames = 3600
  /// Approximate limit of orbit steps for all small pictures together, which bounds the time for films of long orbits.
  private static let mostSteps = 1_000_000_000
  /// Steps after which an orbit counts as bounded.
  private static let mostIterations = 500
  /// Small pictures used to estimate the total cost.
  private static let trialFrames = 12

  /// The longer side of a small picture, in pixels.
  private static let extent = 192
  /// Side of the examined cells, in pixels of a small picture: finer flicker, such as dust, does not count as a flash.
  private static let cell = 8

  /// Examines small pictures of `frames` of `timeline` and of the second before them, or of the whole film if no frames
  /// are given.
  ///
  /// Its methods make it an estimate: 25 to 50 frames per second are examined, with one sample per pixel, and points that have not
  /// escaped after 500 steps have the interior's colour, so no flashes are found in views deeper than that. In films longer than
  /// about two minutes, or still too expensive, evenly spaced stretches of two seconds are examined.
  ///
  /// - Parameter findsIdlePassages: whether `idlePassages` are looked for.
  /// - Complexity: a tenth of a millisecond of processor time per frame, plus its steps, a thousand million for all
  ///   frames together or slightly more: a few seconds of processor time at most. The same on every machine.
  package init(_ timeline: FilmTimeline, frames: Range<Int>? = nil, workerCount: Int, findsIdlePassages: Bool = false)
    throws
  {
    let rate = timeline.frameRate.framesPerSecond
    let asked = frames ?? 0..<timeline.frameCount
    let seen = max(asked.lowerBound - Int(rate.rounded(.up)), 0)..<asked.upperBound
    let scan = try FilmProbe(timeline, workerCount: workerCount, extent: Self.extent).pictureScan(
      antialiasing: .none, mostIterations: Self.mostIterations)
    let sampling = FlashSampling(of: seen, rate: rate, mostFrames: try Self.affordableFrames(of: seen, scan))
    var watch = IdleWatch()
    flashes = try sampling.stretches.flatMap { stretch in
      watch.cut()
      var frames = stretch.makeIterator()
      var estimate = FlashEstimate(
        columns: scan.size.width / Self.cell, rows: scan.size.height / Self.cell,
        framesPerSecond: sampling.framesPerSecond)
      try scan.run(over: stretch) { picture in
        estimate.add(Self.cells(of: picture, size: scan.size))
        if findsIdlePassages, let frame = frames.next() { watch.add(picture, atSeconds: Double(frame) / rate) }
      }
      return estimate.risks.map { risk in
        let start = max(Double(stretch[risk.frames.lowerBound]) / rate - 1, 0)
        return Flashes(kind: risk.kind, seconds: start...Double(stretch[risk.frames.upperBound] + 1) / rate)
      }
    }
    idlePassages = watch.passages
  }

  /// The number of `frames` that may be examined, estimated from the steps of a few of them.
  private static func affordableFrames(of frames: Range<Int>, _ scan: PictureScan) throws -> Int {
    var scan = scan
    scan.workerCount = 1
    let trial = FilmProbe.evenly(trialFrames, of: frames.count).map { frames.lowerBound + $0 }
    try scan.run(over: trial) { _ in }
    return min(mostFrames, mostSteps / max(scan.steps / trial.count, 1))
  }

  /// What flashes, and when, one sentence per kind.
  package var flashWarnings: [String] {
    FlashEstimate.Kind.allCases.compactMap { kind in
      let spans = flashes.filter { $0.kind == kind }.map(\.seconds)
      guard !spans.isEmpty else { return nil }
      let what = kind == .red ? "flashes of saturated red" : "flashes"
      return "\(what): by estimate more than three a second at \(Self.words(for: spans)) (WCAG 2.3.1); "
        + "a slower palette phase (render --fix-flashes) or path of c would help"
    }
  }

  /// The most stretches named in a sentence.
  private static let mostTimes = 3

  /// When the stretches `spans` of a film are, for a sentence.
  static func words(for spans: [ClosedRange<Double>]) -> String {
    let times = spans.map { "\(text($0.lowerBound)) to \(text($0.upperBound)) s" }
    let more = times.count > mostTimes ? " and \(times.count - mostTimes) more times" : ""
    return times.prefix(mostTimes).joined(separator: ", ") + more
  }

  /// The mean light of each cell of a picture.
  private static func cells(of picture: [UInt8], size: FrameSize) -> [LinearRGB] {
    let (columns, rows) = (size.width / cell, size.height / cell)
    let share = 1 / Double(cell * cell)
    return (0..<rows * columns).map { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: columns)
      var light = LinearRGB(red: 0, green: 0, blue: 0)
      for line in row * cell..<(row + 1) * cell {
        let start = 3 * (line * size.width + column * cell)
        for pixel in stride(from: start, to: start + 3 * cell, by: 3) {
          light.red += share * PictureScan.light[Int(picture[pixel])]
          light.green += share * PictureScan.light[Int(picture[pixel + 1])]
          light.blue += share * PictureScan.light[Int(picture[pixel + 2])]
        }
      }
      return light
    }
  }

  private static func text(_ seconds: Double) -> String { "\((seconds * 10).rounded() / 10)" }
}

/// A film's palette phase, slowed until the estimate finds no flashes.
package struct FlashRemedy: Sendable {
  /// The preset to render.
  package let preset: Preset
  /// Its timeline.
  package let timeline: FilmTimeline
  /// What was done, or why nothing could be done; `nil` if nothing was needed.
  package let sentence: String?

  /// Slows the phase of `preset` to a half, a quarter … until nothing flashes too often; leaves it unchanged if that is
  /// not the cause.
  ///
  /// - Complexity: a `FilmSafety` for each try, eight at most.
  package init(_ preset: Preset, workerCount: Int) throws {
    func isSafe(_ film: FilmTimeline) throws -> Bool {
      try FilmSafety(film, workerCount: workerCount).flashes.isEmpty
    }
    let written = try FilmTimeline.measured(preset, workerCount: workerCount)
    if try isSafe(written) {
      (self.preset, timeline, sentence) = (preset, written, nil)
      return
    }
    for halvings in 1...6 {
      let slower = preset.slowingPhase(by: 1 / Double(1 << halvings))
      let film = try FilmTimeline.measured(slower, workerCount: workerCount)
      if try isSafe(film) {
        (self.preset, timeline) = (slower, film)
        sentence = "flashes: the palette's phase is slowed to 1/\(1 << halvings) or less of its cycles"
        return
      }
    }
    (self.preset, timeline) = (preset, written)
    sentence = "flashes: not caused by the palette's phase alone; the film is left unchanged"
  }
}
