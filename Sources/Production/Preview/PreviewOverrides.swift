import Animation
import FractalMath

/// What a preview shows instead of the film's own values: the Julia set of a point under the mouse, for example.
package struct PreviewOverrides: Hashable, Sendable {
  /// A point of the plane.
  package struct Point: Hashable, Sendable {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) { (self.x, self.y) = (x, y) }

    fileprivate func isWithin(_ radius: Double) -> Bool { x * x + y * y <= radius * radius }
  }

  /// The constant c.
  package var juliaConstant: Point?
  /// The point in the middle of the picture.
  package var center: Point?
  /// Horizontal extent of the picture.
  package var width: Double?
  /// Rotation of the camera in degrees.
  package var rotationDegrees: Double?

  /// No overrides.
  package init() {}

  /// What is wrong with a value that a preset could not have; `nil` if all are valid.
  package var problem: String? {
    if let juliaConstant, !juliaConstant.isWithin(JuliaPath.largestModulus) {
      return "c: allowed are points no farther from 0 than 4"
    }
    if let center, !center.isWithin(1000) {
      return "camera.center: allowed are points no farther from 0 than 1000"
    }
    if let width, !(1e-13...1000).contains(width) { return "camera.width: allowed is 1e-13 to 1000" }
    if let rotationDegrees, !(-1e6...1e6).contains(rotationDegrees) {
      return "camera.rotation: allowed is -1000000 to 1000000"
    }
    return nil
  }

  /// `frame` with the overrides; then it shows one scene only.
  package func applied(to frame: FilmFrame) -> FilmFrame {
    self == PreviewOverrides() ? frame : FilmFrame(scene: frame.scene, applied(to: frame.parameters))
  }

  private func applied(to parameters: FrameParameters) -> FrameParameters {
    var parameters = parameters
    if let juliaConstant { parameters.juliaConstant = .init(juliaConstant.x, juliaConstant.y) }
    if let center { parameters.camera.center = .init(center.x, center.y) }
    if let width { parameters.camera.width = width }
    if let rotationDegrees { parameters.camera.rotationDegrees = rotationDegrees }
    return parameters
  }
}
