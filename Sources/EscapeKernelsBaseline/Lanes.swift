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
