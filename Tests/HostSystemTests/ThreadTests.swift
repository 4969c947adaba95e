import HostSystem
import Synchronization
import Testing

@Suite("Threads")
struct ThreadTests {
  @Test("each thread of a group runs its own body, and all have ended when the group is waited for")
  func bodies() throws {
    let seen = Mutex<[Int: ThreadIdentity]>([:])
    var threads = ThreadGroup()
    for number in 0..<20 {
      let hasStarted = threads.start { seen.withLock { $0[number] = .current } }
      try #require(hasStarted)
    }
    threads.join()
    let identities = seen.withLock { $0 }
    #expect(identities.keys.sorted() == Array(0..<20))
    #expect(!identities.values.contains(.current))
  }

  @Test("what a body holds is let go when its thread has ended")
  func release() throws {
    final class Held: Sendable {}
    weak var held: Held?
    var threads = ThreadGroup()
    do {
      let object = Held()
      held = object
      _ = threads.start { [object] in _ = object }
    }
    threads.join()
    #expect(held == nil)
  }

  @Test("the supply is counted up to what is asked for, and what is not to be had is told in one sentence")
  func supply() {
    #expect(ThreadSupply.count(upTo: 0) == 0)
    #expect(ThreadSupply.count(upTo: 30) == 30)
    let shortage = ThreadShortage(purpose: "the encoder", needed: 16, available: 3)
    #expect(
      shortage.description
        == "the encoder needs 16 threads, but the system gives this program only 3: a limit of processes "
        + "(ulimit -u, or a container's pids limit) or of memory (ulimit -v) is too small")
  }
}
