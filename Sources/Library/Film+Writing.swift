import Animation
import FractalMath
import Production

extension Film {
  /// The progress of writing a film.
  public struct Progress: Hashable, Sendable {
    /// Frames rendered and encoded.
    public let finishedFrames: Int
    /// The total number of frames.
    public let frameCount: Int
    /// Frames per second so far; 0 at the start.
    public let framesPerSecond: Double
    /// Estimated seconds left at this rate; `nil` while there is no rate.
    public let remainingSeconds: Double?
  }

  /// Renders the film to a file.
  ///
  /// The file gets its name when it is complete; until then, a previous file of that name stays. A video file is made
  /// in segments, which are kept in the folder PATH.juliareel until it is complete: if the work is stopped, the same
  /// call resumes it.
  ///
  /// - Parameters:
  ///   - path: ends in `.mp4`, `.mkv`, `.mov` or `.webm` for a video, in `.gif` or `.webp` for an animated picture, or
  ///     in `.png` for one picture per frame, with a placeholder for the number: `frames/%05d.png`.
  ///   - frames: the frames, at least one; by default all of them.
  ///   - startsOver: whether finished segments are rendered again instead of reused.
  ///   - progress: called at the start and after each frame, on the calling thread. Throwing stops the work.
  /// - Throws: the error that `progress` throws, or ``FilmError``.
  public func write(
    to path: String, frames: Range<Int>? = nil, startsOver: Bool = false,
    progress: (Progress) throws -> Void = { _ in }
  ) throws {
    let production = FilmProduction(timeline: timeline, frames: frames ?? 0..<frameCount, options: options)
    try withoutActuallyEscaping(progress) { progress in
      let reporter = ProgressForwarder(progress)
      do {
        let output = try FilmOutput(name: path)
        guard output.path(ofFrame: 0) != nil else {
          throw FilmError(.output, "\(path.oneLine): a film goes to a file, whose name ends in .mp4, for instance")
        }
        _ = try production.run(
          to: output, preset: preset, sound: sound, segments: SegmentOptions(startsOver: startsOver),
          progress: reporter,
          interruption: reporter.interruption)
      } catch {
        throw reporter.error ?? FilmError(error)
      }
    }
  }
}

/// Reports progress to the caller, and stops the film if the caller throws.
private final class ProgressForwarder: FilmProgressReporting {
  let interruption = Interruption()
  private(set) var error: (any Error)?
  private let body: (Film.Progress) throws -> Void

  init(_ body: @escaping (Film.Progress) throws -> Void) { self.body = body }

  func report(_ progress: FilmProgress) {
    guard error == nil else { return }
    do {
      try body(
        Film.Progress(
          finishedFrames: progress.finishedFrames, frameCount: progress.frameCount,
          framesPerSecond: progress.framesPerSecond, remainingSeconds: progress.remainingSeconds))
    } catch {
      self.error = error
      // Requested twice, so that the film stops at once.
      interruption.request()
      interruption.request()
    }
  }
}
