extension WorkStealingPool {
  /// Runs a task for each of `elements`, several at once, and takes the results in the order of the elements.
  ///
  /// Everything that renders a sequence uses this loop, except films, whose coordinator has an order for each segment.
  /// Only the calling thread runs the closures; none of them may be a worker's.
  ///
  /// - Parameters:
  ///   - elements: the elements, in order.
  ///   - lookahead: tasks in flight at once, ≥ 1. One more than workers keeps all of them busy if tasks are similar.
  ///   - memory: the next task's memory; at most `lookahead` of these are in use at once.
  ///   - task: the task of an element, which writes to its memory.
  ///   - finish: takes the result; not called for a task that was cancelled or failed, nor for later ones.
  /// - Throws: what a closure throws; the first error of a task, or `CancellationError` once the pool is cancelled.
  public func forEachInOrder<Elements: Sequence, Memory, Task: ParallelTask>(
    _ elements: Elements, lookahead: Int, memory: (Elements.Element) throws -> Memory,
    task: (Elements.Element, Memory) throws -> Task, finish: (Elements.Element, Memory) throws -> Void
  ) throws {
    precondition(lookahead >= 1, "A look-ahead of \(lookahead) was asked for; it must be 1 or more.")
    var inFlight: [(element: Elements.Element, memory: Memory, latch: Latch)] = []
    func finishOldest() throws {
      let oldest = inFlight.removeFirst()
      oldest.latch.wait()
      try checkCancellation()
      try finish(oldest.element, oldest.memory)
    }
    for element in elements {
      if inFlight.count == lookahead { try finishOldest() }
      let room = try memory(element)
      inFlight.append((element, room, submit(try task(element, room))))
    }
    while !inFlight.isEmpty { try finishOldest() }
  }
}
