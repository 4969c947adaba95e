/// Which ways of not iterating are taken; none of them changes a single bit of the field.
public struct FieldShortcuts: OptionSet, Hashable, Sendable {
  /// One bit for each shortcut.
  public let rawValue: Int

  /// The set with the given bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Copies pixels whose orbit is another pixel's turned or mirrored.
  public static let symmetry = FieldShortcuts(rawValue: 1 << 0)
  /// Gives up orbits that have entered a disc round an attracting cycle that none leaves.
  public static let traps = FieldShortcuts(rawValue: 1 << 1)

  /// All of them.
  public static let all: FieldShortcuts = [.symmetry, .traps]
}
