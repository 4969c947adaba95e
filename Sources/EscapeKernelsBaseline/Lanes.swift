import CLanes

// The vectors of this module's instruction set. They are concrete types on purpose: code that is generic over SIMD falls back
// to one lane at a time. The sources of this folder are compiled once for each instruction set.

#if KERNEL_AVX512
  typealias Lanes = SIMD8<Double>
  typealias FloatLanes = SIMD16<Float>
  /// The number of each lane.
  var laneNumbers: Lanes { @inline(__always) get { Lanes(0, 1, 2, 3, 4, 5, 6, 7) } }
#elseif KERNEL_AVX2
  typealias Lanes = SIMD4<Double>
  typealias FloatLanes = SIMD8<Float>
  /// The number of each lane.
  var laneNumbers: Lanes { @inline(__always) get { Lanes(0, 1, 2, 3) } }
#else
  typealias Lanes = SIMD2<Double>
  typealias FloatLanes = SIMD4<Float>
  /// The number of each lane.
  var laneNumbers: Lanes { @inline(__always) get { Lanes(0, 1) } }
#endif

/// The vector of numbers from `source` on, which need not be aligned.
@inline(__always)
func lanes(at source: UnsafePointer<Double>) -> Lanes { UnsafeRawPointer(source).loadUnaligned(as: Lanes.self) }

/// |z|² of z = x + iy.
@inline(__always)
func squaredMagnitude(_ x: Lanes, _ y: Lanes) -> Lanes { lanes_multiply_add(x, x, lanes_product(y, y)) }

/// One step z ↦ z² + c of z = x + iy: four operations, in two chains of two.
@inline(__always)
func juliaStep(_ x: inout Lanes, _ y: inout Lanes, _ real: Lanes, _ imaginary: Lanes) {
  let partial = lanes_multiply_subtract(y, y, real)  // Re c − y²
  let doubled = lanes_sum(x, x)
  y = lanes_multiply_add(doubled, y, imaginary)  // 2xy + Im c
  x = lanes_multiply_add(x, x, partial)  // x² − y² + Re c
}

/// The same step for two vectors of orbits, their operations in turn: instructions next to each other do not wait for one another,
/// which is worth a twentieth.
@inline(__always)
func juliaSteps(
  _ x0: inout Lanes, _ y0: inout Lanes, _ x1: inout Lanes, _ y1: inout Lanes, _ real: Lanes, _ imaginary: Lanes
) {
  let partial0 = lanes_multiply_subtract(y0, y0, real)
  let partial1 = lanes_multiply_subtract(y1, y1, real)
  let doubled0 = lanes_sum(x0, x0)
  let doubled1 = lanes_sum(x1, x1)
  x0 = lanes_multiply_add(x0, x0, partial0)
  x1 = lanes_multiply_add(x1, x1, partial1)
  y0 = lanes_multiply_add(doubled0, y0, imaginary)
  y1 = lanes_multiply_add(doubled1, y1, imaginary)
}
