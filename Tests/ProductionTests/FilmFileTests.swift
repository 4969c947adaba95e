import Animation
import Foundation
import Production
import TestSupport
import Testing

@Suite("Films and stills as files")
struct FilmFileTests {
  private static func make(_ name: String, in folder: TemporaryFolder, workers: Int = 2) throws -> Data {
    let preset = try FilmFixture.preset()
    let report = try FilmFixture.production(preset, workers: workers).run(
      to: FilmOutput(name: folder.file(name)), preset: preset)
    #expect(report.finishedFrames == 12)
    return try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))
  }

  @Test("the bytes of a film do not depend on the number of workers", arguments: ["film.mp4", "film.mkv"])
  func sameBytes(name: String) throws {
    let folder = try TemporaryFolder()
    let one = try Self.make(name, in: folder, workers: 1)
    #expect(try Self.make(name, in: folder, workers: 3) == one)
    #expect(folder.contents == [name])
  }

  @Test(
    "the bytes of a film of several segments depend neither on the number of workers nor on the memory",
    arguments: ["film.mp4", "film.mkv"])
  func sameBytesOfSegments(name: String) throws {
    let folder = try TemporaryFolder()
    let preset = try FilmFixture.preset(frames: 100)
    func make(workers: Int, memory: Int?) throws -> (bytes: Data, report: ProductionReport) {
      var production = FilmFixture.production(preset, workers: workers)
      if let memory { production.options.memoryLimitBytes = memory }
      let report = try production.run(to: FilmOutput(name: folder.file(name)), preset: preset)
      return (try Data(contentsOf: URL(fileURLWithPath: folder.file(name))), report)
    }
    let one = try make(workers: 1, memory: 0)
    #expect(one.report.segmentLength == 30 && one.report.openSegments == 1)
    for workers in [1, 2, 3, 8] {
      let many = try make(workers: workers, memory: .max)
      #expect(many.bytes == one.bytes, "\(workers) workers")
      #expect(many.report.openSegments == (3 * workers + 1) / 2)
    }
    #expect(try make(workers: 3, memory: 200 << 20).bytes == one.bytes)
  }

  @Test("a film carries its recipe")
  func recipe() throws {
    let folder = try TemporaryFolder()
    let film = try Self.make("film.mp4", in: folder)
    #expect(film.range(of: Data(try FilmFixture.preset().canonicalJSON.utf8)) != nil)
  }

  @Test("a loop's bytes do not depend on the number of workers", arguments: ["film.gif", "film.webp"])
  func loops(name: String) throws {
    let folder = try TemporaryFolder()
    let one = try Self.make(name, in: folder, workers: 1)
    #expect(try Self.make(name, in: folder, workers: 3) == one)
    #expect(one.count > 1000)
    #expect(folder.contents == [name])
  }

  @Test("a container that does not hold the codec is refused before anything is rendered, and leaves no file")
  func wrongContainer() throws {
    let folder = try TemporaryFolder()
    #expect(throws: ProductionError.self) { _ = try Self.make("film.webm", in: folder) }
    #expect(folder.contents.isEmpty)
  }

  @Test("an image sequence has a file per frame, numbered as in the film")
  func images() throws {
    let folder = try TemporaryFolder()
    let preset = try FilmFixture.preset()
    _ = try FilmFixture.production(preset, frames: 3..<6).run(
      to: FilmOutput(name: folder.file("%03d.png")), preset: preset)
    #expect(folder.contents == ["003.png", "004.png", "005.png"])
    #expect(throws: ProductionError.self) {
      _ = try FilmFixture.production(preset).run(to: FilmOutput(name: folder.file("one.png")), preset: preset)
    }
  }

  @Test("a still is the frame of the sequence, byte for byte")
  func still() throws {
    let folder = try TemporaryFolder()
    let preset = try FilmFixture.preset()
    let timeline = FilmTimeline(preset)
    _ = try FilmFixture.production(preset, frames: 4..<5).run(
      to: FilmOutput(name: folder.file("a.png")), preset: preset)
    try StillProduction(timeline: timeline, options: RenderingOptions(workerCount: 2)).writePNG(
      timeline.frame(at: 4), to: folder.file("b.png"))
    #expect(FileManager.default.contentsEqual(atPath: folder.file("a.png"), andPath: folder.file("b.png")))
  }

  @Test("an odd size is refused for video with the nearest even one, and taken for images")
  func oddSize() throws {
    let folder = try TemporaryFolder()
    let preset = try FilmFixture.preset(width: 63, height: 35)
    #expect {
      _ = try FilmFixture.production(preset).run(to: FilmOutput(name: folder.file("film.mp4")), preset: preset)
    } throws: { error in
      "\(error)".contains("63×35") && "\(error)".contains("64×36")
    }
    #expect(folder.contents.isEmpty)
    _ = try FilmFixture.production(preset).run(to: FilmOutput(name: folder.file("%d.png")), preset: preset)
    #expect(folder.contents.count == 12)
  }

  @Test("a still or an image sequence in a place that cannot be written is refused before anything is rendered")
  func unwritable() throws {
    // Hours of work, were it begun.
    let document = """
      { "version": 1, "title": "Endless", "duration": 1, "c": [0.25, 0], "camera": { "width": 0.4 },
        "fractal": { "maximumIterations": 10000000 } }
      """
    let preset = try Preset.load(bytes: Array(document.utf8), name: "endless.json")
    let production = StillProduction(timeline: FilmTimeline(preset), options: RenderingOptions(workerCount: 1))
    let frame = FilmTimeline(preset).frame(at: 0)
    #expect(throws: ProductionError.self) { try production.writePNG(frame, to: "/proc/x.png") }
    #expect(throws: ProductionError.self) { try production.writeField(frame, to: "/proc/x.npy") }
    #expect(throws: ProductionError.self) {
      _ = try FilmFixture.production(preset).run(to: FilmOutput(name: "/proc/%d.png"), preset: preset)
    }
  }
}
