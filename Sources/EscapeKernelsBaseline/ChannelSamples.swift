import CLanes

/// Points of a frame whose values are asked for, and where these go.
struct ChannelSamples {
  /// Where their orbits begin.
  let starts: OrbitStarts
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
  func points(from index: Int, mask: UInt32) -> ComplexLanes {
    let right = lanes_expand(Lanes(), rights + index, mask)
    let up = lanes_expand(Lanes(), ups + index, mask)
    return starts.points(right: right, up: up)
  }
}
