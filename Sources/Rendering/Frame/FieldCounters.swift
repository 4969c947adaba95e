import OrbitTypes
import Synchronization

/// The cost of computing fields, summed over all frames of a film; updated by workers, readable by anyone at any time.
public final class FieldCounters: Sendable {
  private let computed = Atomic(0)
  private let copied = Atomic(0)
  private let certified = Atomic(0)
  private let trapped = Atomic(0)
  private let cycling = Atomic(0)
  private let steps = Atomic(0)
  private let shared = Atomic(0)
  private let taken = Atomic(0)
  private let mirrored = Atomic(0)
  private let equal = Atomic(0)

  /// All counts zero.
  public init() {}

  /// Iterated pixels.
  public var computedPixels: Int { computed.load(ordering: .relaxed) }
  /// Pixels copied from others by symmetry.
  public var copiedPixels: Int { copied.load(ordering: .relaxed) }
  /// Pixels not iterated because their block is certified not to escape.
  public var certifiedPixels: Int { certified.load(ordering: .relaxed) }
  /// Pixels whose orbit was stopped in a trap disc, among those iterated.
  public var trappedPixels: Int { trapped.load(ordering: .relaxed) }
  /// Pixels whose orbit was stopped on an exact cycle, among those iterated.
  public var cyclingPixels: Int { cycling.load(ordering: .relaxed) }
  /// Pixels found not to escape before the last step, by any shortcut.
  public var givenUpPixels: Int { certifiedPixels + trappedPixels + cyclingPixels }
  /// Computed steps.
  public var iterations: Int { steps.load(ordering: .relaxed) }

  /// Steps that deep views' orbits took together, as one polynomial of the frame: so many more would have been computed without it.
  public var sharedIterations: Int { shared.load(ordering: .relaxed) }

  /// Samples that the colours of pixels were made from, iterated or certified: with anti-aliasing more than pixels, and
  /// those used by two tiles are counted twice.
  public var samples: Int { taken.load(ordering: .relaxed) }

  /// Pixels taken from the mirror image of an earlier frame's field.
  public var mirroredPixels: Int { mirrored.load(ordering: .relaxed) }
  /// Pixels taken from an earlier frame's equal field.
  public var equalPixels: Int { equal.load(ordering: .relaxed) }

  // Relaxed is enough: these are sums that no other data depends on.
  func add(_ tally: OrbitTally, pixels: Int, certified certifiedPixels: Int, copies: Int) {
    computed.add(pixels, ordering: .relaxed)
    certified.add(certifiedPixels, ordering: .relaxed)
    copied.add(copies, ordering: .relaxed)
    trapped.add(tally.trappedPixels, ordering: .relaxed)
    cycling.add(tally.cyclingPixels, ordering: .relaxed)
    steps.add(tally.iterations, ordering: .relaxed)
  }

  /// Adds samples whose orbits begin after `sharedSteps`.
  func add(samples: Int, sharedSteps: Int) {
    taken.add(samples, ordering: .relaxed)
    if sharedSteps > 0 { shared.add(samples * sharedSteps, ordering: .relaxed) }
  }

  /// Adds samples besides those of the pixels' middles.
  func add(_ tally: OrbitTally, samples: Int, sharedSteps: Int) {
    add(samples: samples, sharedSteps: sharedSteps)
    steps.add(tally.iterations, ordering: .relaxed)
  }

  /// Adds pixels that are those of another frame.
  package func add(pixels: Int, takenFromMirrored isMirrored: Bool) {
    if isMirrored { mirrored.add(pixels, ordering: .relaxed) } else { equal.add(pixels, ordering: .relaxed) }
  }
}
