import Foundation
import SchedulingSimulation
import Testing

@Suite struct CostTraceTests {
  private static func recorded() throws -> CostTrace {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let bytes = try Data(contentsOf: folder.appending(path: "traces/classic-loop-4k.json"))
    return try JSONDecoder().decode(CostTrace.self, from: bytes)
  }

  @Test("a trace survives its JSON form, to a tenth of a microsecond")
  func roundTrip() throws {
    let trace = CostTrace(
      title: "t", width: 64, height: 32, machine: "m", encodingMilliseconds: ["fast": 1.5],
      tileNanoseconds: [[149, 150, 10_000]])
    let copy = try JSONDecoder().decode(CostTrace.self, from: JSONEncoder().encode(trace))
    #expect(copy == trace)
    #expect(copy.film(frameCount: 1, encoding: nil).tiles == [[100, 200, 10_000]])
    #expect(copy.pictureBytes == 3072)
  }

  @Test("a film takes the recorded frames in turn, and encoding costs spread about their mean")
  func film() throws {
    let trace = try Self.recorded()
    let count = trace.tiles.count
    let film = trace.film(frameCount: 3 * count, encoding: 1_000_000, spread: 0.3)
    #expect(film.tiles[count + 5] == film.tiles[5])
    #expect((film.encoding ?? []).allSatisfy { (700_000...1_300_000).contains($0) })
    #expect(abs(film.totalEncoding - film.frameCount * 1_000_000) < film.frameCount * 100_000)
  }

  @Test(
    "the recommended plan keeps 64 workers at least 95 % busy on a 4K film, rendered only or encoded",
    arguments: [false, true])
  func goal(isEncoded: Bool) throws {
    let trace = try Self.recorded()
    let encoding = try #require(trace.encodingMilliseconds["superfast"])
    let frames = isEncoded ? 3600 : 240
    let film = trace.film(frameCount: frames, encoding: isEncoded ? Int(encoding * 1e6) : nil, spread: 0.3)
    let plan =
      isEncoded ? SegmentPlan.recommended(length: 30, workerCount: 64) : .onePiece(frameCount: frames, lookahead: 66)
    let outcome = Simulation(film: film, segments: plan).run(.stealing, workerCount: 64)
    #expect(outcome.busyShare >= 0.95)
  }
}
