import EscapeKernels
import FractalMath

/// The field of smooth counts of one frame; fills any rows of it on any thread.
struct OrbitField: Sendable {
  private let kernel: EscapeKernel

  /// The field of the frame with the given parameters.
  init(parameters: FrameParameters, size: FrameSize, limits: EscapeLimits) {
    let viewport = Viewport(camera: parameters.camera, size: size)
    kernel = EscapeKernel(
      OrbitProblem(
        juliaConstant: (parameters.juliaConstant.real, parameters.juliaConstant.imaginary),
        width: size.width, height: size.height,
        center: (viewport.center.real, viewport.center.imaginary),
        columnStep: (viewport.columnStep.real, viewport.columnStep.imaginary),
        escapeRadius: limits.escapeRadius, maximumIterations: limits.maximumIterations))
  }

  /// Writes the smooth counts of `rows` to `counts`, row by row without gaps.
  func fill(rows: Range<Int>, into counts: UnsafeMutableBufferPointer<Float>) {
    kernel.fill(rows: rows, into: counts)
  }
}
