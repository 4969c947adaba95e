import ArgumentParser
import ComplexModule
import Foundation
import FractalMath
import Rendering
import WorkStealing

/// Computes the fields of one workload as a film is computed, and prints one JSON line with the time it took.
@main
struct FieldBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Times the smooth counts of a workload's frames, without shading and encoding.")

  @Option(help: "Which frames.")
  var workload: Workload.Name
  @Option(help: "How many frames; frame k has the workload's constant k modulo their number.")
  var frames = 24
  @Option(help: "Workers that compute.")
  var threads = 2
  @Option(help: "Frame size in pixels, like 1920x1080.")
  var size = FrameSize(width: 1920, height: 1080)
  @Option(help: "Frames that may be in flight at once.")
  var lookahead = 4
  @Option(help: "File for the fields: float32, frame after frame, row 0 at the top, no header.")
  var output: String?

  @Option(help: "Instruction set: baseline, avx2 or avx512. Default: the widest that this processor has.")
  var isa: InstructionSet = .best
  @Flag(help: "Iterates every pixel to its end.")
  var bruteForce = false
  @Flag(inversion: .prefixedNo, help: "Leaves out blocks of pixels proven never to escape.")
  var certificates = true

  @Option(help: "Another constant than the workload's, like -0.1,0.1.")
  var constant: JuliaConstant?
  @Option(help: "Another iteration limit than the workload's.")
  var iterations: Int?

  func validate() throws {
    guard isa.isAvailable else { throw ValidationError("This processor does not offer \(isa.rawValue).") }
    for (name, value) in [("frames", frames), ("threads", threads), ("lookahead", lookahead)] where value < 1 {
      throw ValidationError("--\(name) must be 1 or more, not \(value).")
    }
  }

  func run() throws {
    let workload = Workload(workload, constant: constant?.value, maximumIterations: iterations)
    let file = try output.map(FieldFile.init)
    let measurement = try WorkStealingPool.run(workerCount: threads) { pool in
      let pipeline = FieldPipeline(pool: pool, size: size, lookahead: lookahead)
      try pipeline.run(workload.parameters(frames: lookahead), settings: settings(workload.warmUpLimits))
      let counters = FieldCounters()
      let duration = try ContinuousClock().measure {
        try pipeline.run(
          workload.parameters(frames: frames), settings: settings(workload.limits), counters: counters
        ) { counts in
          try file?.append(counts)
        }
      }
      return Measurement(frames: frames, seconds: duration / .seconds(1), counters: counters)
    }
    print(try measurement.json)
  }

  private func settings(_ limits: EscapeLimits) -> FieldSettings {
    // Not the reuse of equal fields: a workload with one constant measures its field over and over, and would measure copying.
    var shortcuts = FieldShortcuts.all.subtracting(.equalFields)
    if !certificates { shortcuts.remove(.certificates) }
    return FieldSettings(limits: limits, instructionSet: isa, shortcuts: bruteForce ? [] : shortcuts)
  }
}

/// What is printed.
private struct Measurement: Encodable {
  let frames: Int
  let seconds: Double
  let computedPixels: Int
  let copiedPixels: Int
  let mirroredPixels: Int

  init(frames: Int, seconds: Double, counters: FieldCounters) {
    self.frames = frames
    self.seconds = seconds
    computedPixels = counters.computedPixels
    copiedPixels = counters.copiedPixels
    mirroredPixels = counters.mirroredPixels
  }

  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}

/// A constant written like `-0.1,0.1`.
struct JuliaConstant: ExpressibleByArgument {
  let value: Complex<Double>

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    guard parts.count == 2, let real = parts[0], let imaginary = parts[1] else { return nil }
    value = Complex(real, imaginary)
  }
}

extension InstructionSet: @retroactive ExpressibleByArgument {}

extension FrameSize: @retroactive ExpressibleByArgument {
  /// A size written like `1920x1080`, also with the sign ×.
  public init?(argument: String) {
    let extents = argument.split(omittingEmptySubsequences: false) { "x×".contains($0) }.map { Int($0) }
    guard extents.count == 2, let width = extents[0], let height = extents[1], width > 0, height > 0 else { return nil }
    self.init(width: width, height: height)
  }
}
