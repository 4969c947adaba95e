import CLanes

/// A list of orbits in memory, packed without gaps.
struct OrbitList {
  /// Real parts.
  let x: UnsafeMutablePointer<Double>
  /// Imaginary parts.
  let y: UnsafeMutablePointer<Double>
  /// The index of an orbit's pixel among the counts.
  let place: UnsafeMutablePointer<Int32>
  /// The number of orbits.
  var count = 0

  /// An empty list with room for `capacity` orbits, plus a bundle that may be read and overwritten after the last.
  init(capacity: Int, in memory: inout Workspace) {
    x = memory.take(capacity + OrbitBundle.laneCount)
    y = memory.take(capacity + OrbitBundle.laneCount)
    place = memory.take(capacity + OrbitBundle.laneCount)
  }

  /// Adds the lanes of a vector that `mask` selects, in order; their places are at `places`, which may lie in this
  /// list, at or after its end.
  @inline(__always)
  mutating func append(_ z: ComplexLanes, places: UnsafePointer<Int32>, mask: UInt32) {
    lanes_pack(x + count, z.x, mask)
    lanes_pack(y + count, z.y, mask)
    lanes_pack_numbers(place + count, places, mask)
    count &+= mask.nonzeroBitCount
  }

  /// The same for lanes with consecutive places, from `firstPlace` on.
  @inline(__always)
  mutating func append(_ z: ComplexLanes, firstPlace: Int, mask: UInt32) {
    lanes_pack(x + count, z.x, mask)
    lanes_pack(y + count, z.y, mask)
    lanes_pack_count(place + count, Int32(truncatingIfNeeded: firstPlace), mask)
    count &+= mask.nonzeroBitCount
  }

  /// The vector of orbits from `index` on.
  @inline(__always)
  func vector(at index: Int) -> ComplexLanes { ComplexLanes(x: lanes(at: x + index), y: lanes(at: y + index)) }

  /// Where the orbits from `index` on are.
  @inline(__always)
  func source(at index: Int) -> OrbitSource {
    OrbitSource(x: UnsafeRawPointer(x + index), y: UnsafeRawPointer(y + index))
  }

  /// Fills a bundle after the last orbit with zeros, since reading the last, partial bundle extends there.
  func padEnd() {
    (x + count).update(repeating: 0, count: OrbitBundle.laneCount)
    (y + count).update(repeating: 0, count: OrbitBundle.laneCount)
  }
}
