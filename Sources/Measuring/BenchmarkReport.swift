import Foundation
import HostSystem

/// Why a report cannot be read, as a part of a sentence after the file's name.
package enum UnreadableReport: Error, Hashable, Sendable, CustomStringConvertible {
  /// It is something else, or damaged.
  case notAReport
  /// Its format has another version.
  case otherVersion(Int)

  /// The part of a sentence.
  package var description: String {
    switch self {
    case .notAReport: "not a report that bench --json has written"
    case .otherVersion(let version):
      "a report of version \(version); this program reads version \(BenchmarkReport.formatVersion)"
    }
  }
}

/// All results of a benchmark run, with the details needed to cite it. Docs/Benchmarks.md documents the JSON.
package struct BenchmarkReport: Codable, Hashable, Sendable {
  /// Version of the format; increases when a key changes its meaning or is removed.
  package static let formatVersion = 2

  /// The results for one preset with one instruction set.
  package struct Film: Codable, Hashable, Sendable {
    /// The preset as named by the user.
    package let preset: String
    /// The FNV-1a checksum of the preset's canonical JSON, overrides included, as 16 hexadecimal digits.
    package let presetHash: String
    /// Columns of a frame.
    package let width: Int
    /// Rows of a frame.
    package let height: Int
    /// The first measured frame, counted from 0.
    package let firstFrame: Int
    /// The number of measured frames; the encoder may have had fewer, see its measurement.
    package let frames: Int
    /// The vector instructions.
    package let instructionSet: String
    /// The film's anti-aliasing in words, that of the stages with `+aa`; the others take one sample per pixel.
    package let antialiasing: String
    /// The measurements, in no particular order.
    package let measurements: [StageMeasurement]
    /// Where the time of the film went as its preset has it; `nil` if no film was measured.
    package let account: FilmAccount?
    /// Whether the stages add up to the film, with and without anti-aliasing; empty if no film was measured.
    package let stageSums: [StageSum]
    /// What limits this film on this machine, in one sentence.
    package let limit: String

    /// The `measurements` of `workload`; `preset` is the user's name for it.
    package init(preset: String, workload: RenderingWorkload, measurements: [StageMeasurement]) {
      self.preset = preset
      var hash = FNV1a()
      hash.add(workload.preset.canonicalJSON.utf8)
      presetHash = hash.hexadecimal
      width = workload.timeline.size.width
      height = workload.timeline.size.height
      firstFrame = workload.frames.lowerBound
      frames = workload.frames.count
      instructionSet = workload.instructionSet.rawValue
      antialiasing = workload.timeline.antialiasing.words
      self.measurements = measurements
      let film = measurements.withMostThreads(.filmAntialiased) ?? measurements.withMostThreads(.film)
      account = film.flatMap(FilmAccount.init)
      stageSums = [.film, .filmAntialiased].compactMap { StageSum($0, in: measurements) }
      limit = Limit(measurements).sentence
    }
  }

  /// Version of this report's format.
  package let version: Int
  /// When the measurement ended, in UTC, in ISO 8601 format.
  package let date: String
  /// The program's version.
  package let program: String
  /// The revision of the sources, see ``SourceRevision``.
  package let commit: String
  /// The machine.
  package let machine: MachineDescription
  /// Versions of the libraries involved, by name.
  package let libraries: [String: String]
  /// One entry for each preset and instruction set.
  package let films: [Film]
  /// How far the figures can be trusted.
  package let noise: Noise
  /// The figure to quote; `nil` unless the whole pinned suite was measured.
  package let headline: Headline?

  /// The report of `films`, measured on this machine just now.
  ///
  /// - Parameters:
  ///   - headline: the figure to quote, if `films` are the pinned suite.
  ///   - loadBefore: the load of the last minute before the first run.
  package init(
    films: [Film], libraries: [String: String], program: String, commit: String, headline: Headline? = nil,
    loadBefore: Double? = nil
  ) {
    version = Self.formatVersion
    date = Date.now.formatted(.iso8601)
    self.program = program
    self.commit = commit
    machine = .current
    self.libraries = libraries
    self.films = films
    self.headline = headline
    noise = Noise(films, loadBefore: loadBefore, loadAfter: SystemLoad.lastMinute)
  }

  /// Reads a report of this version.
  ///
  /// - Throws: if it is not one.
  package init(json: Data) throws(UnreadableReport) {
    struct Head: Decodable {
      let version: Int
      let films: [Nothing]
      struct Nothing: Decodable {}
    }
    guard let head = try? ProgramJSON.value(Head.self, in: json) else { throw .notAReport }
    guard head.version == Self.formatVersion else { throw .otherVersion(head.version) }
    do {
      self = try ProgramJSON.value(BenchmarkReport.self, in: json)
    } catch {
      throw .notAReport
    }
  }

  /// The report as JSON, with keys in alphabetical order and a trailing newline.
  package func json() throws -> Data {
    Data(try ProgramJSON.document(self))
  }
}

extension BenchmarkReport.Film {
  /// The measurements of each stage that was measured with several numbers of workers, in ascending order.
  var scalingCurves: [[StageMeasurement]] {
    StageMeasurement.Stage.allCases.compactMap { stage in
      let curve = measurements.filter { $0.stage == stage && $0.strategy == .stealing }
        .sorted { $0.threads < $1.threads }
      return curve.count > 1 ? curve : nil
    }
  }

  /// Rendering by each strategy, with the most threads; one thread where the strategy has no more.
  var comparedStrategies: [StageMeasurement] {
    let rendered = measurements.filter { $0.stage == .render }
    let most = rendered.map(\.threads).max()
    return StrategyName.allCases.compactMap { name in
      rendered.first { $0.strategy == name && ($0.threads == most || name == .oneThread) }
    }
  }

  /// The film in words, such as `benchmark-loop, 1280×720, frames 84..<132, avx512`.
  var title: String {
    "\(preset), \(width)×\(height), frames \(firstFrame)..<\(firstFrame &+ frames), \(instructionSet)"
  }
}
