import ComplexModule
import FractalMath
import Rendering

/// The renderer's own loop where nothing escapes and every orbit is iterated to its end: a view deep inside the filled Julia
/// set of −0.12 + 0.75i.
final class KernelLoop {
  private static let size = FrameSize(width: 512, height: 512)
  private static let limits = EscapeLimits(maximumIterations: 20_000, escapeRadius: 256)

  private let counts = UnsafeMutableBufferPointer<Float>.allocate(capacity: size.pixelCount)
  private let counters = FieldCounters()
  private let job: FieldJob
  private var nextTile = 0

  /// The loop of an instruction set, which must be available.
  init(_ instructionSet: InstructionSet) {
    job = FieldJob(
      parameters: FrameParameters(juliaConstant: Complex(-0.12, 0.75), camera: Camera(width: 0.01)),
      size: Self.size,
      settings: FieldSettings(limits: Self.limits, instructionSet: instructionSet, shortcuts: []),
      counts: counts, counters: counters)
  }

  deinit { counts.deallocate() }

  /// Iterations per second of one thread, measured for `duration`, in whole tiles.
  func rate(for duration: Duration) -> Double {
    iterationsPerSecond(for: duration) {
      let before = counters.iterations
      job.perform(item: nextTile, worker: 0)
      nextTile = (nextTile + 1) % job.itemCount
      return counters.iterations - before
    }
  }
}
