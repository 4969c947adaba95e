import Animation
import FilmFormat
import SystemPackage
import VideoEncoding

/// A film is larger than it may be; it is not there.
struct OversizedFilm: Error {
  /// The bytes of its packets, shown once, and of the whole file.
  let packetBytes, byteCount: Int
}

extension FilmProduction {
  /// A run through a film for which a size is asked for.
  package enum SizePass: Hashable, Sendable {
    /// All frames are encoded with several rate factors, and nothing stays.
    case measuring
    /// The film is made; a second time if it was too large.
    case making(rateFactor: Double)
  }

  /// Renders the frames to a video file of `byteLimit` bytes or a little less, sound and index included.
  ///
  /// A first pass measures how large the film is with several rate factors; a second makes it with the factor that fits, as `run` does
  /// with that factor, to the byte. Should it come out larger, nothing is kept, and the next pass knows better. What was measured stays
  /// among the segments until the film is complete, so an interrupted film resumes in the pass it was in.
  ///
  /// - Parameters:
  ///   - byteLimit: the most bytes of the file.
  ///   - progress: makes what is told of a pass, before it begins.
  ///   - other: as in `run(to:preset:…)`.
  /// - Returns: what the last pass has done, and its rate factor; none if the user has stopped the first.
  /// - Throws: as `run`; `ProductionError.unusableOutput` where no file can be so small, or the codec has no rate factor.
  /// - Complexity: that of two films, in the first of which each frame is encoded seven times.
  package func run(
    to output: FilmOutput, preset: Preset, sound: FilmSound? = nil, byteLimit: Int,
    segments: SegmentOptions = SegmentOptions(), progress: (SizePass) -> some FilmProgressReporting,
    interruption: Interruption = Interruption(), partialFiles: PartialFiles = PartialFiles(),
    notice: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> (report: ProductionReport, rateFactor: Double?) {
    try Self.requireSizes(of: output, codec: preset.output.codec)
    guard case .video(let path, let container) = output, let factors = preset.output.codec.facts.rateFactors else {
      preconditionFailure("\(preset.output.codec) has a rate factor")
    }
    try requireMakeable(output, preset: preset)
    var production = self
    // The same in each pass.
    if hasCover { production.madeCover = try cover(for: path, in: container) }
    let maker = SizedFilmMaker(
      production: production, path: path, container: container, preset: preset, sound: sound, factors: factors,
      byteLimit: byteLimit, interruption: interruption, partialFiles: partialFiles)
    var known: SizeMeasurement
    do {
      known = try maker.measurement(
        isFresh: segments.startsOver, progress: { progress(.measuring) }, notice: notice)
    } catch let stopped as SuspendedMeasurement {
      return (stopped.report, nil)
    }
    var margin = SizedFilmMaker.firstMargin
    while true {
      let factor = try maker.factor(after: known, margin: margin)
      do {
        let report = try production.run(
          to: output, preset: preset.encoded(withRateFactor: factor), sound: sound, byteLimit: byteLimit,
          segments: segments, progress: progress(.making(rateFactor: factor)), interruption: interruption,
          partialFiles: partialFiles, notice: notice)
        return (report, factor)
      } catch let error as UnfinishedFilm {
        guard let film = error.cause as? OversizedFilm else { throw error }
        try maker.learn(&known, from: film, factor: factor)
        margin = SizedFilmMaker.laterMargin
      }
    }
  }

  /// Refuses a size of an output that is no video file, or of a codec without rate factors.
  package static func requireSizes(of output: FilmOutput, codec: VideoCodec) throws(ProductionError) {
    guard case .video(let path, _) = output else {
      throw .unusableOutput("--target-size: only .mp4, .mkv, .webm and .mov files are made to a size")
    }
    guard codec.facts.rateFactors == nil else { return }
    let able = VideoCodec.allCases.filter { $0.facts.rateFactors != nil }.map(\.rawValue).joined(separator: ", ")
    throw .unusableOutput(
      "\(path.oneLine): \(codec.title) has no rate factor, so no size can be chosen; allowed for a size: \(able)")
  }
}
