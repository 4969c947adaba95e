import CLanes

// The vectors of this module's instruction set. They are deliberately concrete types: code that is generic over SIMD
// falls back to one lane at a time. The sources in this folder are compiled once for each instruction set.

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

/// The vector of numbers at `source`, which need not be aligned.
@inline(__always)
func lanes(at source: UnsafePointer<Double>) -> Lanes { UnsafeRawPointer(source).loadUnaligned(as: Lanes.self) }

// Vector arithmetic is in C: Swift's own operators split vectors of two lanes, at half the speed.

/// a + b.
@inline(__always)
func + (a: Lanes, b: Lanes) -> Lanes { lanes_sum(a, b) }

/// a − b.
@inline(__always)
func - (a: Lanes, b: Lanes) -> Lanes { lanes_difference(a, b) }

/// ab.
@inline(__always)
func * (a: Lanes, b: Lanes) -> Lanes { lanes_product(a, b) }

/// a / b.
@inline(__always)
func / (a: Lanes, b: Lanes) -> Lanes { lanes_quotient(a, b) }

/// A vector of complex numbers z = x + iy.
struct ComplexLanes {
  /// Real parts.
  var x: Lanes
  /// Imaginary parts.
  var y: Lanes

  /// |z|².
  @inline(__always)
  var squaredMagnitude: Lanes { lanes_multiply_add(x, x, y * y) }

  /// `self`, with the lanes of `other` that `mask` selects.
  @inline(__always)
  func replacing(_ mask: UInt32, by other: ComplexLanes) -> ComplexLanes {
    ComplexLanes(x: lanes_replacing(x, other.x, mask), y: lanes_replacing(y, other.y, mask))
  }

  /// a + b.
  @inline(__always)
  static func + (a: ComplexLanes, b: ComplexLanes) -> ComplexLanes { ComplexLanes(x: a.x + b.x, y: a.y + b.y) }

  /// a − b.
  @inline(__always)
  static func - (a: ComplexLanes, b: ComplexLanes) -> ComplexLanes { ComplexLanes(x: a.x - b.x, y: a.y - b.y) }

  /// ab.
  @inline(__always)
  static func * (a: ComplexLanes, b: ComplexLanes) -> ComplexLanes {
    ComplexLanes(x: lanes_multiply_subtract(a.y, b.y, a.x * b.x), y: lanes_multiply_add(a.x, b.y, a.y * b.x))
  }

  /// The same number in each lane.
  @inline(__always)
  init(repeating number: (real: Double, imaginary: Double)) {
    self.init(x: Lanes(repeating: number.real), y: Lanes(repeating: number.imaginary))
  }

  @inline(__always)
  init(x: Lanes = Lanes(), y: Lanes = Lanes()) { (self.x, self.y) = (x, y) }
}
