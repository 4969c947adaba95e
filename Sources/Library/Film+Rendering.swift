import Animation
import FractalMath
import Production

extension Film {
  /// Renders one frame.
  ///
  /// - Parameter frame: its number, from 0.
  /// - Throws: ``FilmError`` if memory or threads are short.
  public func image(ofFrame frame: Int) throws(FilmError) -> RGBImage {
    precondition((0..<frameCount).contains(frame), "a film of \(frameCount) frames has no frame \(frame)")
    return try image(timeline.frame(at: frame))
  }

  /// Renders the film at a moment, which may lie between two frames.
  ///
  /// - Parameter seconds: from the start of the film; beyond its ends, a loop repeats.
  /// - Throws: ``FilmError`` if memory or threads are short.
  public func image(atSeconds seconds: Double) throws(FilmError) -> RGBImage {
    try image(timeline.frame(atSeconds: seconds))
  }

  /// Renders frames in parallel and passes them on one after the other, in order.
  ///
  /// Only a few frames are in memory at a time, regardless of their number. Frames that repeat or mirror one another
  /// are not computed twice, so this is faster than calling ``image(ofFrame:)`` for each frame.
  ///
  /// - Parameters:
  ///   - frames: the frames, at least one; by default all of them.
  ///   - body: receives a frame's number and its picture, on the calling thread. Throwing stops the work.
  /// - Throws: the error that `body` throws, or ``FilmError``.
  public func forEachImage(
    ofFrames frames: Range<Int>? = nil, _ body: (_ frame: Int, _ image: RGBImage) throws -> Void
  ) throws {
    let frames = frames ?? 0..<frameCount
    var next = frames.lowerBound
    var ownError: (any Error)?
    do {
      let production = FilmProduction(timeline: timeline, frames: frames, options: options)
      try production.forEachPicture(as: { RGBImage($0) }) { image in
        do {
          try body(next, image)
        } catch {
          ownError = error
          throw error
        }
        next += 1
      }
    } catch {
      throw ownError ?? FilmError(error)
    }
  }

  private func image(_ frame: FilmFrame) throws(FilmError) -> RGBImage {
    try FilmError.wrapping {
      try RGBImage(StillProduction(timeline: timeline, options: options).picture(frame))
    }
  }
}
