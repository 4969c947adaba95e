import Animation
import FractalMath
import Production

extension Film {
  /// Renders one frame.
  ///
  /// - Parameter frame: its number, from 0.
  /// - Throws: ``FilmError`` where memory or threads are short.
  public func image(ofFrame frame: Int) throws(FilmError) -> RGBImage {
    precondition((0..<frameCount).contains(frame), "a film of \(frameCount) frames has no frame \(frame)")
    return try image(timeline.parameters(at: frame))
  }

  /// Renders what the film shows at a moment, which may lie between two frames.
  ///
  /// - Parameter seconds: from the start of the film; beyond its ends, the film goes round where it is a loop.
  /// - Throws: ``FilmError`` where memory or threads are short.
  public func image(atSeconds seconds: Double) throws(FilmError) -> RGBImage {
    try image(timeline.parameters(atSeconds: seconds))
  }

  /// Renders frames side by side and hands them over one after the other, in their order.
  ///
  /// Only a few frames are in memory at a time, however many there are. Frames that repeat or mirror one another are not computed
  /// twice, so this is faster than one ``image(ofFrame:)`` after the other.
  ///
  /// - Parameters:
  ///   - frames: which frames, at least one; all of them unless given.
  ///   - body: takes a frame's number and its picture, on the calling thread. Throwing stops the work.
  /// - Throws: what `body` throws, or ``FilmError``.
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

  private func image(_ parameters: FrameParameters) throws(FilmError) -> RGBImage {
    try FilmError.wrapping {
      try RGBImage(StillProduction(timeline: timeline, options: options).picture(parameters))
    }
  }
}
