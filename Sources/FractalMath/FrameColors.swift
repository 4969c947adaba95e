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

/// What is mixed into a colour or a palette beside its own change, and how much of it there is.
public struct Admixture<Value: Hashable & Sendable>: Hashable, Sendable {
  /// What is mixed in.
  public let value: Value
  /// How much of it there is: 0 for nothing, 1 for nothing else.
  public let amount: Double

  /// `amount` of `value`, 0…1.
  public init(_ value: Value, amount: Double) {
    precondition((0...1).contains(amount), "a part of the mixture")
    (self.value, self.amount) = (value, amount)
  }
}

/// A palette on its way to becoming another.
///
/// If both have as many stops, each stop goes from its place and colour to those of the other; otherwise the colours at
/// each place are mixed. Both in Oklab. So it is with what is mixed in.
public struct PaletteMixture: Hashable, Sendable {
  /// The palette at fraction 0.
  public let start: Palette
  /// The palette at fraction 1, cyclic if the other is.
  public let end: Palette
  /// How far it has come, 0…1.
  public let fraction: Double
  /// What is mixed into that; `nil` where there is nothing of it. One colour goes with palettes of both kinds.
  public let admixture: Admixture<Palette>?

  /// `fraction` of the way from `start` to `end`, with an `admixture` that is left out where its amount is 0.
  public init(from start: Palette, to end: Palette, fraction: Double, admixture: Admixture<Palette>? = nil) {
    precondition(
      ([end] + (admixture.map { $0.value.stops.count > 1 ? [$0.value] : [] } ?? []))
        .allSatisfy { $0.isCyclic == start.isCyclic }, "palettes of one kind")
    (self.start, self.end, self.fraction) = (start, end, fraction)
    self.admixture = admixture.flatMap { $0.amount > 0 ? $0 : nil }
  }

  /// A palette that stays as it is.
  public init(_ palette: Palette) { self.init(from: palette, to: palette, fraction: 0) }

  /// The colours at 0, 1/`intervals`, 2/`intervals` … 1.
  ///
  /// - Complexity: O(`intervals` · log stops).
  public func colors(intervals: Int) -> [Oklab] { translucent(intervals: intervals).map(\.color) }

  /// The same with their opacities.
  public func translucent(intervals: Int) -> [Translucent] {
    guard let admixture else { return own(intervals: intervals) }
    let added = admixture.value
    if admixture.amount == 1 { return added.translucent(intervals: intervals) }
    if let stops, added.stops.count == stops.count {
      return stops.moved(towards: PaletteStops(added), fraction: admixture.amount).colors(intervals: intervals)
    }
    return zip(own(intervals: intervals), added.translucent(intervals: intervals)).map {
      $0.mixed(with: $1, fraction: admixture.amount)
    }
  }

  /// The same without what is mixed in.
  private func own(intervals: Int) -> [Translucent] {
    if let stops { return stops.colors(intervals: intervals) }
    return zip(start.translucent(intervals: intervals), end.translucent(intervals: intervals)).map {
      $0.mixed(with: $1, fraction: fraction)
    }
  }

  /// The stops on their way; `nil` where one palette has more than the other.
  private var stops: PaletteStops? {
    if fraction == 0 { return PaletteStops(start) }
    if fraction == 1 { return PaletteStops(end) }
    guard start.stops.count == end.stops.count else { return nil }
    return PaletteStops(start).moved(towards: PaletteStops(end), fraction: fraction)
  }

  fileprivate var numbers: [Double] {
    [fraction] + Self.numbers(of: start) + Self.numbers(of: end)
      + (admixture.map { [startOfAdmixture, $0.amount] + Self.numbers(of: $0.value) } ?? [])
  }

  private static func numbers(of palette: Palette) -> [Double] {
    [palette.isCyclic ? 1 : 0, Double(palette.stops.count)]
      + palette.stops.flatMap { [$0.position] + $0.color.numbers }
  }
}

/// The stops of a palette with their colours in Oklab, which may lie between those that can be written.
private struct PaletteStops {
  var places: Palette
  var colors: [Translucent]

  var count: Int { colors.count }

  init(_ palette: Palette) { (places, colors) = (palette, palette.stops.map { Translucent($0.color) }) }

  /// Each stop `fraction` of the way to that of `other`, which has as many.
  func moved(towards other: PaletteStops, fraction: Double) -> PaletteStops {
    var moved = self
    for index in colors.indices {
      moved.places.stops[index].position +=
        (other.places.stops[index].position - places.stops[index].position) * fraction
      moved.colors[index] = colors[index].mixed(with: other.colors[index], fraction: fraction)
    }
    return moved
  }

  func colors(intervals: Int) -> [Translucent] {
    (0...intervals).map { index in places.mixture(at: Double(index) / Double(intervals)) { colors[$0] } }
  }
}

/// No fraction, and no part of a colour: so numbers of what is mixed in are not taken for others.
private let startOfAdmixture = -1.0

/// A colour on its way to another, in Oklab.
public struct ColorMixture: Hashable, Sendable {
  /// The colour at fraction 0.
  public let start: SRGBColor
  /// The colour at fraction 1.
  public let end: SRGBColor
  /// How far it has come, 0…1.
  public let fraction: Double
  /// What is mixed into that; `nil` where there is nothing of it.
  public let admixture: Admixture<SRGBColor>?

  /// `fraction` of the way from `start` to `end`, with an `admixture` that is left out where its amount is 0.
  public init(from start: SRGBColor, to end: SRGBColor, fraction: Double, admixture: Admixture<SRGBColor>? = nil) {
    (self.start, self.end, self.fraction) = (start, end, fraction)
    self.admixture = admixture.flatMap { $0.amount > 0 ? $0 : nil }
  }

  /// A colour that stays as it is.
  public init(_ color: SRGBColor) { self.init(from: color, to: color, fraction: 0) }

  /// Its light.
  public var light: LinearRGB {
    if let admixture { return admixture.amount == 1 ? LinearRGB(admixture.value) : LinearRGB(mixed.color) }
    if fraction == 0 { return LinearRGB(start) }
    return fraction == 1 ? LinearRGB(end) : LinearRGB(mixed.color)
  }

  /// How much it covers, 0…1.
  public var opacity: Double { mixed.opacity }

  private var mixed: Translucent {
    let own = Translucent(start).mixed(with: Translucent(end), fraction: fraction)
    return admixture.map { own.mixed(with: Translucent($0.value), fraction: $0.amount) } ?? own
  }

  fileprivate var numbers: [Double] {
    [fraction] + start.numbers + end.numbers
      + (admixture.map { [startOfAdmixture, $0.amount] + $0.value.numbers } ?? [])
  }
}

extension SRGBColor {
  // An opaque colour has the numbers that it had before there were others.
  fileprivate var numbers: [Double] { [Double(red) + 256 * Double(255 - opacity), Double(green), Double(blue)] }
}
