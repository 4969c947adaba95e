import FractalMath
import Rendering
import WorkStealing

/// A field and what it took.
struct ComputedField {
  /// One value per pixel.
  let counts: [Float]
  /// What was iterated, and what was not.
  let counters = FieldCounters()

  /// Computes the field of a frame.
  init(
    _ parameters: FrameParameters, size: FrameSize, shortcuts: FieldShortcuts, limit: Int,
    instructionSet: InstructionSet = .best
  ) throws {
    let counts = UnsafeMutableBufferPointer<Float>.allocate(capacity: size.pixelCount)
    defer { counts.deallocate() }
    counts.initialize(repeating: -77)
    let settings = FieldSettings(
      limits: EscapeLimits(maximumIterations: limit), instructionSet: instructionSet, shortcuts: shortcuts)
    let job = FieldJob(parameters: parameters, size: size, settings: settings, counts: counts, counters: counters)
    try WorkStealingPool.run(workerCount: 2) { $0.submit(job).wait() }
    self.counts = Array(counts)
  }
}
