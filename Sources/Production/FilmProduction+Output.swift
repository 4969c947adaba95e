import Animation
import SystemPackage
import VideoEncoding

extension FilmProduction {
  /// Renders the frames to `output`.
  ///
  /// The video file is complete under its name when this returns, or nothing is there that was not there before. Of an image
  /// sequence, each image is.
  ///
  /// - Parameters:
  ///   - output: where the film goes.
  ///   - preset: the recipe, for the encoder's settings and the film's metadata.
  ///   - progress: told at the start and after each frame.
  ///   - interruption: the user's wish to stop.
  ///   - partialFiles: where the files are noted that are not complete yet.
  /// - Returns: what was done; `isInterrupted` when `interruption` ended the film early.
  /// - Throws: `ProductionError`, or `LibAVError` where the encoder or the container failed.
  public func run(
    to output: FilmOutput, preset: Preset, progress: some FilmProgressReporting = SilentProgress(),
    interruption: Interruption = Interruption(), partialFiles: PartialFiles = PartialFiles()
  ) throws -> ProductionReport {
    let layout = output.pixelLayout
    try timeline.size.requireFit(in: layout)
    switch output {
    case .video(let path, let container):
      let sink = try VideoSink(
        path: path, container: container, size: timeline.size, frameRate: timeline.frameRate,
        segmentLength: VideoSink.segmentLength(frameCount: timeline.frameCount),
        settings: EncoderSettings(preset.output), metadata: FilmMetadata(preset), partialFiles: partialFiles)
      return try run(into: sink, layout: layout, progress: progress, interruption: interruption)
    case .images(let pattern):
      guard pattern.hasNumber || frames.count == 1 else {
        throw ProductionError.unusableOutput(
          "\(pattern.name(ofFrame: 0).oneLine): \(frames.count) frames need a number in the name, such as frame-%05d.png"
        )
      }
      let sink = try ImageSequenceSink(
        pattern: pattern, firstFrame: frames.lowerBound, size: timeline.size, partialFiles: partialFiles)
      return try run(into: sink, layout: layout, progress: progress, interruption: interruption)
    case .standardOutput:
      let sink = Y4MSink(descriptor: .standardOutput, size: timeline.size, frameRate: timeline.frameRate)
      return try run(into: sink, layout: layout, progress: progress, interruption: interruption)
    case .discarded:
      return try run(into: DiscardingSink(), layout: layout, progress: progress, interruption: interruption)
    }
  }
}
