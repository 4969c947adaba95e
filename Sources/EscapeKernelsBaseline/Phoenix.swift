import CLanes
import OrbitTypes

/// The phoenix alone, for plain smooth counts: steps without a choice of formula, tested only where an orbit may have ended.
struct Phoenix: OrbitFormula {
  private let chosen: ChosenFormula
  private let parameter: ComplexLanes

  /// The phoenix of a problem.
  init(_ problem: OrbitProblem) {
    chosen = ChosenFormula(problem.formula)
    parameter = ComplexLanes(repeating: chosen.parameter)
  }

  static var settlesAtOnce: Bool { @inline(__always) get { true } }
  static var stepsBetweenTests: Int { @inline(__always) get { 8 } }
  var stepsPerBlock: Int { chosen.stepsPerBlock }
  var exitSquared: Double { chosen.exitSquared }
  var start: ComplexLanes { chosen.start }

  @inline(__always)
  func step(_ z: inout ComplexLanes, _ c: ComplexLanes, _ memory: inout ComplexLanes) {
    Self.step(&z, c, &memory, parameter)
  }

  /// One step with the given p; `memory` is the point before z.
  @inline(__always)
  static func step(_ z: inout ComplexLanes, _ c: ComplexLanes, _ memory: inout ComplexLanes, _ p: ComplexLanes) {
    let before = memory
    memory = z
    z = ComplexLanes(
      x: phoenix_lanes_step_real(memory.x, memory.y, before.x, before.y, c.x, c.y, p.x, p.y),
      y: phoenix_lanes_step_imaginary(memory.x, memory.y, before.x, before.y, c.x, c.y, p.x, p.y))
  }

  @inline(__always)
  func restarted(_ memory: ComplexLanes, mask: UInt32) -> ComplexLanes { chosen.restarted(memory, mask: mask) }

  @inline(__always)
  func replacing(_ memory: ComplexLanes, by other: ComplexLanes, mask: UInt32) -> ComplexLanes {
    chosen.replacing(memory, by: other, mask: mask)
  }

  func advance(_ bundle: OrbitBundle, from source: OrbitSource, steps: Int, _ c: (real: Double, imaginary: Double)) {
    chosen.advance(bundle, from: source, steps: steps, c)
  }

  func stepsToReach(_ squared: Lanes) -> Lanes { chosen.stepsToReach(squared) }
  func countOffset(_ radiusSquared: Lanes) -> Float { chosen.countOffset(radiusSquared) }

  func smoothCounts(_ low: Lanes, _ high: Lanes, iteration: FloatLanes, offset: Float) -> FloatLanes {
    chosen.smoothCounts(low, high, iteration: iteration, offset: offset)
  }
}

/// An interior of one colour in which no trap is known: nothing is looked at.
struct UntrappedInterior: InteriorMeasure {
  var start: Void { () }

  @inline(__always)
  func observe(_ step: OrbitStep, iteration: Lanes, _ state: inout Void) -> UInt32 { 0 }

  func numbers(_ state: Void) -> (Lanes, Lanes) { (Lanes(), Lanes()) }
  func restarted(_ state: Void, mask: UInt32) {}

  func values(_ z: ComplexLanes, iteration: Lanes, numbers: (Lanes, Lanes)) -> Lanes { Lanes(repeating: -1) }
}
