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

  /// The given settings; by default the widest instructions and all shortcuts.
  public init(limits: EscapeLimits, instructionSet: InstructionSet = .best, shortcuts: FieldShortcuts = .all) {
    self.limits = limits
    self.instructionSet = instructionSet
    self.shortcuts = shortcuts
  }
}
