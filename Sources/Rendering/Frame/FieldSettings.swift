import EscapeKernels
import FractalMath

/// The vector instructions that compute the field.
public typealias InstructionSet = EscapeKernels.InstructionSet

/// How the fields of a film are computed; the same for all its frames.
public struct FieldSettings: Hashable, Sendable {
  /// When an orbit has escaped, and when it is given up.
  public var limits: EscapeLimits
  /// The instruction set, which must be available.
  public var instructionSet: InstructionSet
  /// The shortcuts that may be taken.
  public var shortcuts: FieldShortcuts
  /// What is computed of each orbit.
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

  /// Those of the shortcuts that change no bit of what is kept. Of a lit frame no values are, since a slope is turned with its point; its
  /// colours may be, for frames that are equal in everything.
  func soundShortcuts(keeping content: StoredContent) -> FieldShortcuts {
    var sound = soundShortcuts
    if content == .colors, shortcuts.contains(.equalFields) { sound.insert(.equalFields) }
    return sound
  }

  /// Those of the shortcuts that change no bit of these channels.
  ///
  /// An orbit may be given up where it does not matter when it is, in an interior of one colour. Mirror images need values that
  /// do not know one side of the real axis from the other. A slope is turned with its point, and is not kept.
  var soundShortcuts: FieldShortcuts {
    var sound = shortcuts
    if channels.interior != .flat { sound.subtract([.traps, .certificates]) }
    if channels != FieldChannels() { sound.remove(.cycles) }
    if !JuliaMap.commutesWithConjugation || !channels.areConjugationInvariant { sound.remove(.mirroredFrames) }
    if channels.hasSlope { sound.subtract([.symmetry, .mirroredFrames, .equalFields]) }
    return sound
  }
}
