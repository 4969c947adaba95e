import Production
import TestSupport
import Testing

@Suite("ChunkPartition")
struct ChunkPartitionTests {
  /// What the dearest part costs in the best of all partitions, by trying them all.
  private static func cheapestDearest(_ costs: ArraySlice<Int>, count: Int) -> Int {
    guard count > 1 else { return costs.reduce(0, +) }
    return (costs.startIndex + 1...costs.endIndex - count + 1).map { end in
      max(costs[..<end].reduce(0, +), cheapestDearest(costs[end...], count: count - 1))
    }.min() ?? 0
  }

  @Test("no other partition has a cheaper dearest part, and each thing is in one part, in order")
  func optimum() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      let largest = [1, 5, 100, 1_000_000].randomElement(using: &random) ?? 1
      let costs = (0..<Int.random(in: 1...9, using: &random)).map { _ in Int.random(in: 0...largest, using: &random) }
      let count = Int.random(in: 1...costs.count, using: &random)
      let parts = ChunkPartition(costs: costs, count: count).parts
      try #require(parts.count == count && parts.flatMap(Array.init) == Array(costs.indices), "\(costs) in \(count)")
      try #require(parts.allSatisfy { !$0.isEmpty }, "\(costs) in \(count)")
      let dearest = parts.map { costs[$0].reduce(0, +) }.max()
      try #require(dearest == Self.cheapestDearest(costs[...], count: count), "\(costs) in \(count): \(parts)")
    }
  }

  @Test("equal costs become parts of equal length, to within one")
  func equalCosts() {
    for count in 1...40 {
      let lengths = ChunkPartition(costs: Array(repeating: 7, count: 40), count: count).parts.map(\.count)
      #expect((lengths.max() ?? 0) - (lengths.min() ?? 0) <= 1, "\(lengths)")
    }
  }

  @Test("a thing that is dearer than the others together has a part of its own")
  func oneDear() {
    #expect(ChunkPartition(costs: [1, 1, 100, 1, 1], count: 3).parts == [0..<2, 2..<3, 3..<5])
  }
}
