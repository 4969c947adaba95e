import RealModule

extension Palette {
  /// How uneven the palette's colours follow one another: the largest step over the mean step in Oklab, of `intervals` steps along
  /// the whole palette; 1 where all are alike, and where there is only one colour.
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
  /// How different two colours look, as a distance; 0.02 is about what is just noticed.
  public func distance(to other: Oklab) -> Double {
    let (dl, da, db) = (lightness - other.lightness, a - other.a, b - other.b)
    return Double.sqrt(dl * dl + da * da + db * db)
  }
}
