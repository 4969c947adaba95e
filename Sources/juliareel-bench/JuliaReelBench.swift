import Animation
import ArgumentParser
import Benchmarking
import Foundation
import Measuring
import ShippedPresets

/// The rendering part of `juliareel bench`, as a program that needs no FFmpeg: one file to copy to another machine.
@main
struct JuliaReelBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "juliareel-bench", abstract: "Measures how fast this machine renders Julia-set animations.",
    discussion: """
      The render-only part of 'juliareel bench': field, shading, strategies and scaling, without encoder and film. Results go to \
      stdout, progress to stderr. Exit codes: 0 done, 64 usage, 65 bad preset, 66 no such input, 70 internal error, \
      73 cannot write.
      """)

  @OptionGroup var options: BenchmarkOptions

  /// Children of the benchmark run this program too, recognised by the first argument.
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == ShareCommand.name {
      ShareCommand.main(Array(arguments.dropFirst()))
    } else {
      Self.main(arguments)
    }
  }

  func run() throws {
    // A reader that closes the pipe is reported by the failing write instead.
    signal(SIGPIPE, SIG_IGN)
    do {
      if let comparison = try options.comparison() {
        try Self.print(comparison)
      } else {
        try measure()
      }
    } catch {
      Self.say("\(error)\n")
      throw ExitCode(Self.status(of: error))
    }
  }

  private func measure() throws {
    let benchmark = Benchmark(options, processes: ShareCommand.processes)
    let films = try benchmark.films(
      of: BenchmarkSuite.cases(options, load: Self.load), progress: Self.showProgress)
    let report = BenchmarkReport(
      films: films, libraries: [:], program: ProgramVersion.current, commit: SourceRevision.current,
      headline: BenchmarkSuite.headline(of: films, options), loadBefore: benchmark.loadBefore)
    if Self.hasTerminal { Self.say(Self.clearLine) }
    try Self.print(ReportText(report, isMarkdown: options.markdown).text)
    if let path = options.json {
      let json = try report.json()
      try Self.writing { try json.write(to: URL(fileURLWithPath: path), options: .atomic) }
    }
    if let path = options.html {
      let page = Data(ReportPage(report).html.utf8)
      try Self.writing { try page.write(to: URL(fileURLWithPath: path), options: .atomic) }
    }
  }

  private static func print(_ text: String) throws {
    try writing { try FileHandle.standardOutput.write(contentsOf: Data("\(text)\n".utf8)) }
  }

  private static let clearLine = "\r\u{1B}[K"

  private static var hasTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  private static func say(_ text: String) {
    // A closed stderr does no harm.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  private static func showProgress(done: Int, total: Int, words: String) {
    if hasTerminal { say("\(clearLine)\(100 * done / total) % \(words)") }
  }

  private static func load(_ preset: String, overrides: [Override]) throws -> (preset: Preset, name: String) {
    let bytes = FileManager.default.contents(atPath: preset).map(Array.init) ?? PresetLibrary.bytes(named: preset)
    guard let bytes else { throw MissingPreset(name: preset) }
    return (try Preset.load(bytes: bytes, name: preset, overrides: overrides), preset)
  }

  private static func writing(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch {
      throw UnwritableResult(reason: "\(error.localizedDescription)")
    }
  }

  private static func status(of error: any Error) -> Int32 {
    switch error {
    case is WorkloadError: 64
    case is PresetError: 65
    case is MissingPreset: 66
    case let error as UnusableReport: error.isMissing ? 66 : 65
    case is UnwritableResult: 73
    default: 70
    }
  }
}

/// There is neither a file nor a shipped preset of this name.
private struct MissingPreset: Error, CustomStringConvertible {
  let name: String

  var description: String {
    let names = PresetLibrary.entries.map(\.name)
    let advice = Spelling.advice(on: name, among: names, allowed: names.joined(separator: ", "))
    return "\(name): no such file that can be read, nor a preset that ships; \(advice)"
  }
}

/// A result that cannot be written.
private struct UnwritableResult: Error, CustomStringConvertible {
  let reason: String

  var description: String { "cannot write the result: \(reason)" }
}
