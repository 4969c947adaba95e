import ArgumentParser
import Foundation
import Rendering

/// Compares the kernels with the bare arithmetic, on each instruction set that this processor has.
@main
struct LimitBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures the kernels, where nothing escapes, against z² + c without any test; one thread.",
    discussion: "With --float, the bare arithmetic in single precision against that in double precision.")

  @Option(help: "How often both are measured, in turn.")
  var runs = 9
  @Option(help: "Seconds that each measurement takes at least.")
  var seconds = 0.3
  @Flag(name: .customLong("float"), help: "Measures what single precision could gain, instead of the kernels.")
  var comparesPrecisions = false
  @Flag(help: "Prints one JSON object per instruction set, rates in iterations per second.")
  var json = false

  func validate() throws {
    guard runs >= 1 else { throw ValidationError("--runs must be 1 or more, not \(runs).") }
    guard seconds > 0 else { throw ValidationError("--seconds must be above 0, not \(seconds).") }
  }

  func run() throws {
    if !json { print(comparesPrecisions ? PrecisionReport.heading : LimitReport.heading) }
    for instructionSet in InstructionSet.allCases where instructionSet.isAvailable {
      if comparesPrecisions {
        try show(PrecisionReport(instructionSet, runs: runs, duration: .seconds(seconds)))
      } else {
        try show(measure(instructionSet))
      }
    }
  }

  private func show(_ report: (some Encodable & CustomStringConvertible)?) throws {
    guard let report else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    print(json ? String(decoding: try encoder.encode(report), as: UTF8.self) : report.description)
  }

  /// Measures one instruction set: both loops one after the other, so that a machine that grows slower does so for both.
  private func measure(_ instructionSet: InstructionSet) -> LimitReport? {
    let duration = Duration.seconds(seconds)
    let kernel = KernelLoop(instructionSet)
    guard let bare = BareLoop.fastest(instructionSet, duration: duration) else { return nil }
    let pairs = (0..<runs).map { _ in (bare: bare.rate(for: duration), kernel: kernel.rate(for: duration)) }
    return LimitReport(instructionSet, vectorCount: bare.vectorCount, pairs: pairs)
  }
}
