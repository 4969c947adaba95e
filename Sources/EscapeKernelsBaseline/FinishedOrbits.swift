import CLanes

/// Finished orbits that wait until there is a whole vector of them, from which values can be computed.
struct FinishedOrbits {
  /// The data of each orbit.
  struct Vector {
    /// Its position.
    var z: ComplexLanes
    /// Steps taken.
    var iteration: Lanes
    /// The index of its pixel among the values, a whole number.
    var place: Lanes
    /// Its measure's result.
    var numbers: (Lanes, Lanes)
    /// z′, if computed.
    var derivative: ComplexLanes
  }

  /// Waiting orbits: fewer than a vector's, except while some are being added.
  private(set) var count = 0
  private let memory: UnsafeMutablePointer<Double>

  private static let columns = 8
  /// Writes to a column may reach this far.
  private static var stride: Int { 3 * Lanes.scalarCount }
  /// The size of one list in numbers.
  static var capacity: Int { columns * stride }

  /// An empty list in `memory`, which has room for `capacity` numbers.
  init(in memory: UnsafeMutablePointer<Double>) {
    memory.initialize(repeating: 0, count: Self.capacity)
    self.memory = memory
  }

  /// Adds the lanes that `mask` selects.
  @inline(__always)
  mutating func append(_ vector: Vector, mask: UInt32) {
    put(vector.z.x, in: 0, mask)
    put(vector.z.y, in: 1, mask)
    put(vector.iteration, in: 2, mask)
    put(vector.place, in: 3, mask)
    put(vector.numbers.0, in: 4, mask)
    put(vector.numbers.1, in: 5, mask)
    put(vector.derivative.x, in: 6, mask)
    put(vector.derivative.y, in: 7, mask)
    count += mask.nonzeroBitCount
  }

  /// Removes the oldest vector; if fewer orbits are left, the mask shows which lanes hold one.
  mutating func removeVector() -> (vector: Vector, mask: UInt32) {
    let vector = Vector(
      z: ComplexLanes(x: number(0), y: number(1)), iteration: number(2), place: number(3),
      numbers: (number(4), number(5)),
      derivative: ComplexLanes(x: number(6), y: number(7)))
    let mask = OrbitBundle.present(count)
    count = max(count - Lanes.scalarCount, 0)
    for column in 0..<Self.columns {
      let first = memory + column * Self.stride
      first.update(from: first + Lanes.scalarCount, count: Lanes.scalarCount)
    }
    return (vector, mask)
  }

  @inline(__always)
  private func put(_ values: Lanes, in column: Int, _ mask: UInt32) {
    lanes_pack(memory + (column &* Self.stride &+ count), values, mask)
  }

  @inline(__always)
  private func number(_ column: Int) -> Lanes { lanes(at: memory + column &* Self.stride) }
}
