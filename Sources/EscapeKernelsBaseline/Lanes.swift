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

/// a·b + c: one rounding where the instruction set has the fused step, two where it would be a call of libm.
@inline(__always)
func multiplyAdd(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes {
  #if KERNEL_AVX512 || KERNEL_AVX2
    c.addingProduct(a, b)
  #else
    a * b + c
  #endif
}

/// c − a·b, rounded like `multiplyAdd`.
@inline(__always)
func multiplySubtract(_ a: Lanes, _ b: Lanes, from c: Lanes) -> Lanes {
  #if KERNEL_AVX512 || KERNEL_AVX2
    // −0 − a is the form of a negation that the compiler folds into the fused step; −a, which is 0 − a, is not.
    c.addingProduct(Lanes(repeating: -0.0) - a, b)
  #else
    c - a * b
  #endif
}

/// |z|² of z = x + iy.
@inline(__always)
func squaredMagnitude(_ x: Lanes, _ y: Lanes) -> Lanes { multiplyAdd(x, x, y * y) }

/// One step z ↦ z² + c of z = x + iy: four operations, in two chains of two.
@inline(__always)
func juliaStep(_ x: inout Lanes, _ y: inout Lanes, _ real: Lanes, _ imaginary: Lanes) {
  let partial = multiplySubtract(y, y, from: real)  // Re c − y²
  let doubled = x + x
  y = multiplyAdd(doubled, y, imaginary)  // 2xy + Im c
  x = multiplyAdd(x, x, partial)  // x² − y² + Re c
}
