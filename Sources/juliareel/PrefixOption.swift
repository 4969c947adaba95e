import Animation
import ArgumentParser
import FractalMath

/// Whether deep views take their shared steps at once.
struct PrefixOption: ParsableArguments {
  @Flag(
    inversion: .prefixedNo,
    help:
      "Compute the steps that all orbits of a deep view share once for the frame; without it only last bits differ, and views that need it are refused."
  )
  var prefix = true

  /// `timeline` with or without them.
  func applied(to timeline: FilmTimeline) throws -> FilmTimeline {
    guard !prefix else { return timeline }
    do throws(NeededPrefix) {
      return try timeline.withoutPrefix()
    } catch {
      throw Failure(.usage, "--no-prefix: \(error)")
    }
  }

  /// A moment's `frame` with or without them, for a frame of `size`.
  func applied(to frame: FilmFrame, size: FrameSize) throws -> FilmFrame {
    guard !prefix else { return frame }
    do throws(NeededPrefix) {
      return try frame.withoutPrefix(size: size)
    } catch {
      throw Failure(.usage, "--no-prefix: \(error)")
    }
  }
}
