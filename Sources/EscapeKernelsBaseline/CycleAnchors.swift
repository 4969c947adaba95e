import CLanes

/// Where each pending orbit stood some time ago: an orbit that stands there again, to the last bit, goes round a cycle and
/// never escapes.
///
/// R. P. Brent's cycle finding (An improved Monte Carlo factorization algorithm, BIT 20, 1980): the remembered points are
/// renewed whenever the number of steps has doubled, so that in the end they lie on the cycle and the next renewal is further off
/// than its length. We look only between rounds, where all orbits have made the same number of steps.
struct CycleAnchors {
  private let x: UnsafeMutablePointer<Double>
  private let y: UnsafeMutablePointer<Double>
  /// Steps after which the orbits stood there; 0 before the first time.
  private var iteration = 0

  /// Room for the points of `capacity` orbits.
  init(capacity: Int, in memory: inout Workspace) {
    x = memory.take(capacity + OrbitBundle.laneCount)
    y = memory.take(capacity + OrbitBundle.laneCount)
  }

  /// Whether the points of now, after `steps` steps, are to be remembered instead.
  func areDue(after steps: Int) -> Bool { steps >= 2 * iteration }

  /// Notes that the points of `steps` steps are remembered.
  mutating func renew(after steps: Int) { iteration = steps }

  /// Which lanes of the vector of orbits from `index` on stand where they stood.
  @inline(__always)
  func returnedLanes(_ z: ComplexLanes, at index: Int) -> UInt32 {
    guard iteration > 0 else { return 0 }
    let anchor = point(at: index)
    return lanes_equal(z.x, anchor.x) & lanes_equal(z.y, anchor.y)
  }

  /// Remembers `z`, or what is remembered of the orbits from `index` on, for the lanes that `mask` marks, packed, from `newIndex`
  /// on, which is not after `index`.
  @inline(__always)
  func keep(_ z: ComplexLanes?, of index: Int, as newIndex: Int, mask: UInt32) {
    let point = z ?? point(at: index)
    lanes_pack(x + newIndex, point.x, mask)
    lanes_pack(y + newIndex, point.y, mask)
  }

  @inline(__always)
  private func point(at index: Int) -> ComplexLanes { ComplexLanes(x: lanes(at: x + index), y: lanes(at: y + index)) }
}
