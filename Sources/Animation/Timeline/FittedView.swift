import FractalMath

/// The width of a camera that fits the filled Julia sets of a film, and how it is turned for that.
struct FittedView {
  let width: Double
  /// 0 or 90.
  let turnDegrees: Double

  /// The number of moments examined.
  private static let moments = 96
  /// The same where c or the centre follows a song, which moves them at any time.
  private static let momentsWithSong = 960
  /// The fraction of the frame that is free at each side of a figure, at least.
  private static let marginOfFigure = 0.03

  /// The view for `fit`.
  ///
  /// - Parameters:
  ///   - size: of the film.
  ///   - camera: everything but the width.
  ///   - motionSeconds: how long the film takes until it ends or runs backwards.
  ///   - followsSong: whether c or the centre follows a song.
  ///   - map: the map at a moment.
  /// - Complexity: 97 times that of `JuliaExtent`, ten times as much with a song.
  init(
    _ fit: CameraFit, size: FrameSize, camera: CameraMotion, motionSeconds: Double, followsSong: Bool,
    map: (FrameTime) -> JuliaMap
  ) {
    let moments = followsSong ? Self.momentsWithSong : Self.moments
    let count = Double(moments)
    let aspect = Double(size.width) / Double(size.height)
    let extents = (0...moments).map { index in
      let seconds = motionSeconds * Double(index) / count
      let time = FrameTime(elapsed: Double(index), length: count, seconds: seconds)
      return JuliaExtent(of: map(time), seenBy: camera.value(at: seconds).camera)
    }
    let upright = 2 * extents.map { max($0.along, $0.across * aspect) }.reduce(0, max)
    switch fit {
    case .whole(let margin):
      (width, turnDegrees) = (upright / (1 - 2 * margin), 0)
    case .figure:
      let turned = 2 * extents.map { max($0.across, $0.along * aspect) }.reduce(0, max)
      (width, turnDegrees) = (min(upright, turned) / (1 - 2 * Self.marginOfFigure), turned < upright ? 90 : 0)
    }
  }
}
