/// The vectors of orbits that step together, in memory.
///
/// A step is two chains of two operations of four cycles each, and two vector operations can start in every cycle: four
/// vectors would keep the units busy if nothing ever waited, six or eight do so reliably.
struct OrbitBundle {
  #if KERNEL_AVX512
    /// Vectors per bundle: 32 registers have room for eight.
    static var vectorCount: Int { @inline(__always) get { 8 } }
  #else
    /// Vectors per bundle: sixteen registers hold six and a step's temporaries.
    static var vectorCount: Int { @inline(__always) get { 6 } }
  #endif
  /// Orbits per bundle.
  static var laneCount: Int { @inline(__always) get { vectorCount * Lanes.scalarCount } }
  /// The mask that selects all lanes of a vector.
  static var allLanes: UInt32 { @inline(__always) get { (1 << UInt32(Lanes.scalarCount)) &- 1 } }

  /// Real parts.
  let x: UnsafeMutablePointer<Lanes>
  /// Imaginary parts.
  let y: UnsafeMutablePointer<Lanes>
  /// For each vector, the lanes that hold an orbit that has not escaped.
  let alive: UnsafeMutablePointer<UInt32>

  /// The mask of a vector with only the first `count` lanes in use.
  @inline(__always)
  static func present(_ count: Int) -> UInt32 { presentInPair(count) & allLanes }

  /// The mask of two vectors with only the first `count` lanes in use.
  @inline(__always)
  static func presentInPair(_ count: Int) -> UInt32 {
    (1 << UInt32(truncatingIfNeeded: min(max(count, 0), 2 * Lanes.scalarCount))) &- 1
  }

  /// The orbits of one vector.
  subscript(vector: Int) -> ComplexLanes {
    @inline(__always) get { ComplexLanes(x: x[vector], y: y[vector]) }
    @inline(__always) nonmutating set { (x[vector], y[vector]) = (newValue.x, newValue.y) }
  }

  /// Marks the first `count` orbits as alive.
  @inline(__always)
  func revive(_ count: Int) {
    for vector in 0..<Self.vectorCount { alive[vector] = Self.present(count &- vector &* Lanes.scalarCount) }
  }

  /// Where this bundle's own orbits are.
  var source: OrbitSource { @inline(__always) get { OrbitSource(x: UnsafeRawPointer(x), y: UnsafeRawPointer(y)) } }

  /// Steps of z ↦ z² + c from the orbits at `source` into this bundle.
  @inline(__always)
  func advance(from source: OrbitSource, steps: Int, _ c: (real: Double, imaginary: Double)) {
    #if KERNEL_AVX512
      advanceEight(source.x, source.y, into: x, y, steps: steps, real: c.real, imaginary: c.imaginary)
    #else
      advanceSix(source.x, source.y, into: x, y, steps: steps, real: c.real, imaginary: c.imaginary)
    #endif
  }
}

// The loop that takes nearly all the time is separate, and never inlined, so that its vectors have all the registers.

/// Performs `step` the given number of times, twice per iteration: with once, each y would have to be moved back to its
/// initial register.
@inline(__always)
private func repeatInPairs(_ count: Int, _ step: () -> Void) {
  var left = count
  while left >= 2 {
    step()
    step()
    left &-= 2
  }
  if left > 0 { step() }
}

/// Vector number `index` at `source`, which need not be aligned.
@inline(__always)
private func vector(_ index: Int, at source: UnsafeRawPointer) -> Lanes {
  source.loadUnaligned(fromByteOffset: index &* MemoryLayout<Lanes>.stride, as: Lanes.self)
}

#if KERNEL_AVX512
  @inline(never)
  private func advanceEight(
    _ sourceX: UnsafeRawPointer, _ sourceY: UnsafeRawPointer, into x: UnsafeMutablePointer<Lanes>,
    _ y: UnsafeMutablePointer<Lanes>, steps: Int, real: Double, imaginary: Double
  ) {
    let c = ComplexLanes(repeating: (real, imaginary))
    var z0 = ComplexLanes(x: vector(0, at: sourceX), y: vector(0, at: sourceY))
    var z1 = ComplexLanes(x: vector(1, at: sourceX), y: vector(1, at: sourceY))
    var z2 = ComplexLanes(x: vector(2, at: sourceX), y: vector(2, at: sourceY))
    var z3 = ComplexLanes(x: vector(3, at: sourceX), y: vector(3, at: sourceY))
    var z4 = ComplexLanes(x: vector(4, at: sourceX), y: vector(4, at: sourceY))
    var z5 = ComplexLanes(x: vector(5, at: sourceX), y: vector(5, at: sourceY))
    var z6 = ComplexLanes(x: vector(6, at: sourceX), y: vector(6, at: sourceY))
    var z7 = ComplexLanes(x: vector(7, at: sourceX), y: vector(7, at: sourceY))
    repeatInPairs(steps) {
      Quadratic.steps(&z0, &z1, c)
      Quadratic.steps(&z2, &z3, c)
      Quadratic.steps(&z4, &z5, c)
      Quadratic.steps(&z6, &z7, c)
    }
    (x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7]) = (z0.x, z1.x, z2.x, z3.x, z4.x, z5.x, z6.x, z7.x)
    (y[0], y[1], y[2], y[3], y[4], y[5], y[6], y[7]) = (z0.y, z1.y, z2.y, z3.y, z4.y, z5.y, z6.y, z7.y)
  }
#else
  @inline(never)
  private func advanceSix(
    _ sourceX: UnsafeRawPointer, _ sourceY: UnsafeRawPointer, into x: UnsafeMutablePointer<Lanes>,
    _ y: UnsafeMutablePointer<Lanes>, steps: Int, real: Double, imaginary: Double
  ) {
    let c = ComplexLanes(repeating: (real, imaginary))
    var z0 = ComplexLanes(x: vector(0, at: sourceX), y: vector(0, at: sourceY))
    var z1 = ComplexLanes(x: vector(1, at: sourceX), y: vector(1, at: sourceY))
    var z2 = ComplexLanes(x: vector(2, at: sourceX), y: vector(2, at: sourceY))
    var z3 = ComplexLanes(x: vector(3, at: sourceX), y: vector(3, at: sourceY))
    var z4 = ComplexLanes(x: vector(4, at: sourceX), y: vector(4, at: sourceY))
    var z5 = ComplexLanes(x: vector(5, at: sourceX), y: vector(5, at: sourceY))
    repeatInPairs(steps) {
      Quadratic.steps(&z0, &z1, c)
      Quadratic.steps(&z2, &z3, c)
      Quadratic.steps(&z4, &z5, c)
    }
    (x[0], x[1], x[2], x[3], x[4], x[5]) = (z0.x, z1.x, z2.x, z3.x, z4.x, z5.x)
    (y[0], y[1], y[2], y[3], y[4], y[5]) = (z0.y, z1.y, z2.y, z3.y, z4.y, z5.y)
  }
#endif
