import CLanes
import FractalMath

/// The least distance of an orbit's points to a figure; for a point its square.
struct TrapMeasure: OrbitMeasure {
  private let shape: OrbitTrap.Shape
  private let center: ComplexLanes
  private let radius: Lanes
  private let direction: ComplexLanes

  let start: Lanes

  /// Measures for the given figure, on orbits whose least distance so far is `least`, if they have made any steps.
  init(_ trap: OrbitTrap, least: Double?) {
    start = Lanes(repeating: least ?? .greatestFiniteMagnitude)
    shape = trap.shape
    center = ComplexLanes(repeating: (trap.real, trap.imaginary))
    radius = Lanes(repeating: trap.radius)
    let unit = trap.direction
    direction = ComplexLanes(repeating: (unit.real, unit.imaginary))
  }

  @inline(__always)
  func observe(_ step: OrbitStep, _ state: inout Lanes) {
    let offset = step.after - center
    let distance =
      switch shape {
      case .point: offset.squaredMagnitude
      case .circle: toCircle(offset.squaredMagnitude)
      case .line: across(offset)
      case .cross: lanes_minimum(across(offset), along(offset))
      }
    state = lanes_minimum(distance, state)
  }

  func numbers(_ state: Lanes) -> (Lanes, Lanes) { (state, Lanes()) }

  func restarted(_ state: Lanes, mask: UInt32) -> Lanes { lanes_replacing(state, start, mask) }

  @inline(__always)
  private func toCircle(_ squared: Lanes) -> Lanes {
    lanes_absolute(squared * lanes_reciprocal_root(squared) - radius)
  }

  @inline(__always)
  private func across(_ offset: ComplexLanes) -> Lanes {
    lanes_absolute(lanes_multiply_subtract(offset.y, direction.x, offset.x * direction.y))
  }

  @inline(__always)
  private func along(_ offset: ComplexLanes) -> Lanes {
    lanes_absolute(lanes_multiply_add(offset.y, direction.y, offset.x * direction.x))
  }
}
