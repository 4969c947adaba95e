import CLanes
import OrbitTypes

/// Points of a frame whose values are asked for, and where these go.
struct ChannelSamples {
  /// The frame.
  let problem: OrbitProblem
  /// For each point, columns to the right of the frame's middle.
  let rights: UnsafePointer<Double>
  /// For each point, rows above the frame's middle.
  let ups: UnsafePointer<Double>
  /// Points.
  let count: Int
  /// Where the values go.
  let values: UnsafeMutablePointer<Float>
  /// Where the slopes go, if they are asked for.
  let slopes: UnsafeMutablePointer<Float>?

  /// The points from `index` on, in the lanes that `mask` marks.
  @inline(__always)
  func points(from index: Int, mask: UInt32) -> (x: Lanes, y: Lanes) {
    let right = lanes_expand(Lanes(), rights + index, mask)
    let up = lanes_expand(Lanes(), ups + index, mask)
    let stepReal = Lanes(repeating: problem.columnStep.real)
    let stepImaginary = Lanes(repeating: problem.columnStep.imaginary)
    return (
      problem.center.real + (right * stepReal - up * stepImaginary),
      problem.center.imaginary + (right * stepImaginary + up * stepReal)
    )
  }
}
