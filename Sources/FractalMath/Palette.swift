/// Colours along a line from 0 to 1, interpolated between stops in Oklab.
public struct Palette: Hashable, Sendable {
  /// A colour at a position.
  public struct Stop: Hashable, Sendable {
    /// Where the colour stands, 0…1.
    public var position: Double
    /// The colour there.
    public var color: SRGBColor

    /// The stop `color` at `position`.
    public init(position: Double, color: SRGBColor) {
      self.position = position
      self.color = color
    }
  }

  /// At least one stop, positions strictly ascending within 0…1.
  public var stops: [Stop]
  /// Whether 1 is 0 again: then the last stop leads over the end to the first. Otherwise the ends are held.
  public var isCyclic: Bool

  /// A palette of `stops`, which must be in strictly ascending order of position.
  public init(stops: [Stop], isCyclic: Bool) {
    precondition(!stops.isEmpty, "a palette has at least one stop")
    self.stops = stops
    self.isCyclic = isCyclic
  }

  /// The colour at `position`, 0…1; beyond the outermost stops a cyclic palette goes on over the end.
  ///
  /// - Complexity: O(stops); meant for filling tables, not for pixels.
  public func color(at position: Double) -> Oklab {
    let (before, after) = neighbours(of: position)
    let span = after.position - before.position
    let fraction = span > 0 ? (position - before.position) / span : 0
    return Oklab(LinearRGB(before.color)).mixed(with: Oklab(LinearRGB(after.color)), fraction: fraction)
  }

  /// The stops on both sides of `position`; of a cyclic palette also those of the turn before and the turn after.
  private func neighbours(of position: Double) -> (before: Stop, after: Stop) {
    let first = stops[0]
    let last = stops[stops.count - 1]
    if position < first.position {
      return (isCyclic ? Stop(position: last.position - 1, color: last.color) : first, first)
    }
    if position >= last.position {
      return (last, isCyclic ? Stop(position: first.position + 1, color: first.color) : last)
    }
    let next = stops.firstIndex { $0.position > position } ?? stops.count - 1
    return (stops[next - 1], stops[next])
  }
}
