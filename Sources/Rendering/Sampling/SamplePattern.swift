/// The places of a pixel's samples: the middles of its n×n parts, the four at the corners first.
///
/// Exactly symmetric about the pixel's middle in both axes, so that mirrored pictures have mirrored samples; the same
/// in each pixel and frame.
struct SamplePattern: Sendable {
  /// A sample's place, in pixels from the middle of its pixel.
  struct Offset: Hashable, Sendable {
    /// To the right.
    let right: Double
    /// Up.
    let up: Double
  }

  /// The places.
  let offsets: [Offset]
  /// The number of first samples that decide whether all are taken.
  let probeCount: Int

  /// The pattern of `side`×`side` samples, at least two by two.
  init(side: Int) {
    precondition(side > 1, "a pattern of \(side)×\(side)")
    // A quotient of integers, so that the first half is exactly the negative of the second.
    let steps = (0..<side).map { Double(2 * $0 + 1 - side) / Double(2 * side) }
    let all = steps.reversed().flatMap { up in steps.map { Offset(right: $0, up: up) } }
    let last = side * side - 1
    let corners = [0, side - 1, last - side + 1, last]
    offsets = corners.map { all[$0] } + all.indices.filter { !corners.contains($0) }.map { all[$0] }
    probeCount = corners.count
  }
}

/// Places of samples in a frame, in the form that the kernels take.
struct SamplePlaces {
  /// Columns to the right of the frame's middle.
  let rights: UnsafeMutablePointer<Double>
  /// Rows above the frame's middle.
  let ups: UnsafeMutablePointer<Double>
  /// The number of places.
  var count = 0

  /// Adds the samples of the pixel whose middle is at `right` and `up`.
  @inline(__always)
  mutating func append(_ offsets: ArraySlice<SamplePattern.Offset>, right: Double, up: Double) {
    for offset in offsets {
      rights[count] = right + offset.right
      ups[count] = up + offset.up
      count &+= 1
    }
  }
}
