import Synchronization
import WorkStealing

/// A task that is a closure of item and worker.
final class ClosureTask: ParallelTask {
  let itemCount: Int
  private let body: @Sendable (_ item: Int, _ worker: Int) throws -> Void

  init(itemCount: Int, _ body: @escaping @Sendable (_ item: Int, _ worker: Int) throws -> Void) {
    self.itemCount = itemCount
    self.body = body
  }

  func perform(item: Int, worker: Int) throws { try body(item, worker) }
}

/// A task that writes down which items were performed, in which order, and then does what it is told to.
final class RecordingTask: ParallelTask {
  let itemCount: Int
  private let performed = Mutex<[Int]>([])
  private let then: @Sendable (_ item: Int) throws -> Void

  init(itemCount: Int, then: @escaping @Sendable (_ item: Int) throws -> Void = { _ in }) {
    self.itemCount = itemCount
    self.then = then
  }

  var performedItems: [Int] { performed.withLock { $0 } }

  var performedEachItemOnce: Bool { performedItems.sorted() == Array(0..<itemCount) }

  var performedNoItemTwice: Bool { Set(performedItems).count == performedItems.count }

  func perform(item: Int, worker: Int) throws {
    performed.withLock { $0.append(item) }
    try then(item)
  }
}

/// What the items of these tests throw.
struct ItemFailure: Error, Equatable {
  let item: Int
}
