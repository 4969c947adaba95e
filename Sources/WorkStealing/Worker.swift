import Dispatch
import HostSystem

/// One worker: a loop that finds a range, performs its first item and leaves the rest for others to find.
///
/// It lives on one thread, which has entered its queue, from its first range until the pool is closed.
package struct Worker: ~Copyable {
  private let pool: WorkStealingPool
  private let index: Int
  private let deque: WorkDeque
  private let counters: WorkerCounters
  private var random: SplitMix64

  package init(pool: WorkStealingPool, index: Int, random: SplitMix64) {
    self.pool = pool
    self.index = index
    deque = pool.deques[index]
    counters = pool.counters[index]
    self.random = random
  }

  /// Works until the pool is closed.
  mutating func run() {
    while let range = nextRange() { work(on: range) }
  }

  /// The next range to work on, parking while there is none; nil when the pool is closed.
  package mutating func nextRange() -> WorkRange? {
    var wasWoken = false
    while true {
      if let range = findWork() {
        // The wake-up may have told of another range than the one found, so it is passed on. Had nothing been found, then
        // that other range would have been taken by someone already.
        if wasWoken { pool.sleepers.wakeOne() }
        return range
      }
      pool.sleepers.register(index)
      let lateRange = findWork()
      if lateRange == nil && !pool.lifecycle.isClosed {
        pool.sleepers.sleep(index)
        wasWoken = true
      } else {
        pool.sleepers.withdraw(index)
        return lateRange
      }
    }
  }

  /// Urgent tasks, then own ranges, then those of others, then a task that nobody has begun: started work is finished
  /// first, which also limits the number of half-done tasks.
  private mutating func findWork() -> WorkRange? {
    pool.urgentTasks.popOldest() ?? deque.popNewest() ?? steal() ?? pool.injector.popOldest()
  }

  /// Asks each other worker once, starting with a random one so that thieves do not queue up at the same victim.
  private mutating func steal() -> WorkRange? {
    let workerCount = pool.workerCount
    let start = Int.random(in: 0..<workerCount, using: &random)
    for offset in 0..<workerCount {
      let victim = (start + offset) % workerCount
      if victim != index, let range = pool.deques[victim].stealOldest() {
        counters.addSteal()
        return range
      }
    }
    return nil
  }

  /// Pushes the upper halves until one item is left, and performs that; in a cancelled pool the range is skipped.
  private func work(on taken: WorkRange) {
    var range = taken
    while range.items.count > 1 && !pool.isCancelled {
      deque.push(range.splitOffUpperHalf())
      pool.sleepers.wakeOne()
    }
    // The loop ended on one item or on a cancellation that cannot be undone: here it is one item, or to be skipped.
    if !pool.isCancelled { perform(range.items.lowerBound, of: range.submission) }
    if range.submission.countDown(by: range.items.count) { pool.taskDidFinish() }
  }

  private func perform(_ item: Int, of submission: Submission) {
    let start = DispatchTime.now().uptimeNanoseconds
    do {
      try submission.task.perform(item: item, worker: index)
    } catch {
      pool.cancellation.record(error)
    }
    counters.addItem(
      nanoseconds: DispatchTime.now().uptimeNanoseconds - start,
      processorNanoseconds: ThreadClock.processorNanoseconds)
  }
}

/// A small random generator that picks the victims of steals.
///
/// The state runs through all 64-bit values by a constant odd step, the output mixes it: G. Steele, D. Lea, C. Flood, "Fast
/// Splittable Pseudorandom Number Generators", OOPSLA 2014, with the mixing constants of S. Vigna's `splitmix64`.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
