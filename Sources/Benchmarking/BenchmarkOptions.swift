import Animation
import ArgumentParser
import HostSystem
import Measuring
import Rendering

extension StrategyName: ExpressibleByArgument {}

/// What is measured, and how often: the options shared by `juliareel bench` and `juliareel-bench`.
package struct BenchmarkOptions: ParsableArguments {
  @Argument(
    help: "Presets: JSON files or names of those that ship. Default: the pinned suite, \(BenchmarkSuite.summary).",
    completion: .file(extensions: ["json"]))
  package var presets: [String] = []

  @Option(
    help: ArgumentHelp(
      "Numbers of workers, such as 1,2,4: scaling is measured over all, the rest at the largest. Default: powers of two up to the processors this process may use.",
      valueName: "n,…"))
  package var threads: CommaSeparated<Int>?

  @Option(
    help: ArgumentHelp(
      "Strategies to compare: \(StrategyName.allCases.map(\.rawValue).joined(separator: ", ")). Default: all.",
      valueName: "name,…"))
  package var strategy: CommaSeparated<StrategyName>?

  @Option(
    help: ArgumentHelp(
      "Instruction sets: baseline, avx2, avx512. Default: the widest that this processor has.", valueName: "name,…"))
  package var isa: CommaSeparated<InstructionSetName>?

  @Option(help: ArgumentHelp("How often each thing is measured, in turns.", valueName: "n"))
  package var runs = 5

  @Option(
    help: ArgumentHelp(
      "Frame size in pixels, such as 1280x720. Default: the preset's; the suite's is \(BenchmarkSuite.size).",
      valueName: "WxH"))
  package var size: PixelExtent?

  @Option(
    help: ArgumentHelp(
      "How many neighbouring frames are measured, from the middle of the film. Default: \(BenchmarkSuite.frameCount).",
      valueName: "n"))
  package var frames: Int?

  @Option(
    help: ArgumentHelp(
      "Another formula for the same films: \(FormulaChoice.names).", valueName: "name"))
  package var formula: FormulaChoice?

  @Option(help: ArgumentHelp("Writes all figures as JSON.", valueName: "file.json"))
  package var json: String?

  @Option(
    help: ArgumentHelp("Writes a page with bars and curves, one file for any browser.", valueName: "report.html"))
  package var html: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Measures nothing, but compares two reports of --json: the second one's speed relative to the first's, and how their machines differ.",
      valueName: "a.json b.json"))
  package var compare: [String] = []

  @Flag(help: "Prints the tables as Markdown.")
  package var markdown = false

  /// The default options.
  package init() {}

  /// The largest number of threads: a team at a barrier needs all of its threads at once.
  private static let largestThreadCount = 250

  /// Refuses numbers out of range and instruction sets that this processor lacks.
  package func validate() throws {
    for count in threads?.elements ?? [] where !(1...Self.largestThreadCount).contains(count) {
      throw ValidationError("--threads takes numbers from 1 to \(Self.largestThreadCount), not \(count).")
    }
    guard (1...1000).contains(runs) else { throw ValidationError("--runs is a number from 1 to 1000, not \(runs).") }
    try validateFiles()
    if let frames, frames < 1 { throw ValidationError("--frames is 1 or more, not \(frames).") }
    for set in isa?.elements ?? [] where !set.instructionSet.isAvailable {
      throw ValidationError("--isa \(set.instructionSet.rawValue): this processor does not have it.")
    }
  }

  /// Refuses files that do not go together.
  private func validateFiles() throws {
    if let json, json == html { throw ValidationError("--json and --html are the same file, \(json.oneLine).") }
    guard !compare.isEmpty else { return }
    guard compare.count == 2 else {
      throw ValidationError("--compare takes two reports, not \(compare.count): --compare a.json b.json.")
    }
    let others: [(String, Bool)] = [
      ("presets", !presets.isEmpty), ("--threads", threads != nil), ("--strategy", strategy != nil),
      ("--isa", isa != nil), ("--size", size != nil), ("--formula", formula != nil), ("--frames", frames != nil),
      ("--json", json != nil),
      ("--html", html != nil),
    ]
    if let other = others.first(where: \.1) {
      throw ValidationError("--compare measures nothing, so it does not go with \(other.0).")
    }
  }

  /// The numbers of workers, without duplicates, in ascending order.
  package var threadCounts: [Int] {
    if let threads { return Set(threads.elements).sorted() }
    let most = min(AvailableProcessors.count, Self.largestThreadCount)
    return Set((0..<Int.bitWidth - 1).map { 1 << $0 }.prefix { $0 < most } + [most]).sorted()
  }

  /// The strategies to compare; stealing is always included, since films are rendered that way.
  package var strategies: [StrategyName] {
    let chosen = strategy?.elements ?? StrategyName.allCases
    return StrategyName.allCases.filter { chosen.contains($0) || $0 == .stealing }
  }

  /// The instruction sets, without duplicates.
  package var instructionSets: [InstructionSet] {
    guard let isa else { return [.best] }
    let chosen = isa.elements.map(\.instructionSet)
    return InstructionSet.allCases.filter(chosen.contains)
  }
}

/// The name of an instruction set; `auto` is the widest.
package struct InstructionSetName: ExpressibleByArgument, Sendable {
  /// The instruction set.
  package let instructionSet: InstructionSet

  /// Reads the name.
  package init?(argument: String) {
    guard let set = argument == "auto" ? .best : InstructionSet(rawValue: argument) else { return nil }
    instructionSet = set
  }
}

/// A frame size like `1280x720`, as overrides of a preset, which checks the range.
package struct PixelExtent: ExpressibleByArgument, Sendable {
  /// The overrides of the preset.
  package let overrides: [Override]

  /// Reads the size.
  package init?(argument: String) {
    let parts = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1] else { return nil }
    overrides = [
      Override(path: "output.width", value: "\(width)", origin: "--size"),
      Override(path: "output.height", value: "\(height)", origin: "--size"),
    ]
  }
}

/// A formula like `power-3` or `burning-ship`, as overrides of a preset.
package struct FormulaChoice: ExpressibleByArgument, Sendable {
  /// The overrides of the preset.
  package let overrides: [Override]

  /// The names, in words.
  static var names: String {
    "power-3 to power-8, " + FormulaName.allCases.filter { $0 != .power }.map(\.rawValue).joined(separator: ", ")
  }

  /// Reads the name.
  package init?(argument: String) {
    if let degree = argument.split(separator: "power-", omittingEmptySubsequences: false).last.flatMap({ Int($0) }),
      argument == "power-\(degree)"
    {
      overrides = [Override(path: "fractal.degree", value: "\(degree)", origin: "--formula")]
      return
    }
    guard let name = FormulaName(rawValue: argument) else { return nil }
    overrides = [Override(path: "fractal.formula", value: name.rawValue, origin: "--formula")]
  }
}

/// The value of an option that is a comma-separated list, such as `1,2,4`.
package struct CommaSeparated<Element: ExpressibleByArgument & Sendable>: ExpressibleByArgument, Sendable {
  /// The elements, at least one.
  package let elements: [Element]

  /// Reads the list; `nil` if it is empty or contains an invalid value.
  package init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let elements = parts.compactMap { Element(argument: String($0)) }
    guard elements.count == parts.count else { return nil }
    self.elements = elements
  }
}
