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
