import ComplexModule
import FractalMath

/// What is known of a picture's motion while the shutter is open.
enum ExposureMotion {
  /// The farthest that is looked for what moves into a pixel, in pixels.
  private static let farthest = 8.0
  /// How far points of a Julia set move, at most, when c moves by 1. They move with dz/dc, which is below 2 but near the places
  /// where an orbit passes the critical point (Theory.md, "Shutter").
  private static let speedOfPoints = 2.0

  /// How many pixels the picture moves from its own moment to any of its exposures, rounded up; `nil` if that is far, or not known.
  static func reach(of parameters: FrameParameters, size: FrameSize) -> Int? {
    let distances = parameters.exposures.map { distance(from: parameters, to: $0, size: size) }
    guard let farthest = distances.max(), farthest <= Self.farthest else { return nil }
    return Int(farthest.rounded(.up)) + 1
  }

  /// The distance in pixels; infinite if it is not known.
  private static func distance(from one: FrameParameters, to other: FrameParameters, size: FrameSize) -> Double {
    // Deep views have more digits than a double, and another formula is another picture.
    guard one.deepView == nil, other.deepView == nil, one.formula == other.formula else { return .infinity }
    let (before, after) = (Viewport(camera: one.camera, size: size), Viewport(camera: other.camera, size: size))
    let corners = [-0.5, 0.5].flatMap { across in
      [-0.5, 0.5].map { Complex(across * Double(size.width), $0 * Double(size.height)) }
    }
    // A row's step is a column's, turned by a right angle.
    let moved = corners.map { corner in
      ((before.center + corner * before.columnStep - after.center) / after.columnStep - corner).length
    }
    let steps = (other.juliaConstant - one.juliaConstant).length / before.columnStep.length
    let distance = (moved.max() ?? 0) + speedOfPoints * steps
    return distance.isFinite ? distance : .infinity
  }

  /// Whether each moment's picture is its own image after half a turn.
  static func turns(_ parameters: FrameParameters, size: FrameSize, settings: FieldSettings) -> Bool {
    var settings = settings
    settings.shortcuts.insert(.symmetry)
    return ([parameters] + parameters.exposures).allSatisfy { moment in
      let symmetry = FieldSymmetry(
        parameters: moment, viewport: Viewport(camera: moment.camera, size: size), settings: settings)
      return symmetry.fold == .halfTurn || symmetry.mirrorsColumns
    }
  }
}
