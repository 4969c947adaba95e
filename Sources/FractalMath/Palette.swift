import RealModule

/// Colours along a line from 0 to 1, interpolated between stops in Oklab.
public struct Palette: Hashable, Sendable {
  /// A colour at a position.
  public struct Stop: Hashable, Sendable {
    /// Its position, 0…1.
    public var position: Double
    /// The colour there.
    public var color: SRGBColor

    /// The stop `color` at `position`.
    public init(position: Double, color: SRGBColor) {
      self.position = position
      self.color = color
    }
  }

  /// At least one stop, with positions strictly ascending within 0…1.
  public var stops: [Stop]
  /// Whether 1 equals 0: then the last stop continues over the end to the first. Otherwise the end colours are held.
  public var isCyclic: Bool

  /// A palette of `stops`, which must be in strictly ascending order of position.
  public init(stops: [Stop], isCyclic: Bool) {
    precondition(!stops.isEmpty, "a palette has at least one stop")
    self.stops = stops
    self.isCyclic = isCyclic
  }

  /// The colour at `position`, 0…1; beyond the outermost stops a cyclic palette continues over the end.
  ///
  /// - Complexity: O(log stops), and converts two stops.
  public func color(at position: Double) -> Oklab {
    mixture(at: position) { Translucent(stops[$0].color) }.color
  }

  /// The colours at 0, 1/`intervals`, 2/`intervals` … 1, for filling tables: equal to those of `color(at:)`.
  ///
  /// - Complexity: O(`intervals` · log stops), and converts each stop once.
  public func colors(intervals: Int) -> [Oklab] { translucent(intervals: intervals).map(\.color) }

  /// The same with their opacities.
  public func translucent(intervals: Int) -> [Translucent] {
    let converted = stops.map { Translucent($0.color) }
    return (0...intervals).map { index in mixture(at: Double(index) / Double(intervals)) { converted[$0] } }
  }

  /// The colour at `position`, mixed from the colours of two stops, which `color` returns by their numbers.
  func mixture(at position: Double, of color: (Int) -> Translucent) -> Translucent {
    let (before, after) = neighbours(of: position)
    let span = after.position - before.position
    let fraction = span > 0 ? (position - before.position) / span : 0
    return color(before.stop).mixed(with: color(after.stop), fraction: fraction)
  }

  /// The number of a stop and its position.
  private typealias Place = (stop: Int, position: Double)

  /// The stops on both sides of `position`; for a cyclic palette including those of the previous and the next turn.
  private func neighbours(of position: Double) -> (before: Place, after: Place) {
    let first = (stop: 0, position: stops[0].position)
    let last = (stop: stops.count - 1, position: stops[stops.count - 1].position)
    if position < first.position { return (isCyclic ? (last.stop, last.position - 1) : first, first) }
    if position >= last.position { return (last, isCyclic ? (first.stop, first.position + 1) : last) }
    let next = firstStop(after: position)
    return ((next - 1, stops[next - 1].position), (next, stops[next].position))
  }

  /// The first stop after `position`, which is before that of the last one.
  private func firstStop(after position: Double) -> Int {
    var (below, above) = (0, stops.count - 1)
    while below < above {
      let middle = (below + above) / 2
      if stops[middle].position > position { above = middle } else { below = middle + 1 }
    }
    return above
  }
}

extension Palette {
  /// How unevenly the palette's colours progress: the largest step divided by the mean step in Oklab, of `intervals`
  /// steps along the whole palette; 1 if all are equal, and for a single colour.
  ///
  /// - Parameter intervals: at least 1.
  /// - Complexity: O(`intervals` · log stops).
  public func unevenness(intervals: Int = 1024) -> Double {
    let colors = colors(intervals: intervals)
    let steps = zip(colors, colors.dropFirst()).map { $0.distance(to: $1) }
    guard let largest = steps.max(), largest > 0 else { return 1 }
    return largest * Double(steps.count) / steps.reduce(0, +)
  }
}

extension Oklab {
  /// The perceived difference of two colours as a distance; about 0.02 is just noticeable.
  public func distance(to other: Oklab) -> Double {
    let (dl, da, db) = (lightness - other.lightness, a - other.a, b - other.b)
    return Double.sqrt(dl * dl + da * da + db * db)
  }
}
