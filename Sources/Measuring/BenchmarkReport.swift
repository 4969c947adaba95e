import Foundation
import HostSystem

/// All results of a benchmark run, with the details needed to cite it. Docs/Benchmarks.md documents the JSON.
package struct BenchmarkReport: Codable, Hashable, Sendable {
  /// Version of the format; increases when a key changes its meaning or is removed.
  package static let formatVersion = 1

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
    /// The measurements, in no particular order.
    package let measurements: [StageMeasurement]
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
      self.measurements = measurements
      limit = Limit(measurements).sentence
    }
  }

  /// Version of this report's format.
  package let version: Int
  /// When the measurement ended, in UTC, in ISO 8601 format.
  package let date: String
  /// The program's version; absent in reports of programs that did not record it.
  package let program: String?
  /// The revision of the sources, see ``SourceRevision``.
  package let commit: String
  /// The machine.
  package let machine: MachineDescription
  /// Versions of the libraries involved, by name.
  package let libraries: [String: String]
  /// One entry for each preset and instruction set.
  package let films: [Film]

  /// The report of `films`, measured on this machine just now.
  package init(films: [Film], libraries: [String: String], program: String, commit: String) {
    version = Self.formatVersion
    date = Date.now.formatted(.iso8601)
    self.program = program
    self.commit = commit
    machine = .current
    self.libraries = libraries
    self.films = films
  }

  /// Reads a report of this version.
  ///
  /// - Throws: `DecodingError` if it is not one.
  package init(json: Data) throws {
    self = try ProgramJSON.value(BenchmarkReport.self, in: json)
    guard version == Self.formatVersion else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: [], debugDescription: "version \(version), not \(Self.formatVersion)"))
    }
  }

  /// The report as JSON, with keys in alphabetical order and a trailing newline.
  package func json() throws -> Data {
    Data(try ProgramJSON.document(self))
  }
}
