import Animation
import HostSystem
import Rendering

/// The vector instructions that compute the field.
package typealias InstructionSet = Rendering.InstructionSet
/// Which shortcuts are used.
package typealias FieldShortcuts = Rendering.FieldShortcuts

/// Bits of a PNG's samples.
package typealias ImageBitDepth = PixelTarget.ImageBitDepth

/// How frames are rendered; the pictures do not depend on it, except for the last bits of an instruction set.
package struct RenderingOptions: Hashable, Sendable {
  /// Workers that render, at least 1.
  package var workerCount: Int
  /// The instruction set, which must be available.
  package var instructionSet: InstructionSet
  /// The shortcuts that may be used; none of them changes a picture.
  package var shortcuts: FieldShortcuts
  /// Whether a frame that equals the previous one repeats its picture instead of being rendered.
  package var reusesEqualFrames: Bool
  /// Bytes for fields stored for later frames, 0 or more; 0 stores none. The more, the farther apart mirrored or equal
  /// frames may be.
  package var fieldStoreBytes: Int

  /// Bytes that pictures, encoders and stored fields may take together, as far as known beforehand; the more, the more
  /// segments are encoded at once, up to one and a half per worker.
  package var memoryLimitBytes: Int

  /// The default number of bytes for stored fields.
  package static let defaultFieldStoreBytes = ReusePlanner.defaultByteLimit

  /// The given options; by default a worker for each processor, the widest instruction set, all shortcuts, and half of
  /// the available memory.
  package init(
    workerCount: Int? = nil, instructionSet: InstructionSet? = nil, shortcuts: FieldShortcuts = .all,
    reusesEqualFrames: Bool = true, fieldStoreBytes: Int = defaultFieldStoreBytes, memoryLimitBytes: Int? = nil
  ) {
    self.workerCount = workerCount ?? AvailableProcessors.count
    self.instructionSet = instructionSet ?? .best
    self.shortcuts = shortcuts
    self.reusesEqualFrames = reusesEqualFrames
    self.fieldStoreBytes = fieldStoreBytes
    self.memoryLimitBytes = memoryLimitBytes ?? AvailableMemory.byteCount / 2
  }

  /// How fields of `timeline` are computed with these options; orbits are given up after `mostIterations` steps, if that is earlier.
  func fieldSettings(_ timeline: Timeline, mostIterations: Int = .max) -> FieldSettings {
    var limits = timeline.limits
    limits.maximumIterations = min(limits.maximumIterations, mostIterations)
    return FieldSettings(
      limits: limits, instructionSet: instructionSet, shortcuts: shortcuts, channels: timeline.fieldChannels)
  }
}
