import Animation
import EscapeKernels
import Foundation
import FractalMath
import Production

/// Plans of films that are made in chunks: read, written again, and made into jobs of every kind.
///
/// A plan holds the hash of its preset, which no chance finds: the text `@PRESET@` stands for the right one.
enum PlanFuzzing {
  private static let mark = "@PRESET@"

  static func feed(_ bytes: [UInt8]) throws -> Bool {
    let bytes = withHash(bytes)
    let plan = Result { () throws(ProductionError) in try FarmPlan(json: bytes, name: "fuzzed.plan.json") }
    switch plan {
    case .success(let plan): try verify(plan)
    case .failure(let error):
      for line in "\(error)".split(separator: "\n") {
        try FuzzFailure.unless(String(line).oneLine == line, "not fit for a terminal: \(String(line).oneLine)")
      }
    }
    return true
  }

  /// What was read is read as the same again, and there are jobs of it.
  private static func verify(_ plan: FarmPlan) throws {
    let text = try plan.json()
    try FuzzFailure.unless(FarmPlan(json: Array(text.utf8), name: "again") == plan, "another plan when read again")
    try FuzzFailure.unless(plan.chunks.last?.frames.upperBound == plan.frameCount, "chunks that are not the film")
    let job = FarmJob(plan: plan, planFile: plan.output, program: plan.output, processorsPerTask: 2)
    for scheduler in [FarmJob.Scheduler.slurm, .openjd, .shell(processors: nil), .shell(processors: 2)] {
      _ = try job.text(for: scheduler)
    }
    if let claim = VolumeClaim("films") { _ = try job.text(for: .kubernetes(image: "juliareel", claim: claim)) }
    _ = try job.openJobBundle()
  }

  /// `bytes` with the hash of the preset that is in them where the mark stands.
  private static func withHash(_ bytes: [UInt8]) -> [UInt8] {
    guard let place = Data(bytes).range(of: Data(mark.utf8)), let hash = presetHash(in: bytes) else { return bytes }
    return bytes[..<place.lowerBound] + Array(hash.utf8) + bytes[place.upperBound...]
  }

  private static func presetHash(in bytes: [UInt8]) -> String? {
    guard case .object(let members)? = (try? JSONParser.parse(utf8: bytes))?.value,
      let node = members.first(where: { $0.key == "preset" })?.node,
      let preset = try? Preset.load(bytes: Array(IndentedJSON.text(node).utf8), name: "preset")
    else { return nil }
    return ContentHash(of: Array(preset.canonicalJSON.utf8)).hexadecimal
  }

  static var seeds: [[UInt8]] {
    get throws {
      try [(1.0, 1, "a.mp4"), (7.5, 3, "folder/b'$(c).mkv")].map { seconds, chunkCount, output in
        let text = """
          { "version": 1, "title": "t", "duration": \(seconds), "c": [0, 0], "antialiasing": { "mode": "none" },
            "output": { "width": 16, "height": 16, "frameRate": 10 }, "fractal": { "maximumIterations": 50 } }
          """
        let preset = try Preset.load(bytes: Array(text.utf8), name: "seed")
        let plan = try FarmPlan(
          of: preset, timeline: FilmTimeline(preset), output: output, chunkCount: chunkCount, instructionSet: .baseline,
          workerCount: 1)
        return Array(try plan.json().replacingOccurrences(of: plan.film.preset, with: mark).utf8)
      }
    }
  }

  static var words: Set<String> {
    PresetFuzzing.words.union([
      mark, "plan", "output", "frameCount", "film", "chunks", "segments", "frames", "share", "index", "segmentLength",
      "0..<10", "9223372036854775807", "../", "/",
    ])
  }
}
