import CLanes

/// A list of orbits in memory, packed without gaps.
struct OrbitList {
  /// Real parts.
  let x: UnsafeMutablePointer<Double>
  /// Imaginary parts.
  let y: UnsafeMutablePointer<Double>
  /// Where an orbit's pixel stands in the counts.
  let place: UnsafeMutablePointer<Int32>
  /// Orbits in the list.
  var count = 0

  /// An empty list with room for `capacity` orbits, and for a bundle more that may be read and overwritten after the last.
  init(capacity: Int, in memory: inout Workspace) {
    x = memory.take(capacity + OrbitBundle.laneCount)
    y = memory.take(capacity + OrbitBundle.laneCount)
    place = memory.take(capacity + OrbitBundle.laneCount)
  }

  /// Adds those lanes of a vector that `mask` marks, in their order. `newPlace` may lie in this list, at or after its end.
  @inline(__always)
  mutating func append(x newX: Lanes, y newY: Lanes, place newPlace: UnsafePointer<Int32>, mask: UInt32) {
    lanes_pack(x + count, newX, mask)
    lanes_pack(y + count, newY, mask)
    lanes_pack_numbers(place + count, newPlace, mask)
    count &+= mask.nonzeroBitCount
  }

  /// Puts the bundle of orbits from `index` on into `bundle`; the lanes after the last orbit get 0 and are not alive.
  @inline(__always)
  func load(at index: Int, into bundle: OrbitBundle) {
    for vector in 0..<OrbitBundle.vectorCount {
      let start = index &+ vector &* Lanes.scalarCount
      bundle.x[vector] = Self.lanes(x, at: start)
      bundle.y[vector] = Self.lanes(y, at: start)
      bundle.alive[vector] = OrbitBundle.present(count &- start)
    }
  }

  /// The vector of numbers from `index` on.
  @inline(__always)
  static func lanes(_ numbers: UnsafeMutablePointer<Double>, at index: Int) -> Lanes {
    UnsafeRawPointer(numbers + index).loadUnaligned(as: Lanes.self)
  }

  /// Fills a bundle after the last orbit with zeros: reading a last, partial bundle goes there.
  func padEnd() {
    (x + count).update(repeating: 0, count: OrbitBundle.laneCount)
    (y + count).update(repeating: 0, count: OrbitBundle.laneCount)
  }
}
