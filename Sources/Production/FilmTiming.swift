import Animation
import FractalMath

extension Timeline {
  /// The timeline of `preset`; where its timing is visual, small pictures of the path as it is written show how much changes, and
  /// c is slowed down where that is much.
  ///
  /// The same on every machine, and quick enough to be measured anew each time: nothing is kept of it.
  ///
  /// - Complexity: a fraction of a second where the timing is visual.
  public init(measuring preset: Preset, workerCount: Int) throws {
    guard preset.timing == .visual else {
      self.init(preset)
      return
    }
    let changes = try FilmProbe(Timeline(preset), workerCount: workerCount).changes(
      overSeconds: preset.motionSeconds, intervals: Self.timedIntervals)
    self.init(preset, pathTiming: PathTiming(changes: changes, isLoop: preset.loop == .wrap))
  }

  /// Parts of a path whose change is measured.
  private static let timedIntervals = 512
}

extension FilmProbe {
  /// How much the picture changes over each of `intervals` equal parts of the first `seconds`: the root of the mean squared difference
  /// of light, of all pixels and colours.
  func changes(overSeconds seconds: Double, intervals: Int) throws -> [Double] {
    var changes: [Double] = []
    var earlier: [LinearRGB]?
    let moments = (0...intervals).map { seconds * Double($0) / Double(intervals) }
    try scanPictures(atSeconds: moments) { picture in
      if let earlier { changes.append(Self.difference(earlier, picture)) }
      earlier = picture
    }
    return changes
  }

  /// The root of the mean squared difference of two pictures' light.
  static func difference(_ one: [LinearRGB], _ other: [LinearRGB]) -> Double {
    let sum = zip(one, other).reduce(0) { sum, pair in
      let (red, green, blue) = (
        pair.0.red - pair.1.red, pair.0.green - pair.1.green, pair.0.blue - pair.1.blue
      )
      return sum + red * red + green * green + blue * blue
    }
    return (sum / Double(max(3 * one.count, 1))).squareRoot()
  }
}
