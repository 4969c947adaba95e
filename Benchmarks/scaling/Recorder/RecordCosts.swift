import Animation
import ArgumentParser
import Foundation
import FractalMath
import Rendering
import SchedulingSimulation

/// Renders frames of a preset on one thread and writes down what each tile took.
@main
struct RecordCosts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record-costs", abstract: "Records what the tiles of a preset's frames cost, for `scaling` to replay.")

  @Argument(help: "The preset, a JSON file.")
  var preset: String
  @Option(name: .shortAndLong, help: "The trace to write.")
  var output: String
  @Option(help: "Frame size in pixels, like 3840x2160; default: the preset's.")
  var size: String?
  @Option(help: "How many frames, evenly spread over the film.")
  var frames = 48
  @Option(help: "How often each tile is rendered; the median is kept.")
  var runs = 3
  @Option(name: .customLong("encode-ms"), help: "What encoding a frame takes, like superfast=75; any number of times.")
  var encoding: [String] = []

  func validate() throws {
    guard frames >= 1, runs >= 1 else { throw ValidationError("--frames and --runs must be 1 or more.") }
    for text in encoding where Self.encodingCost(text) == nil {
      throw ValidationError("--encode-ms takes NAME=MILLISECONDS, not '\(text)'.")
    }
  }

  func run() throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: preset)))
    let loaded = try Preset.load(bytes: bytes, name: preset, overrides: try overrides())
    let recording = TileRecording(Timeline(loaded), runs: runs)
    let trace = CostTrace(
      title: loaded.title, width: loaded.output.size.width, height: loaded.output.size.height, machine: Self.machine,
      encodingMilliseconds: Dictionary(encoding.compactMap(Self.encodingCost)) { _, last in last },
      tileNanoseconds: recording.nanoseconds(frames: frames))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try encoder.encode(trace).write(to: URL(filePath: output))
  }

  private func overrides() throws -> [Override] {
    guard let size else { return [] }
    let extents = size.split(separator: "x")
    guard extents.count == 2 else { throw ValidationError("--size takes WIDTHxHEIGHT, not '\(size)'.") }
    return zip(["width", "height"], extents).map { key, value in
      Override(path: "output.\(key)", value: String(value), origin: "--size")
    }
  }

  private static func encodingCost(_ text: String) -> (String, Double)? {
    let parts = text.split(separator: "=")
    guard parts.count == 2, let milliseconds = Double(parts[1]), milliseconds >= 0 else { return nil }
    return (String(parts[0]), milliseconds)
  }

  /// The processor's name where the system tells it.
  private static var machine: String {
    let listing = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = listing.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
    return "\(name), \(InstructionSet.best.rawValue)"
  }
}
