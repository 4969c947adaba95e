import ArgumentParser
import Production

/// What to do with the segments of a video file.
struct KeepingOptions: ParsableArguments {
  @Flag(help: "Render the whole film, even segments that an interrupted run or the cache has.")
  var fresh = false

  @Flag(help: "When interrupted, make a shorter film from what is finished instead of keeping it to resume later.")
  var finishShort = false

  @Option(
    help: ArgumentHelp(
      "A folder that keeps encoded segments, so that an edited film renders only what has changed.",
      valueName: "folder"))
  var cache: String?

  @Option(
    help: ArgumentHelp(
      "The largest size of the cache; the least recently used segments are removed.", valueName: "MiB"))
  var cacheSize = SegmentOptions.defaultCacheByteLimit >> 20

  func validate() throws {
    guard (1...1 << 30).contains(cacheSize) else {
      throw ValidationError("--cache-size is a number of MiB from 1 to 1073741824, not \(cacheSize).")
    }
  }

  /// Production's settings for a film that goes to `output`.
  func segments(of output: FilmOutput) throws -> SegmentOptions {
    if output.isVideo {
      return SegmentOptions(
        startsOver: fresh, finishesShort: finishShort, cacheFolder: cache, cacheByteLimit: cacheSize << 20)
    }
    guard !fresh && !finishShort && cache == nil else {
      throw Failure(.usage, "--fresh, --finish-short and --cache: only video files are made of segments")
    }
    return SegmentOptions()
  }
}
