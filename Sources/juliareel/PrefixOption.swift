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
  func applied(to timeline: Timeline) throws -> Timeline {
    guard !prefix else { return timeline }
    do throws(NeededPrefix) {
      return try timeline.withoutPrefix()
    } catch {
      throw Failure(.usage, "--no-prefix: \(error)")
    }
  }

  /// A moment's `parameters` with or without them, for a frame of `size`.
  func applied(to parameters: FrameParameters, size: FrameSize) throws -> FrameParameters {
    guard !prefix else { return parameters }
    do throws(NeededPrefix) {
      return try parameters.withoutPrefix(size: size)
    } catch {
      throw Failure(.usage, "--no-prefix: \(error)")
    }
  }
}
