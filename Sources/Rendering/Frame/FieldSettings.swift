import EscapeKernels
import FractalMath

/// The vector instructions that compute the field.
public typealias InstructionSet = EscapeKernels.InstructionSet

/// How the fields of a film are computed; shared by all its frames.
public struct FieldSettings: Hashable, Sendable {
  /// When an orbit counts as escaped, and when it is given up.
  public var limits: EscapeLimits
  /// The instruction set, which must be available.
  public var instructionSet: InstructionSet
  /// The shortcuts that may be used.
  public var shortcuts: FieldShortcuts
  /// What is computed from each orbit.
  public var channels: FieldChannels

  /// The given settings; by default the widest instructions, all shortcuts, and plain smooth counts.
  public init(
    limits: EscapeLimits, instructionSet: InstructionSet = .best, shortcuts: FieldShortcuts = .all,
    channels: FieldChannels = FieldChannels()
  ) {
    self.limits = limits
    self.instructionSet = instructionSet
    self.shortcuts = shortcuts
    self.channels = channels
  }

  /// The shortcuts that change no bit of what is stored. Values of lit frames are not stored, since a slope turns with
  /// its point; their colours may be, for frames that are equal in everything.
  func soundShortcuts(keeping content: StoredContent) -> FieldShortcuts {
    var sound = soundShortcuts
    if content == .colors, shortcuts.contains(.equalFields) { sound.insert(.equalFields) }
    // Samples lie in a pixel as its mirror image's do only with their order reversed.
    if content == .samples { sound.remove(.mirroredFrames) }
    return sound
  }

  /// The shortcuts that change no bit of these channels.
  ///
  /// An orbit may be stopped early if only the fact counts, in an interior of one colour. Mirror images need values
  /// that do not distinguish the sides of the real axis. A slope turns with its point, and is not stored.
  var soundShortcuts: FieldShortcuts {
    var sound = shortcuts
    if channels.interior != .flat { sound.subtract([.traps, .certificates]) }
    if channels != FieldChannels() { sound.remove(.cycles) }
    if !channels.areConjugationInvariant { sound.remove(.mirroredFrames) }
    if channels.hasSlope { sound.subtract([.symmetry, .mirroredFrames, .equalFields]) }
    return sound
  }

  /// The same for a frame of `formula`: one with a memory has no discs that map to discs, and comes back only where both of its points do.
  func soundShortcuts(of formula: FractalFormula) -> FieldShortcuts {
    formula.hasNoMemory ? soundShortcuts : soundShortcuts.subtracting([.traps, .certificates, .cycles])
  }
}

/// Which shortcuts are used; none of them changes a single bit of the field.
public struct FieldShortcuts: OptionSet, Hashable, Sendable {
  /// One bit per shortcut.
  public let rawValue: Int

  /// The set with the given bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Copies pixels whose orbit is another pixel's turned or mirrored.
  public static let symmetry = FieldShortcuts(rawValue: 1 << 0)
  /// Stops orbits that have entered a disc round an attracting cycle that no orbit leaves.
  public static let traps = FieldShortcuts(rawValue: 1 << 1)
  /// Skips blocks of pixels whose enclosing disc provably ends in such a disc.
  public static let certificates = FieldShortcuts(rawValue: 1 << 2)
  /// Stops orbits that return to an earlier point, to the last bit, if limits are high and no trap is known.
  public static let cycles = FieldShortcuts(rawValue: 1 << 3)

  /// Reuses the field of an earlier frame with its rows in reverse order, if that frame is the mirror image in the real
  /// axis.
  public static let mirroredFrames = FieldShortcuts(rawValue: 1 << 4)
  /// Reuses the field of an earlier frame with the same constant and camera, whatever the palette's phase.
  public static let equalFields = FieldShortcuts(rawValue: 1 << 5)

  /// One shortcut and its name in tables and reports.
  public struct Named: Hashable, Sendable {
    /// The name, also that of its option.
    public let name: String
    /// The set of this shortcut alone.
    public let shortcut: FieldShortcuts
  }

  /// The shortcuts that concern a single frame; an audit tests each alone, and all together.
  public static let withinFrame = [
    Named(name: "symmetry", shortcut: .symmetry),
    Named(name: "traps", shortcut: .traps),
    Named(name: "certificates", shortcut: .certificates),
    Named(name: "cycles", shortcut: .cycles),
  ]

  /// All shortcuts.
  public static let all = FieldShortcuts(withinFrame.map(\.shortcut)).union([.mirroredFrames, .equalFields])
}
