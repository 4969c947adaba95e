import CLanes

/// Earlier points of the pending orbits: an orbit that is at its earlier point again, to the last bit, goes round a
/// cycle and never escapes.
///
/// R. P. Brent's cycle finding (An improved Monte Carlo factorization algorithm, BIT 20, 1980): the remembered points
/// are renewed whenever the number of steps has doubled, so that eventually they lie on the cycle and the next renewal
/// is further away than its length. Points are compared only between rounds, when all orbits have made the same number
/// of steps.
struct CycleAnchors {
  private let x: UnsafeMutablePointer<Double>
  private let y: UnsafeMutablePointer<Double>
  /// The number of steps at which the points were remembered; 0 before the first time.
  private var iteration = 0

  /// Memory for the points of `capacity` orbits.
  init(capacity: Int, in memory: inout Workspace) {
    x = memory.take(capacity + OrbitBundle.laneCount)
    y = memory.take(capacity + OrbitBundle.laneCount)
  }

  /// Whether the current points, after `steps` steps, should be remembered instead.
  func areDue(after steps: Int) -> Bool { steps >= 2 * iteration }

  /// Records that the points after `steps` steps are remembered.
  mutating func renew(after steps: Int) { iteration = steps }

  /// The lanes of the vector of orbits from `index` on that are at their earlier points.
  @inline(__always)
  func returnedLanes(_ z: ComplexLanes, at index: Int) -> UInt32 {
    guard iteration > 0 else { return 0 }
    let anchor = point(at: index)
    return lanes_equal(z.x, anchor.x) & lanes_equal(z.y, anchor.y)
  }

  /// Remembers `z`, or keeps the remembered points of the orbits from `index` on, for the lanes that `mask` selects,
  /// packed, from `newIndex` on, which is not after `index`.
  @inline(__always)
  func keep(_ z: ComplexLanes?, of index: Int, as newIndex: Int, mask: UInt32) {
    let point = z ?? point(at: index)
    lanes_pack(x + newIndex, point.x, mask)
    lanes_pack(y + newIndex, point.y, mask)
  }

  @inline(__always)
  private func point(at index: Int) -> ComplexLanes { ComplexLanes(x: lanes(at: x + index), y: lanes(at: y + index)) }
}
