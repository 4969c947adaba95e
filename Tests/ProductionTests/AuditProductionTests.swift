import Animation
import Foundation
import FractalMath
import Production
import TestSupport
import Testing

@Suite("AuditProduction")
struct AuditProductionTests {
  private static func timeline(frames: Int = 40, limit: Int = 300, size: String = "320x180") throws -> FilmTimeline {
    let sides = size.split(separator: "x")
    let document = """
      { "version": 1, "title": "Fixture", "duration": \(Double(frames) / 25), "loop": "wrap",
        "output": { "width": \(sides[0]), "height": \(sides[1]), "frameRate": 25 },
        "fractal": { "maximumIterations": \(limit) }, "c": { "path": "circle", "radius": 0.7885 } }
      """
    return FilmTimeline(try Preset.load(bytes: Array(document.utf8), name: "fixture.json"))
  }

  private static func audit(
    _ timeline: FilmTimeline, frames: AuditSample.Amount = .quick, tiles: AuditSample.Amount = .quick, seed: UInt64 = 0,
    workers: Int = 2, instructionSet: InstructionSet? = nil
  ) throws -> AuditReport {
    try AuditProduction(
      timeline: timeline, sample: AuditSample(of: timeline, frames: frames, tiles: tiles, seed: seed),
      options: RenderingOptions(workerCount: workers, instructionSet: instructionSet)
    ).run()
  }

  @Test(
    "the shipped presets have no pixel that a shortcut changes",
    arguments: InstructionSet.allCases.filter(\.isAvailable))
  func shippedPresets(instructionSet: InstructionSet) throws {
    let files = Repository.files(below: "presets", suffix: ".json")
      .filter { $0.deletingLastPathComponent().lastPathComponent == "presets" }
    #expect(!files.isEmpty)
    for file in files {
      let preset = try Preset.load(bytes: Array(Data(contentsOf: file)), name: file.lastPathComponent)
      let report = try Self.audit(FilmTimeline(preset), instructionSet: instructionSet)
      #expect(report.failure == nil, "\(file.lastPathComponent)")
      #expect(report.frames.count == 12 && report.instructionSet == instructionSet.rawValue)
      #expect((276...288).contains(report.tiles), "\(report.tiles)")
    }
  }

  @Test("what is found does not depend on the number of workers")
  func workers() throws {
    let timeline = try Self.timeline()
    let one = try Self.audit(timeline, workers: 1)
    #expect(one.bruteForceIterations > 0 && one.pixels == one.tiles * 320 * 180 / 4)
    for workers in [2, 5] {
      let many = try Self.audit(timeline, workers: workers)
      #expect(many.findings == one.findings && many.bruteForceIterations == one.bruteForceIterations)
    }
  }

  @Test("a film with the camera on 0 is iterated by half, and all of it is compared where all is asked for")
  func percentages() throws {
    let report = try Self.audit(Self.timeline(), frames: .all, tiles: .all)
    #expect(report.frames == Array(0..<40))
    #expect(report.pixels == 40 * 320 * 180)
    let symmetry = try #require(report.findings.first { $0.name == "symmetry" })
    // Frames 0 and 20 have a real constant and save three quarters.
    #expect(symmetry.savedIterationsPercent > 50 && symmetry.savedIterationsPercent < 60)
    #expect(symmetry.copiedPixels == 38 * 320 * 180 / 2 + 2 * 320 * 180 * 3 / 4)
    #expect(report.findings.last?.savedIterationsPercent ?? 0 >= symmetry.savedIterationsPercent)
  }

  @Test("of a film of scenes, frames of each are compared, and in a dissolve the fields of both")
  func scenes() throws {
    let document = """
      { "version": 1, "title": "Scenes", "output": { "width": 320, "height": 180, "frameRate": 25 },
        "scenes": [
          { "preset": { "version": 1, "title": "Scene", "duration": 8, "c": { "path": "circle", "radius": 0.7885 },
            "fractal": { "maximumIterations": 200 } } },
          { "preset": { "version": 1, "title": "Scene", "duration": 0.8, "c": [0.28, 0.008], "shading": { "algorithm": "stripe" },
            "fractal": { "maximumIterations": 700 } } },
          { "preset": { "version": 1, "title": "Scene", "duration": 8, "c": [-0.4, 0.6] },
            "transition": { "kind": "dissolve", "duration": 0.2 } } ] }
      """
    let film = FilmTimeline(try Preset.load(bytes: Array(document.utf8), name: "scenes.json"))
    for seed in 0..<10 as Range<UInt64> {
      let sample = try AuditSample(of: film, seed: seed)
      let shown = Set(sample.frames.flatMap { film.frame(at: $0).layers.map(\.scene) })
      #expect(shown == [0, 1, 2] && sample.frames == sample.frames.sorted(), "seed \(seed)")
    }
    let report = try Self.audit(film)
    #expect(report.failure == nil && report.maximumIterations == 700 && report.bruteForceIterations > 0)
    // Of all frames, those of the dissolve count twice.
    let all = try Self.audit(film, frames: .all, tiles: .count(2))
    let dissolved = (0..<film.frameCount).filter { film.frame(at: $0).layers.count == 2 }.count
    #expect(dissolved == 5)
    #expect(all.tiles == 2 * (film.frameCount + dissolved) && all.failure == nil)
  }

  @Test("frames are spread evenly, and the seed moves them")
  func frames() throws {
    let timeline = try Self.timeline(frames: 1000)
    var starts: Set<Int> = []
    for seed in 0..<20 as Range<UInt64> {
      let sample = try AuditSample(of: timeline, frames: .count(7), seed: seed)
      #expect(sample.frames.count == 7)
      #expect(sample.frames.allSatisfy { (0..<1000).contains($0) })
      for (frame, next) in zip(sample.frames, sample.frames.dropFirst()) {
        #expect((142...143).contains(next - frame))
      }
      starts.insert(sample.frames[0])
    }
    #expect(starts.count > 10)
    for seed in 0..<20 as Range<UInt64> {
      #expect(try AuditSample(of: timeline, frames: .all, seed: seed).frames == Array(0..<1000))
    }
  }

  @Test("equal seeds compare the same pixels, others other ones")
  func seeds() throws {
    let timeline = try Self.timeline(size: "640x720")
    func iterations(seed: UInt64) throws -> Int {
      try Self.audit(timeline, frames: .all, tiles: .count(2), seed: seed).bruteForceIterations
    }
    #expect(try iterations(seed: 3) == iterations(seed: 3))
    #expect(try Set((0..<5).map { try iterations(seed: $0) }).count == 5)
  }

  @Test("the default sample shrinks as the iteration limit grows, to one pair of tiles and never to nothing")
  func largeLimits() throws {
    func sample(limit: Int) throws -> (frames: Int, tiles: Int) {
      // In view of 0.7885 nothing stays for long, so that the comparison itself is quick.
      let report = try Self.audit(Self.timeline(limit: limit, size: "1920x1080"))
      return (report.frames.count, report.tiles)
    }
    let (small, middle, large) = (try sample(limit: 500), try sample(limit: 20_000), try sample(limit: 300_000))
    #expect(small.frames == 12 && small.tiles >= 276)
    #expect(middle.frames == 12 && (24..<150).contains(middle.tiles))
    #expect(large.frames < 12 && large.frames >= 1 && large.tiles <= 2 * large.frames)
  }

  @Test("a film shorter than the default sample is compared whole")
  func shortFilm() throws {
    #expect(try Self.audit(Self.timeline(frames: 3)).frames == [0, 1, 2])
  }

  @Test("more than there is to audit is refused with how much there is")
  func tooMuch() throws {
    let timeline = try Self.timeline()
    #expect(throws: ProductionError.unusableSample("cannot audit 41 frames: the film has 40")) {
      try AuditSample(of: timeline, frames: .count(41))
    }
    #expect(throws: ProductionError.unusableSample("cannot audit 5 tiles: a frame of 320×180 has 4")) {
      try AuditSample(of: timeline, tiles: .count(5))
    }
    #expect(throws: ProductionError.self) {
      try AuditProduction(
        timeline: timeline, sample: AuditSample(of: timeline),
        options: RenderingOptions(workerCount: 1, shortcuts: []))
    }
  }

  @Test("the report is the same when it has been written as JSON and read again")
  func json() throws {
    let folder = try TemporaryFolder()
    let report = try Self.audit(Self.timeline(frames: 3), seed: .max)
    try ReportFile(path: folder.file("audit.json")).write(report)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("audit.json")))
    #expect(try JSONDecoder().decode(AuditReport.self, from: bytes) == report)
    #expect(report.version == AuditReport.currentVersion && report.seed == .max)
  }
}
