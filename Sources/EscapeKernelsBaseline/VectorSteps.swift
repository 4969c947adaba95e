import CLanes

/// One step of a formula without a memory, for which the stepping loops are compiled.
protocol VectorStep {
  /// Steps a vector.
  static func step(_ z: inout ComplexLanes, _ c: ComplexLanes)
  /// Steps two vectors, each as `step` does to the last bit.
  static func steps(_ z0: inout ComplexLanes, _ z1: inout ComplexLanes, _ c: ComplexLanes)
}

extension VectorStep {
  @inline(__always)
  static func steps(_ z0: inout ComplexLanes, _ z1: inout ComplexLanes, _ c: ComplexLanes) {
    step(&z0, c)
    step(&z1, c)
  }
}

/// A power, 3…8.
protocol PowerStep: VectorStep {
  static var degree: Int32 { get }
}

// The arithmetic is in C, one header for each formula.

extension PowerStep {
  @inline(__always)
  static func step(_ z: inout ComplexLanes, _ c: ComplexLanes) { step(&z, c, hasMoreSums: 0) }

  /// The second one makes sums where the first one makes products, so that no unit waits.
  @inline(__always)
  static func steps(_ z0: inout ComplexLanes, _ z1: inout ComplexLanes, _ c: ComplexLanes) {
    step(&z0, c, hasMoreSums: 0)
    step(&z1, c, hasMoreSums: 1)
  }

  @inline(__always)
  private static func step(_ z: inout ComplexLanes, _ c: ComplexLanes, hasMoreSums: Int32) {
    z = ComplexLanes(
      x: power_lanes_step_real(z.x, z.y, c.x, c.y, degree, hasMoreSums),
      y: power_lanes_step_imaginary(z.x, z.y, c.x, c.y, degree, hasMoreSums))
  }
}

enum Cubic: PowerStep {
  static var degree: Int32 { @inline(__always) get { 3 } }
}

enum Quartic: PowerStep {
  static var degree: Int32 { @inline(__always) get { 4 } }
}

enum Quintic: PowerStep {
  static var degree: Int32 { @inline(__always) get { 5 } }
}

enum Sextic: PowerStep {
  static var degree: Int32 { @inline(__always) get { 6 } }
}

enum Septic: PowerStep {
  static var degree: Int32 { @inline(__always) get { 7 } }
}

enum Octic: PowerStep {
  static var degree: Int32 { @inline(__always) get { 8 } }
}

enum Tricorn: VectorStep {
  @inline(__always)
  static func step(_ z: inout ComplexLanes, _ c: ComplexLanes) {
    z = ComplexLanes(
      x: tricorn_lanes_step_real(z.x, z.y, c.x, c.y), y: tricorn_lanes_step_imaginary(z.x, z.y, c.x, c.y))
  }
}

enum BurningShip: VectorStep {
  @inline(__always)
  static func step(_ z: inout ComplexLanes, _ c: ComplexLanes) {
    z = ComplexLanes(
      x: burning_ship_lanes_step_real(z.x, z.y, c.x, c.y), y: burning_ship_lanes_step_imaginary(z.x, z.y, c.x, c.y))
  }
}

enum Celtic: VectorStep {
  @inline(__always)
  static func step(_ z: inout ComplexLanes, _ c: ComplexLanes) {
    z = ComplexLanes(
      x: celtic_lanes_step_real(z.x, z.y, c.x, c.y), y: celtic_lanes_step_imaginary(z.x, z.y, c.x, c.y))
  }
}

enum Buffalo: VectorStep {
  @inline(__always)
  static func step(_ z: inout ComplexLanes, _ c: ComplexLanes) {
    z = ComplexLanes(
      x: buffalo_lanes_step_real(z.x, z.y, c.x, c.y), y: buffalo_lanes_step_imaginary(z.x, z.y, c.x, c.y))
  }
}
