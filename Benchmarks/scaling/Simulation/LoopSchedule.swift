/// How the iterations of a parallel loop are dealt out, as OpenMP's `schedule` clause names it (OpenMP 5.2, 11.5.3).
package enum LoopSchedule: Sendable {
  /// One chunk for each thread, of nearly equal size, decided beforehand.
  case fixed
  /// Chunks of one iteration for whoever asks next.
  case dynamic
  /// Chunks in proportion to what is left divided by the threads, at least one iteration.
  case guided

  /// The chunks in the order in which they are claimed; those of `fixed` belong to the thread of the same number.
  package func chunks(of count: Int, threads: Int) -> [Range<Int>] {
    var chunks: [Range<Int>] = []
    var next = 0
    while next < count {
      let size: Int
      switch self {
      case .fixed: size = count / threads + (chunks.count < count % threads ? 1 : 0)
      case .dynamic: size = 1
      case .guided: size = max(1, (count - next) / threads)
      }
      chunks.append(next..<next + size)
      next += size
    }
    return chunks
  }
}
