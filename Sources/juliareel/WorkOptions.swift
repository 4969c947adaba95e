import ArgumentParser
import Production

/// How frames are rendered.
struct WorkOptions: ParsableArguments {
  @OptionGroup var workers: WorkerOptions

  @Option(help: "The vector instructions to use; auto is the widest that this processor has.")
  var isa: InstructionSetOption = .auto

  @Flag(inversion: .prefixedNo, help: "Copy pixels that follow from others by symmetry; never changes a picture.")
  var symmetry = true

  @Flag(inversion: .prefixedNo, help: "Stop orbits that are known never to escape; never changes a picture.")
  var traps = true

  @Flag(inversion: .prefixedNo, help: "Skip blocks of pixels proven never to escape; never changes a picture.")
  var certificates = true

  @Flag(inversion: .prefixedNo, help: "Stop orbits that return to an earlier point; never changes a picture.")
  var cycles = true

  func validate() throws {
    guard isa.instructionSet.isAvailable else {
      throw ValidationError("--isa \(isa.rawValue): this processor does not have it.")
    }
  }

  /// Production's settings for them.
  var options: RenderingOptions {
    var shortcuts = FieldShortcuts.all
    if !symmetry { shortcuts.remove(.symmetry) }
    if !traps { shortcuts.remove(.traps) }
    if !certificates { shortcuts.remove(.certificates) }
    if !cycles { shortcuts.remove(.cycles) }
    return RenderingOptions(
      workerCount: workers.count, instructionSet: isa.instructionSet, shortcuts: shortcuts)
  }
}

/// An instruction set by name, or the best available.
enum InstructionSetOption: String, CaseIterable, ExpressibleByArgument {
  case auto, baseline, avx2, avx512

  /// The chosen set.
  var instructionSet: InstructionSet {
    switch self {
    case .auto: .best
    case .baseline: .baseline
    case .avx2: .avx2
    case .avx512: .avx512
    }
  }
}
