import OrbitTypes

/// Memory for the loops over one tile, allocated once and divided among them.
struct Workspace {
  private var next: UnsafeMutableRawPointer
  private let end: UnsafeMutableRawPointer
  private static let alignment = 64

  /// Passes memory for `pixels` orbits of `problem` to `body`.
  ///
  /// - Complexity: one allocation of about 44 bytes per pixel, 60 if cycles are to be found.
  static func with<Result>(pixels: Int, _ problem: OrbitProblem, _ body: (inout Workspace) -> Result) -> Result {
    let bytesPerPoint = 2 * MemoryLayout<Double>.stride
    let bytesPerOrbit =
      2 * (bytesPerPoint + MemoryLayout<Int32>.stride) + MemoryLayout<Float>.stride
      + (problem.findsCycles ? bytesPerPoint : 0)
    let pieces = 13
    let byteCount =
      (pixels + OrbitBundle.laneCount) * bytesPerOrbit
      + OrbitBundle.vectorCount * (2 * MemoryLayout<Lanes>.stride + MemoryLayout<UInt32>.stride)
      + problem.traps.count * MemoryLayout<TrapDisc>.stride + pieces * alignment
    return withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: alignment) { memory in
      guard let start = memory.baseAddress else {
        preconditionFailure("an allocation of \(byteCount) bytes has an address")
      }
      var workspace = Workspace(next: start, end: start + byteCount)
      return body(&workspace)
    }
  }

  private init(next: UnsafeMutableRawPointer, end: UnsafeMutableRawPointer) {
    self.next = next
    self.end = end
  }

  /// The next piece: `count` uninitialised elements; elements must be of trivial types.
  mutating func take<Element: BitwiseCopyable>(_ count: Int) -> UnsafeMutablePointer<Element> {
    let piece = next.bindMemory(to: Element.self, capacity: count)
    next = (next + count * MemoryLayout<Element>.stride).alignedUp(toMultipleOf: Self.alignment)
    precondition(next <= end, "the workspace is too small")
    return piece
  }
}
