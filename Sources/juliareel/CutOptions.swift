import ArgumentParser
import Production

/// How a video file is cut into segments.
struct CutOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Cuts the film for that many workers, those of all machines together: where it has too few segments for them, they are shorter, and the file is larger. Its bytes depend on it.",
      valueName: "n"))
  var forWorkers: Int?

  func validate() throws {
    if let forWorkers, !(1...65536).contains(forWorkers) {
      throw ValidationError("--for-workers is a number from 1 to 65536, not \(forWorkers).")
    }
  }

  /// Frames of a segment of a film of `frameCount` frames.
  func segmentLength(frameCount: Int) -> Int {
    FilmCut.segmentLength(frameCount: frameCount, workers: forWorkers ?? 1)
  }
}
