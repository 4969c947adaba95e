import Animation
import FractalMath

extension Camera {
  /// The view that shows a path of c and what of the Mandelbrot set is near it: the path with a margin, the whole set where that is not
  /// much more, and round a c that does not move half a unit.
  ///
  /// - Parameters:
  ///   - path: at least one point.
  ///   - aspect: width of the picture over its height.
  static func framing(_ path: [FrameParameters], aspect: Double) -> Camera {
    let (x, y) = (path.map(\.juliaConstant.real), path.map(\.juliaConstant.imaginary))
    var (left, right) = (x.min() ?? 0, x.max() ?? 0)
    var (bottom, top) = (y.min() ?? 0, y.max() ?? 0)
    // Fewer units than this are fewer than doubles can tell apart in a picture.
    let smallestExtent = 1e-9
    let extent = max(right - left, top - bottom)
    let margin = extent == 0 ? 0.25 : max(0.3 * extent, smallestExtent)
    (left, right, bottom, top) = (left - margin, right + margin, bottom - margin, top + margin)
    if extent > 0.5 {
      (left, right) = (min(left, -2.1), max(right, 0.6))
      (bottom, top) = (min(bottom, -1.25), max(top, 1.25))
    }
    return Camera(
      center: .init((left + right) / 2, (bottom + top) / 2), width: max(right - left, (top - bottom) * aspect))
  }
}
