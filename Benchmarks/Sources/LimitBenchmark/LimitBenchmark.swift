import ArgumentParser
import Foundation
import Rendering

/// Compares the kernels with the bare arithmetic, on each instruction set that this processor has.
@main
struct LimitBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures the kernels, where nothing escapes, against z² + c without any test; one thread.")

  @Option(help: "How often both are measured, in turn.")
  var runs = 9
  @Option(help: "Seconds that each measurement takes at least.")
  var seconds = 0.3
  @Flag(help: "Prints one JSON object per instruction set, rates in iterations per second.")
  var json = false

  func validate() throws {
    guard runs >= 1 else { throw ValidationError("--runs must be 1 or more, not \(runs).") }
    guard seconds > 0 else { throw ValidationError("--seconds must be above 0, not \(seconds).") }
  }

  func run() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    if !json {
      print("10⁹ iterations/s     bare: best  median (vectors)    kernel: best  median    kernel/bare, median")
    }
    for instructionSet in InstructionSet.allCases where instructionSet.isAvailable {
      guard let report = measure(instructionSet) else { continue }
      print(json ? String(decoding: try encoder.encode(report), as: UTF8.self) : line(report))
    }
  }

  /// Measures one instruction set: both loops one after the other, so that a machine that grows slower does so for both.
  private func measure(_ instructionSet: InstructionSet) -> LimitReport? {
    let duration = Duration.seconds(seconds)
    let kernel = KernelLoop(instructionSet)
    guard let bare = BareLoop.fastest(instructionSet, duration: duration) else { return nil }
    let pairs = (0..<runs).map { _ in (bare: bare.rate(for: duration), kernel: kernel.rate(for: duration)) }
    return LimitReport(instructionSet, vectorCount: bare.vectorCount, pairs: pairs)
  }

  private func line(_ report: LimitReport) -> String {
    func billions(_ rate: Double) -> String { String(format: "%.2f", rate / 1e9) }
    let name = report.instructionSet.padding(toLength: 18, withPad: " ", startingAt: 0)
    return name + "         \(billions(report.bare.best))   \(billions(report.bare.median)) (\(report.vectorCount))"
      + "                   \(billions(report.kernel.best))   \(billions(report.kernel.median))"
      + "    " + String(format: "%.1f %%", 100 * report.fraction)
  }
}
