import Animation
import Rendering

/// The change of the picture along the path of c, part by part.
///
/// Parts with a large change are halved: a set that breaks into dust within a thousandth of the path is found there. If
/// the halves together change clearly more than the whole did, detail has changed completely, and cannot change more.
/// There the change depends on the scale at which it is measured, and parts are halved down to that of a frame.
struct PathChanges {
  /// The change over each part: the root mean square difference of light over all pixels and colours.
  private(set) var changes: [Double] = []
  /// Whether the limit on steps has reduced what was examined.
  private(set) var isCut = false

  /// Whether each part comes from one that changed clearly less than its halves together.
  private var isRough: [Bool]
  /// Where the parts begin and the last one ends, in units of 1/`finest` of the path.
  private var marks: [Int]
  /// The small pictures at the marks.
  private var pictures: [[UInt8]] = []

  private var scan: PictureScan
  private let seconds: Double

  /// Initial parts of the path; none is longer.
  private static let coarsest = 128
  /// The smallest part is one of this many.
  private static let finest = 1 << 14
  /// A part is halved if it changes by more than one of this many equal parts would.
  private static let steps = 512
  /// The same for rough parts: as many as the film has frames, but at most this many.
  private static let mostRoughSteps = 1536
  /// Halves that together change by this factor more than the whole are rough.
  private static let roughness = 1.25
  /// If the first pictures take more orbit steps than this with up to sixteen samples per pixel, they and all others
  /// have four: counted, not timed, so that it is the same on every machine.
  private static let mostStepsOfFineSamples = 100_000_000
  /// The most small pictures examined.
  private static let mostPictures = 1400
  /// Approximate limit of orbit steps for all small pictures together, also counted, not timed. Half of them are for
  /// the first pictures, where orbits are given up earlier if they would take more. It is more than twice what the
  /// shipped films take.
  static let mostSteps = 4_000_000_000
  /// Orbits are never given up before this many steps.
  private static let fewestIterations = 100
  /// Pictures between two checks of the number of steps.
  private static let batch = 16

  /// Examines the first `seconds` of `probe`'s film, which are `frameCount` frames.
  ///
  /// - Complexity: 129 small pictures, up to 1400 if the change is uneven, but within 4 thousand million steps; memory
  ///   for all of them, at most 22 MB.
  init(of probe: FilmProbe, overSeconds seconds: Double, frameCount: Int) throws {
    scan = try probe.pictureScan(
      antialiasing: Antialiasing(mode: .adaptive(maximumSamples: 16, threshold: Antialiasing.defaultThreshold)))
    self.seconds = seconds
    marks = Array(stride(from: 0, through: Self.finest, by: Self.finest / Self.coarsest))
    isRough = Array(repeating: false, count: Self.coarsest)
    if let fine = try firstPictures(within: Self.mostStepsOfFineSamples) {
      pictures = fine
    } else {
      scan = try scan.sampled(Antialiasing(mode: .grid(side: 2)))
      try boundFirstPictures()
      pictures = try pictures(at: marks)
    }
    changes = zip(pictures, pictures.dropFirst()).map(Self.difference)
    let roughSteps = min(max(frameCount, Self.steps), Self.mostRoughSteps)
    while case let parts = partsToHalve(roughSteps: roughSteps), !parts.isEmpty { try halve(parts) }
  }

  /// Where the parts begin and the last one ends, from 0 to 1.
  var places: [Double] { marks.map { Double($0) / Double(Self.finest) } }

  /// The first pictures; `nil` if they take more steps than `mostSteps`.
  private func firstPictures(within mostSteps: Int) throws -> [[UInt8]]? {
    var pictures: [[UInt8]] = []
    for start in stride(from: 0, to: marks.count, by: Self.batch) {
      pictures += try self.pictures(at: Array(marks[start..<min(start + Self.batch, marks.count)]))
      if scan.steps > mostSteps { return nil }
    }
    return pictures
  }

  /// Lowers the iteration limit if a few pictures show that the first ones would take half of all steps or more.
  private mutating func boundFirstPictures() throws {
    let trial = FilmProbe.evenly(Self.batch, of: marks.count).map { marks[$0] }
    _ = try pictures(at: trial)
    let steps = scan.steps / trial.count * marks.count
    guard steps > Self.mostSteps / 2 else { return }
    isCut = true
    let share = Double(Self.mostSteps / 2) / Double(steps)
    scan = try scan.sampled(
      Antialiasing(mode: .grid(side: 2)),
      mostIterations: max(Int(Double(FilmProbe.mostIterations) * share), Self.fewestIterations))
  }

  /// The parts that change too much for their length; those that change most if not all fit.
  private mutating func partsToHalve(roughSteps: Int) -> [Int] {
    let total = changes.reduce(0, +)
    let parts = changes.indices.filter { part in
      changes[part] > total / Double(isRough[part] ? roughSteps : Self.steps) && marks[part + 1] - marks[part] > 1
    }
    let affordable = max(Self.mostSteps - scan.steps, 0) / max(scan.steps / marks.count, 1)
    let room = min(Self.mostPictures - marks.count, affordable)
    guard parts.count > room else { return parts }
    if affordable < Self.mostPictures - marks.count { isCut = true }
    return parts.sorted { (changes[$0], $1) > (changes[$1], $0) }.prefix(room).sorted()
  }

  private mutating func halve(_ parts: [Int]) throws {
    let middles = try pictures(at: parts.map { (marks[$0] + marks[$0 + 1]) / 2 })
    // From last to first, so that earlier indices stay valid.
    for (part, middle) in zip(parts, middles).reversed() {
      let halves = [Self.difference(pictures[part], middle), Self.difference(middle, pictures[part + 1])]
      let isRough = halves[0] + halves[1] > Self.roughness * changes[part]
      self.isRough.replaceSubrange(part...part, with: [isRough, isRough])
      changes.replaceSubrange(part...part, with: halves)
      marks.insert((marks[part] + marks[part + 1]) / 2, at: part + 1)
      pictures.insert(middle, at: part + 1)
    }
  }

  private func pictures(at marks: [Int]) throws -> [[UInt8]] {
    var pictures: [[UInt8]] = []
    try scan.run(atSeconds: marks.map { seconds * Double($0) / Double(Self.finest) }) { pictures.append($0) }
    return pictures
  }

  private static func difference(_ one: [UInt8], _ other: [UInt8]) -> Double {
    var sum = 0.0
    for (first, second) in zip(one, other) where first != second {
      let difference = PictureScan.light[Int(first)] - PictureScan.light[Int(second)]
      sum += difference * difference
    }
    return (sum / Double(max(one.count, 1))).squareRoot()
  }
}

extension FilmTimeline {
  /// The timeline of `preset`; where a scene's timing is visual, small pictures along the written path measure the change, and c
  /// is slowed down where it is large.
  ///
  /// The same on every machine. It is measured each time and not stored.
  ///
  /// - Complexity: at most some seconds of processor time if the timing is visual.
  package static func measured(_ preset: Preset, workerCount: Int) throws -> FilmTimeline {
    let scenes = preset.scenes.isEmpty ? [preset] : preset.scenes.map(\.preset)
    return FilmTimeline(
      preset, pathTimings: try scenes.map { try .measured($0, workerCount: workerCount) })
  }

  /// A warning that the measurement of the timing was cut short.
  package var timingWarning: String? {
    isTimedCoarsely
      ? "timing: small pictures of this film take so many steps that only some are examined; c is timed less finely"
      : nil
  }
}

extension PathTiming {
  /// The timing of `preset`'s path of c: as written, or measured if the preset requests a visual one.
  static func measured(_ preset: Preset, workerCount: Int) throws -> PathTiming {
    guard preset.timing == .visual else { return .written }
    let film = Timeline(preset)
    let written = try PathChanges(
      of: FilmProbe(FilmTimeline(film), workerCount: workerCount), overSeconds: preset.motionSeconds,
      frameCount: preset.loop == .pingpong ? film.frameCount / 2 : film.frameCount)
    return PathTiming(
      changes: written.changes, between: written.places, isLoop: preset.loop == .wrap, isCoarse: written.isCut)
  }
}
