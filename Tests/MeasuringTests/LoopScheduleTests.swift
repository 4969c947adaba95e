import Measuring
import Synchronization
import Testing

@Suite("LoopSchedule")
struct LoopScheduleTests {
  /// The blocks that one thread gets which takes all.
  private static func chunks(_ schedule: LoopSchedule, iterations: Int, threads: Int) -> [Range<Int>] {
    let loop = SharedLoop(schedule, threadCount: threads)
    loop.restart(iterationCount: iterations)
    var chunks: [Range<Int>] = []
    while let chunk = loop.takeChunk() { chunks.append(chunk) }
    return chunks
  }

  @Test("static blocks are neighbours, differ by one at most and cover the loop, the larger ones first")
  func staticBlocks() {
    #expect(
      (0..<4).map { LoopSchedule.block(of: $0, threadCount: 4, iterationCount: 10) } == [0..<3, 3..<6, 6..<8, 8..<10])
    #expect((0..<3).map { LoopSchedule.block(of: $0, threadCount: 3, iterationCount: 2) } == [0..<1, 1..<2, 2..<2])
    #expect(LoopSchedule.block(of: 0, threadCount: 1, iterationCount: 7) == 0..<7)
    #expect(LoopSchedule.block(of: 1, threadCount: 2, iterationCount: 0).isEmpty)
  }

  @Test("the dynamic schedule hands out one iteration at a time")
  func dynamicChunks() {
    #expect(Self.chunks(.dynamic, iterations: 5, threads: 2) == [0..<1, 1..<2, 2..<3, 3..<4, 4..<5])
  }

  @Test("the guided schedule hands out an equal share of what is left, down to one")
  func guidedChunks() {
    let sizes = Self.chunks(.guided, iterations: 100, threads: 4).map(\.count)
    #expect(sizes == [25, 19, 14, 11, 8, 6, 5, 3, 3, 2, 1, 1, 1, 1])
    #expect(Self.chunks(.guided, iterations: 3, threads: 8).map(\.count) == [1, 1, 1])
    #expect(Self.chunks(.guided, iterations: 9, threads: 1) == [0..<9])
    #expect(Self.chunks(.guided, iterations: 0, threads: 4).isEmpty)
  }

  @Test("threads together get each iteration once, also when the loop is run again", arguments: LoopSchedule.allCases)
  func everyIterationOnce(schedule: LoopSchedule) async {
    let loop = SharedLoop(schedule, threadCount: 4)
    for iterations in [0, 1, 3, 4, 1000] {
      loop.restart(iterationCount: iterations)
      let counts = Counts(iterations)
      await withTaskGroup(of: Void.self) { group in
        for thread in 0..<4 {
          group.addTask { loop.forEachChunk(thread) { counts.add($0) } }
        }
      }
      #expect(counts.all == Array(repeating: 1, count: iterations))
    }
  }

  /// How often each iteration was taken.
  private final class Counts: Sendable {
    private let counts: Mutex<[Int]>

    init(_ iterations: Int) { counts = Mutex(Array(repeating: 0, count: iterations)) }

    var all: [Int] { counts.withLock { $0 } }

    func add(_ chunk: Range<Int>) { counts.withLock { counts in for index in chunk { counts[index] += 1 } } }
  }
}
