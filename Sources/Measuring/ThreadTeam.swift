import Dispatch
import Synchronization

/// Threads that begin together and are waited for together, as a parallel region of OpenMP has them.
enum ThreadTeam {
  /// Calls `body` once for each number in `0..<threadCount`, each call on a thread of its own, all at the same time; like the
  /// workers of the pool, on serial Dispatch queues. Dispatch on Linux has 255 threads at most, so `body` must not wait for
  /// others in a larger team.
  ///
  /// - Returns: what the calls returned, at their numbers.
  static func run<Value: Sendable>(_ threadCount: Int, _ body: @escaping @Sendable (Int) -> Value) -> [Value] {
    let results = Results<Value>()
    let group = DispatchGroup()
    for index in 0..<threadCount {
      DispatchQueue(label: "Measuring.thread.\(index)").async(group: group) {
        let value = body(index)
        results.byThread.withLock { $0[index] = value }
      }
    }
    group.wait()
    return results.byThread.withLock { results in (0..<threadCount).compactMap { results[$0] } }
  }

  private final class Results<Value: Sendable>: Sendable {
    let byThread = Mutex<[Int: Value]>([:])
  }
}
