import CLanes

// The stepping loops of the formulas but z² + c, compiled once for each, with all vectors at once as there.

extension OrbitBundle {
  /// Steps from the orbits at `source` into this bundle.
  @inline(never)
  func advance<Step: VectorStep>(
    _ step: Step.Type, from source: OrbitSource, steps: Int, _ constant: (real: Double, imaginary: Double)
  ) {
    let c = ComplexLanes(repeating: constant)
    var (z0, z1, z2, z3, z4, z5) = (source[0], source[1], source[2], source[3], source[4], source[5])
    #if KERNEL_AVX512
      var (z6, z7) = (source[6], source[7])
    #endif
    // Twice per turn: with once, values would have to be moved back to their initial registers.
    func stepAll() {
      step.steps(&z0, &z1, c)
      step.steps(&z2, &z3, c)
      step.steps(&z4, &z5, c)
      #if KERNEL_AVX512
        step.steps(&z6, &z7, c)
      #endif
    }
    var left = steps
    while left >= 2 {
      stepAll()
      stepAll()
      left &-= 2
    }
    if left > 0 { stepAll() }
    (self[0], self[1], self[2], self[3], self[4], self[5]) = (z0, z1, z2, z3, z4, z5)
    #if KERNEL_AVX512
      (self[6], self[7]) = (z6, z7)
    #endif
  }
}

extension OrbitSource {
  /// The vector of number `index`, which need not be aligned.
  fileprivate subscript(index: Int) -> ComplexLanes {
    @inline(__always) get {
      let offset = index &* MemoryLayout<Lanes>.stride
      return ComplexLanes(
        x: x.loadUnaligned(fromByteOffset: offset, as: Lanes.self),
        y: y.loadUnaligned(fromByteOffset: offset, as: Lanes.self))
    }
  }
}
