import Rendering

/// How much the picture changes along the path of c, part by part.
///
/// Parts are halved where much changes: a set that falls to dust within a thousandth of the path is found where it happens. Where
/// halves change by clearly more together than the whole did, detail has changed altogether, and does not change more by changing
/// twice. There, change depends on the scale on which it is measured, and parts are halved down to that of a frame.
struct PathChanges {
  /// How much it changes over each part: the root of the mean squared difference of light, of all pixels and colours.
  private(set) var changes: [Double] = []

  /// Whether each part comes of one that changed clearly less than its halves together.
  private var isRough: [Bool]
  /// Where the parts begin and the last one ends, in `finest` parts of the path.
  private var marks: [Int]
  /// The small pictures there.
  private var pictures: [[UInt8]] = []

  private var scan: PictureScan
  private let seconds: Double

  /// Parts that the path has at first; none is longer.
  private static let coarsest = 128
  /// No part is shorter than one of so many.
  private static let finest = 1 << 14
  /// A part is halved that changes by more than one of so many equal parts would.
  private static let steps = 512
  /// The same for rough parts: as many as the film has frames, but no more than this.
  private static let mostRoughSteps = 1536
  /// Halves that change by this much more than the whole are rough.
  private static let roughness = 1.25
  /// Where the first pictures take more steps of orbits than this with up to sixteen samples a pixel, they and all others have
  /// four: counted and not timed, so that it is the same on every machine.
  private static let mostStepsOfFineSamples = 100_000_000
  /// Small pictures that are looked at, at most.
  private static let mostPictures = 1400

  /// Looks at the first `seconds` of `probe`'s film, which are `frameCount` frames.
  ///
  /// - Complexity: 129 small pictures, up to 1400 where the change is uneven; memory for all of them, 22 MB at the most.
  init(of probe: FilmProbe, overSeconds seconds: Double, frameCount: Int) throws {
    scan = try probe.pictureScan(
      antialiasing: Antialiasing(mode: .adaptive(maximumSamples: 16, threshold: Antialiasing.defaultThreshold)))
    self.seconds = seconds
    marks = Array(stride(from: 0, through: Self.finest, by: Self.finest / Self.coarsest))
    isRough = Array(repeating: false, count: Self.coarsest)
    pictures = try pictures(at: marks)
    if scan.steps > Self.mostStepsOfFineSamples {
      scan = try scan.sampled(Antialiasing(mode: .grid(side: 2)))
      pictures = try pictures(at: marks)
    }
    changes = zip(pictures, pictures.dropFirst()).map(Self.difference)
    let roughSteps = min(max(frameCount, Self.steps), Self.mostRoughSteps)
    while case let parts = partsToHalve(roughSteps: roughSteps), !parts.isEmpty { try halve(parts) }
  }

  /// Where the parts begin and the last one ends, from 0 to 1.
  var places: [Double] { marks.map { Double($0) / Double(Self.finest) } }

  /// The parts that change too much for their length, those that change most where there is no room for all.
  private func partsToHalve(roughSteps: Int) -> [Int] {
    let total = changes.reduce(0, +)
    let parts = changes.indices.filter { part in
      changes[part] > total / Double(isRough[part] ? roughSteps : Self.steps) && marks[part + 1] - marks[part] > 1
    }
    let room = Self.mostPictures - marks.count
    guard parts.count > room else { return parts }
    return parts.sorted { (changes[$0], $1) > (changes[$1], $0) }.prefix(room).sorted()
  }

  private mutating func halve(_ parts: [Int]) throws {
    let middles = try pictures(at: parts.map { (marks[$0] + marks[$0 + 1]) / 2 })
    // From the last to the first, so that the numbers of those before stay what they are.
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
