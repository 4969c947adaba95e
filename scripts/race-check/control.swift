// Shows that a race check can be believed: `race` has a race that must be found, `mutex` has none, only a mutex that is waited for.

import Dispatch
import Synchronization

final class Counters: Sendable {
  // Unsafe on purpose: this is the race.
  nonisolated(unsafe) var unguarded = 0
  let guarded = Mutex([0])
  let arrived = Atomic(0)
}

let counters = Counters()
let races = CommandLine.arguments.dropFirst().first == "race"
let group = DispatchGroup()
for thread in 0..<2 {
  DispatchQueue(label: "control.\(thread)").async(group: group) {
    // Relaxed orders nothing: both threads run, and neither is known to come before the other.
    counters.arrived.add(1, ordering: .relaxed)
    while counters.arrived.load(ordering: .relaxed) < 2 {}
    for _ in 0..<20_000 {
      if races { counters.unguarded += 1 } else { counters.guarded.withLock { $0[0] += 1 } }
    }
  }
}
group.wait()
print(races ? counters.unguarded : counters.guarded.withLock { $0[0] })
