import Animation
import Benchmarking
import Foundation
import Measuring
import Rendering
import Testing

@Suite("RenderingStrategy")
struct StrategyTests {
  /// A film whose frames differ, one of them real and so folded in both directions, and with rows for several tiles.
  private static func workload(frames: Range<Int>, size: String = "512x288") throws -> RenderingWorkload {
    let extent = size.split(separator: "x")
    let document = """
      { "version": 1, "title": "Strategies", "duration": 1, "loop": "wrap",
        "output": { "width": \(extent[0]), "height": \(extent[1]), "frameRate": 10 },
        "fractal": { "maximumIterations": 100 },
        "c": { "path": "circle", "radius": 0.7885 },
        "camera": { "center": [0.01, 0] } }
      """
    return try RenderingWorkload(
      preset: Preset.load(bytes: Array(document.utf8), name: "strategies"), frames: frames, verifies: true)
  }

  /// Child processes of the benchmark that stands beside the tests.
  private static let processes = Processes(
    executable: URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("juliareel-bench").path, arguments: [ShareCommand.name])

  @Test("all strategies render the same pixels, and each tile once", arguments: StrategyName.allCases, [1, 2, 3, 40])
  func samePixels(name: StrategyName, workers: Int) throws {
    // Forty workers are more than a frame has tiles, and more than there are frames.
    let workload = try Self.workload(frames: 2..<9)
    let expected = try OneThread().render(workload, workerCount: 1)
    let outcome = try name.strategy(processes: Self.processes).render(workload, workerCount: workers)
    #expect(outcome.checksums == expected.checksums)
    #expect(Set(outcome.checksums).count == 7)
    let tiles = outcome.run.workers.reduce(0) { $0 + $1.tiles }
    #expect(tiles == expected.run.workers[0].tiles)
    #expect(tiles >= 7 * 4 && tiles < 7 * 40)
    #expect(outcome.run.iterations == expected.run.iterations)
    #expect(outcome.run.elapsedSeconds > 0 && outcome.run.peakResidentBytes > 0)
  }

  @Test("a frame smaller than a tile is rendered by any number of workers", arguments: StrategyName.allCases)
  func oneTile(name: StrategyName) throws {
    let workload = try Self.workload(frames: 4..<5, size: "16x8")
    let expected = try OneThread().render(workload, workerCount: 1)
    let outcome = try name.strategy(processes: Self.processes).render(workload, workerCount: 4)
    #expect(outcome.checksums == expected.checksums)
    #expect(outcome.run.workers.reduce(0) { $0 + $1.tiles } == 1)
  }

  @Test("each strategy has a tally for each worker that took part")
  func tallies() throws {
    let workload = try Self.workload(frames: 0..<3)
    for name in StrategyName.allCases {
      let run = try name.strategy(processes: Self.processes).render(workload, workerCount: 5).run
      // There is one thread of one, and a process without a frame is not started.
      let expected = name == .oneThread ? 1 : name == .processes ? 3 : 5
      #expect(run.workers.count == expected, "\(name)")
      #expect(run.workers.allSatisfy { $0.busySeconds >= 0 && ($0.tiles > 0) == ($0.busySeconds > 0) }, "\(name)")
    }
  }

  @Test("a child process that fails, or cannot be started, is an error")
  func failingProcess() throws {
    let workload = try Self.workload(frames: 0..<1)
    for executable in ["/bin/false", "/nowhere"] {
      #expect(throws: (any Error).self) {
        try Processes(executable: executable, arguments: []).render(workload, workerCount: 1)
      }
    }
  }

  @Test("each stage of rendering does all tiles, and only the field iterates", arguments: RenderingStage.allCases)
  func stages(stage: RenderingStage) throws {
    let run = try stage.measure(Self.workload(frames: 0..<6), workerCount: 2)
    #expect(run.workers.count == 2)
    #expect(run.workers.reduce(0) { $0 + $1.tiles } >= 6 * 4)
    #expect((run.iterations > 0) == (stage == .field))
  }

  @Test("odd sizes and frames beyond the film are refused")
  func refusals() throws {
    let preset = try Self.workload(frames: 0..<1).preset
    #expect(throws: WorkloadError.noSuchFrames(5..<11, frameCount: 10)) {
      try RenderingWorkload(preset: preset, frames: 5..<11)
    }
    #expect(throws: WorkloadError.self) { try RenderingWorkload(preset: preset, frames: 3..<3) }
    #expect(throws: WorkloadError.self) { try Self.workload(frames: 0..<1, size: "15x8") }
  }
}
