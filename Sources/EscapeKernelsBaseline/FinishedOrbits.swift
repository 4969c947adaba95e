import CLanes

/// Orbits that have come to their end and wait until there is a whole vector of them, of which values can be computed.
struct FinishedOrbits {
  /// What is kept of each orbit.
  struct Vector {
    /// Where it stands.
    var z: ComplexLanes
    /// Steps made.
    var iteration: Lanes
    /// Its pixel's place among the values, a whole number.
    var place: Lanes
    /// What its measure gathered.
    var numbers: (Lanes, Lanes)
    /// z′, where it is computed.
    var derivative: ComplexLanes
  }

  /// Orbits that wait: fewer than a vector's, but while some are being added.
  private(set) var count = 0
  private let memory: UnsafeMutablePointer<Double>

  private static let columns = 8
  /// What is written of a column may reach so far.
  private static var stride: Int { 3 * Lanes.scalarCount }
  /// Numbers that one list takes.
  static var capacity: Int { columns * stride }

  /// An empty list in `memory`, which has room for `capacity` numbers.
  init(in memory: UnsafeMutablePointer<Double>) {
    memory.initialize(repeating: 0, count: Self.capacity)
    self.memory = memory
  }

  /// Adds the lanes that `mask` marks.
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

  /// Takes the oldest vector out; where fewer are left, the mask says which lanes hold an orbit.
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
