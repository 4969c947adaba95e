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
  /// Does not iterate blocks of pixels of which a whole disc provably ends in such a disc.
  public static let certificates = FieldShortcuts(rawValue: 1 << 2)
  /// Gives up orbits that come back to a point where they were, to the last bit, where limits are high and no trap is known.
  public static let cycles = FieldShortcuts(rawValue: 1 << 3)

  /// Takes the field of an earlier frame with its rows in reverse order, where that frame is the mirror image in the real axis.
  public static let mirroredFrames = FieldShortcuts(rawValue: 1 << 4)
  /// Takes the field of an earlier frame with the same constant and camera, whatever the palette's phase.
  public static let equalFields = FieldShortcuts(rawValue: 1 << 5)

  /// One shortcut and what tables and reports call it.
  public struct Named: Hashable, Sendable {
    /// The name, also that of its option.
    public let name: String
    /// The set of this one alone.
    public let shortcut: FieldShortcuts
  }

  /// Those that concern one frame alone; an audit takes each by itself, and all together.
  public static let withinFrame = [
    Named(name: "symmetry", shortcut: .symmetry),
    Named(name: "traps", shortcut: .traps),
    Named(name: "certificates", shortcut: .certificates),
    Named(name: "cycles", shortcut: .cycles),
  ]

  /// All of them.
  public static let all = FieldShortcuts(withinFrame.map(\.shortcut)).union([.mirroredFrames, .equalFields])
}
