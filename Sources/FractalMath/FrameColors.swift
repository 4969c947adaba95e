/// The colours of a frame of a film whose colours change.
public struct FrameColors: Hashable, Sendable {
  /// The colours of points that escape.
  public var palette: PaletteMixture
  /// The colour of points that do not, if the interior is flat.
  public var interior: ColorMixture

  /// The given colours.
  public init(palette: PaletteMixture, interior: ColorMixture) {
    (self.palette, self.interior) = (palette, interior)
  }

  /// Everything that they depend on.
  var numbers: [Double] { palette.numbers + interior.numbers }
}

/// A palette on its way to becoming another.
///
/// If both have as many stops, each stop goes from its place and colour to those of the other; otherwise the colours at
/// each place are mixed. Both in Oklab.
public struct PaletteMixture: Hashable, Sendable {
  /// The palette at fraction 0.
  public let start: Palette
  /// The palette at fraction 1, cyclic if the other is.
  public let end: Palette
  /// How far it has come, 0…1.
  public let fraction: Double

  /// `fraction` of the way from `start` to `end`.
  public init(from start: Palette, to end: Palette, fraction: Double) {
    precondition(start.isCyclic == end.isCyclic, "palettes of one kind")
    (self.start, self.end, self.fraction) = (start, end, fraction)
  }

  /// A palette that stays as it is.
  public init(_ palette: Palette) { self.init(from: palette, to: palette, fraction: 0) }

  /// The colours at 0, 1/`intervals`, 2/`intervals` … 1.
  ///
  /// - Complexity: O(`intervals` · log stops).
  public func colors(intervals: Int) -> [Oklab] { translucent(intervals: intervals).map(\.color) }

  /// The same with their opacities.
  public func translucent(intervals: Int) -> [Translucent] {
    if fraction == 0 { return start.translucent(intervals: intervals) }
    if fraction == 1 { return end.translucent(intervals: intervals) }
    guard start.stops.count == end.stops.count else {
      return zip(start.translucent(intervals: intervals), end.translucent(intervals: intervals)).map {
        $0.mixed(with: $1, fraction: fraction)
      }
    }
    var places = start
    for (index, stop) in end.stops.enumerated() {
      places.stops[index].position += (stop.position - places.stops[index].position) * fraction
    }
    let colors = zip(start.stops, end.stops).map {
      Translucent($0.color).mixed(with: Translucent($1.color), fraction: fraction)
    }
    return (0...intervals).map { index in places.mixture(at: Double(index) / Double(intervals)) { colors[$0] } }
  }

  fileprivate var numbers: [Double] { [fraction] + Self.numbers(of: start) + Self.numbers(of: end) }

  private static func numbers(of palette: Palette) -> [Double] {
    [palette.isCyclic ? 1 : 0, Double(palette.stops.count)]
      + palette.stops.flatMap { [$0.position] + $0.color.numbers }
  }
}

/// A colour on its way to another, in Oklab.
public struct ColorMixture: Hashable, Sendable {
  /// The colour at fraction 0.
  public let start: SRGBColor
  /// The colour at fraction 1.
  public let end: SRGBColor
  /// How far it has come, 0…1.
  public let fraction: Double

  /// `fraction` of the way from `start` to `end`.
  public init(from start: SRGBColor, to end: SRGBColor, fraction: Double) {
    (self.start, self.end, self.fraction) = (start, end, fraction)
  }

  /// A colour that stays as it is.
  public init(_ color: SRGBColor) { self.init(from: color, to: color, fraction: 0) }

  /// Its light.
  public var light: LinearRGB {
    let (one, other) = (LinearRGB(start), LinearRGB(end))
    if fraction == 0 { return one }
    return fraction == 1 ? other : LinearRGB(mixed.color)
  }

  /// How much it covers, 0…1.
  public var opacity: Double { mixed.opacity }

  private var mixed: Translucent { Translucent(start).mixed(with: Translucent(end), fraction: fraction) }

  fileprivate var numbers: [Double] { [fraction] + start.numbers + end.numbers }
}

extension SRGBColor {
  // An opaque colour has the numbers that it had before there were others.
  fileprivate var numbers: [Double] { [Double(red) + 256 * Double(255 - opacity), Double(green), Double(blue)] }
}
