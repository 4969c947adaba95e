/// A colour in Oklab that covers what lies behind it only in part.
public struct Translucent: Hashable, Sendable {
  /// The colour.
  public var color: Oklab
  /// How much it covers, 0…1.
  public var opacity: Double

  /// `color`, of which `opacity` is seen.
  public init(_ color: Oklab, opacity: Double) { (self.color, self.opacity) = (color, opacity) }

  /// The colour that is written as `color`.
  public init(_ color: SRGBColor) {
    self.init(Oklab(LinearRGB(color)), opacity: Double(color.opacity) / 255)
  }

  /// The colour `fraction` of the way from here to `other`, 0…1. A colour counts as much as it covers, so that towards a
  /// transparent one a colour fades without becoming another.
  public func mixed(with other: Translucent, fraction: Double) -> Translucent {
    guard opacity != other.opacity else {
      return Translucent(color.mixed(with: other.color, fraction: fraction), opacity: opacity)
    }
    let mixed = opacity + (other.opacity - opacity) * fraction
    let share = mixed > 0 ? fraction * other.opacity / mixed : fraction
    return Translucent(color.mixed(with: other.color, fraction: share), opacity: mixed)
  }
}

extension Palette {
  /// Whether nothing is seen through any of its colours.
  public var isOpaque: Bool { stops.allSatisfy(\.color.isOpaque) }
}

extension PaletteMixture {
  /// Whether nothing is seen through any of its colours.
  public var isOpaque: Bool { start.isOpaque && end.isOpaque && admixture?.value.isOpaque ?? true }
}
