import Animation
import Foundation
import Production
import TestSupport
import Testing

@Suite("Plans from strangers")
struct FarmPlanTests {
  /// A plan of 130 frames, five segments, in three chunks.
  private static func text() throws -> String {
    let preset = try FilmFixture.preset(frames: 130)
    return try FarmPlan(
      of: preset, timeline: FilmTimeline(preset), output: "film.mp4", chunkCount: 3, instructionSet: .baseline,
      workerCount: 1
    ).json()
  }

  /// Numbers with which computing goes wrong.
  private static let numbers = [
    "0", "-1", "1", "2", "29", "31", "131", "2147483647", "2147483648", "4294967296", "4611686018427387904",
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616", "1e300", "0.5",
    "1e-300",
    "10000001",
  ]
  private static let words = [
    "", "/film.mp4", "../film.mp4", "a/../../film.mp4", "-.mp4", "null", "0..<9223372036854775807", "\\u0000", "é.mp4",
    "film.mp4/..", "'\u{301};x.mp4",
  ]

  /// `text` with one thing changed, mostly before the preset, whose every change is told by its hash.
  private static func mutated(_ text: String, _ random: inout SeededGenerator) -> String {
    func tokens(_ pattern: String) -> [Range<String.Index>] {
      let end = Int.random(in: 0..<8, using: &random) == 0 ? nil : text.range(of: "\"preset\": {")?.lowerBound
      let part = text[..<(end ?? text.endIndex)]
      guard let expression = try? Regex(pattern) else { return [] }
      return part.ranges(of: expression)
    }
    let number = numbers.randomElement(using: &random) ?? "0"
    switch Int.random(in: 0..<6, using: &random) {
    case 0, 1:
      guard let token = tokens("-?[0-9][0-9.e+-]*").randomElement(using: &random) else { return text }
      return text.replacingCharacters(in: token, with: number)
    case 2:
      // The same number wherever it stands, so that the changed values agree.
      guard let token = tokens("[0-9]+").randomElement(using: &random) else { return text }
      return text.replacingOccurrences(of: text[token], with: number)
    case 3:
      guard let token = tokens("\"[^\"]*\"").randomElement(using: &random) else { return text }
      return text.replacingCharacters(in: token, with: "\"\(words.randomElement(using: &random) ?? "")\"")
    case 4:
      guard let token = tokens(#"\{[^{}]*\},?"#).randomElement(using: &random) else { return text }
      let copies = Int.random(in: 0...2, using: &random)
      return text.replacingCharacters(in: token, with: String(repeating: String(text[token]), count: copies))
    default:
      var bytes = Array(text.utf8)
      bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  @Test("a plan that was changed in any way is read, or refused with a sentence, and no number stops the program")
  func mutations() throws {
    let text = try Self.text()
    #expect(try FarmPlan(json: Array(text.utf8), name: "p").chunks.count == 3)
    let claim = try #require(VolumeClaim("films/2026"))
    var random = SeededGenerator(seed: 7)
    var (readCount, refusedCount) = (0, 0)
    let runCount = Int(StressRuns.count(usual: 4000))
    for _ in 0..<runCount {
      var changed = Self.mutated(text, &random)
      if Bool.random(using: &random) { changed = Self.mutated(changed, &random) }
      do throws(ProductionError) {
        let plan = try FarmPlan(json: Array(changed.utf8), name: "p")
        #expect(plan.frameCount == 130 && plan.film.frames == "0..<130")
        #expect(plan.chunks.flatMap { Array($0.frames) } == Array(0..<130))
        #expect(plan.output.hasSuffix(".mp4") && !plan.output.hasPrefix("/") && !plan.output.contains(".."))
        let job = FarmJob(plan: plan, planFile: "p", program: "juliareel", processorsPerTask: 1)
        for scheduler in [
          FarmJob.Scheduler.slurm, .openjd, .shell(processors: nil), .shell(processors: 2), .flamenco,
          .kubernetes(image: "j", claim: claim),
        ] {
          #expect(throws: Never.self) { try job.text(for: scheduler) }
        }
        readCount += 1
      } catch {
        guard case .unusablePlan(let sentence) = error else {
          Issue.record("\(error)")
          continue
        }
        #expect(sentence.hasPrefix("p: "))
        refusedCount += 1
      }
    }
    #expect(readCount > runCount / 40 && refusedCount > runCount / 4, "\(readCount) read, \(refusedCount) refused")
  }

  @Test("numbers that agree with one another are no more believed than others")
  func consistentNumbers() throws {
    let text = try Self.text()
    for number in ["9223372036854775807", "9223372036854775806", "10000000", "131", "0"] {
      let changed = text.replacingOccurrences(of: "130", with: number)
      #expect(throws: ProductionError.self) { try FarmPlan(json: Array(changed.utf8), name: "p") }
    }
  }

  @Test("a scene of a formula whose steps are dearer has a larger share of the cost, with as many steps")
  func formulas() throws {
    // With a real c the burning ship's orbits are those of z² + c but for signs.
    func scene(_ name: String, _ fractal: String) -> String {
      """
      { "name": "\(name)", "preset": { "version": 1, "title": "Scene", "duration": 2.4, "c": [0.25001, 0],
        "fractal": { "maximumIterations": 2000\(fractal) },
        "shading": { "phase": { "keyframes": [{ "time": 0, "value": 0 }, { "time": 2.4, "value": 1 }] } } } }
      """
    }
    let document = """
      { "version": 1, "title": "Two formulas", "output": { "width": 64, "height": 36, "frameRate": 25 },
        "scenes": [\(scene("squares", "")), \(scene("ship", #", "formula": "burning-ship""#))] }
      """
    let preset = try Preset.load(bytes: Array(document.utf8), name: "formulas.json")
    let plan = try FarmPlan(
      of: preset, timeline: FilmTimeline(preset), output: "film.mp4", chunkCount: 2, instructionSet: .baseline,
      workerCount: 1)
    let costs = plan.chunks.map { $0.share / Double($0.frames.count) }
    #expect(costs[1] > 1.05 * costs[0] && costs[1] < 1.3 * costs[0], "\(costs)")
  }
}
