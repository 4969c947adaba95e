import CLanes
import FractalMath

/// The least distance of an orbit's points to a figure; squared but for a circle.
struct TrapMeasure: OrbitMeasure {
  private let shape: OrbitTrap.Shape
  private let center: ComplexLanes
  private let radius: Lanes
  private let direction: ComplexLanes
  private let reach = Lanes(repeating: OrbitTrap.reach)
  /// The places on the line, and on the one at right angles to it, that are nearest to 0, relative to the centre.
  private let nearest: (along: Lanes, across: Lanes)

  let start: Lanes

  /// Measures for the given figure, on orbits whose least distance so far is `least`, if they have made any steps.
  init(_ trap: OrbitTrap, least: Double?) {
    start = Lanes(repeating: least ?? .greatestFiniteMagnitude)
    shape = trap.shape
    center = ComplexLanes(repeating: (trap.real, trap.imaginary))
    radius = Lanes(repeating: trap.radius)
    let unit = trap.direction
    direction = ComplexLanes(repeating: (unit.real, unit.imaginary))
    nearest = (Lanes(repeating: trap.nearest.along), Lanes(repeating: trap.nearest.across))
  }

  @inline(__always)
  func observe(_ step: OrbitStep, _ state: inout Lanes) {
    let offset = step.after - center
    let distance =
      switch shape {
      case .point: offset.squaredMagnitude
      case .circle: toCircle(offset.squaredMagnitude)
      case .line: toLine(across(offset), along(offset) - nearest.along)
      case .cross: toCross(across(offset), along(offset))
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
  private func toCross(_ across: Lanes, _ along: Lanes) -> Lanes {
    lanes_minimum(toLine(across, along - nearest.along), toLine(along, across - nearest.across))
  }

  /// The squared distance of a point `across` beside a line and `along` from the middle of what there is of it.
  @inline(__always)
  private func toLine(_ across: Lanes, _ along: Lanes) -> Lanes {
    let beyond = lanes_maximum(lanes_absolute(along) - reach, Lanes())
    return lanes_multiply_add(across, across, beyond * beyond)
  }

  @inline(__always)
  private func across(_ offset: ComplexLanes) -> Lanes {
    lanes_multiply_subtract(offset.x, direction.y, offset.y * direction.x)
  }

  @inline(__always)
  private func along(_ offset: ComplexLanes) -> Lanes {
    lanes_multiply_add(offset.y, direction.y, offset.x * direction.x)
  }
}
