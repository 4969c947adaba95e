import CLanes

/// Sums ½ + ½ sin(s·arg zₙ) (Theory.md, "Shading quantities"): the sine is the imaginary part of (z/|z|)ˢ.
struct StripeMeasure: OrbitMeasure {
  /// The binary digits of s after the first, the highest one last.
  private let digits: UInt32
  private let digitCount: Int

  let start: PartialSum

  /// For s = `strands`, at least 1, on orbits whose steps so far have the sum `start`.
  init(strands: Int, start: PartialSum) {
    self.start = start
    precondition(strands >= 1, "\(strands) strands")
    let exponent = UInt32(truncatingIfNeeded: strands)
    digitCount = UInt32.bitWidth - 1 - exponent.leadingZeroBitCount
    var digits: UInt32 = 0
    for place in 0..<digitCount { digits = digits << 1 | exponent >> UInt32(place) & 1 }
    self.digits = digits
  }

  @inline(__always)
  func observe(_ step: OrbitStep, _ state: inout PartialSum) {
    let scale = lanes_reciprocal_root(step.squaredAfter)
    let unit = ComplexLanes(x: step.after.x * scale, y: step.after.y * scale)
    var power = unit
    var left = digits
    for _ in 0..<digitCount {
      power = power * power
      if left & 1 != 0 { power = power * unit }
      left >>= 1
    }
    let half = Lanes(repeating: 0.5)
    state.add(lanes_multiply_add(half, power.y, half))
  }

  func numbers(_ state: PartialSum) -> (Lanes, Lanes) { (state.sum, state.last) }
  func restarted(_ state: PartialSum, mask: UInt32) -> PartialSum { state.restarted(from: start, mask: mask) }
}
