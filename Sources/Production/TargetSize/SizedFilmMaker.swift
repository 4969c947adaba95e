import Animation
import FilmFormat
import VideoEncoding

/// The user has stopped a measuring pass.
struct SuspendedMeasurement: Error {
  /// What was done.
  let report: ProductionReport
}

/// The parts of making a film to a size: measuring, choosing, learning.
struct SizedFilmMaker {
  let production: FilmProduction
  let path: String
  let container: Container
  let preset: Preset
  let sound: FilmSound?
  let factors: CodecFacts.RateFactors
  let byteLimit: Int
  let interruption: Interruption
  let partialFiles: PartialFiles

  /// Twice the error of a size told from the first factors, in the films measured (Docs/Encoding.md).
  static let firstMargin = 0.01
  /// The same beside a size that the film had with nearly the factor.
  static let laterMargin = 0.004

  /// What is known of the film's sizes: from an earlier run, or measured now, going on from the segments that an earlier run has measured.
  ///
  /// - Throws: `SuspendedMeasurement` if the user stops it; what is measured is kept.
  func measurement(
    isFresh: Bool, progress: () -> some FilmProgressReporting, notice: (String) -> Void
  ) throws -> SizeMeasurement {
    // Any factor: the same for all runs.
    let film = try production.storedFilm(of: preset.encoded(withRateFactor: factors.largest))
    let store = try SegmentStore(output: path, film: film, partialFiles: partialFiles)
    let song = try sound.map { try FilmSound.hash(ofSong: $0.path, name: $0.name) } ?? ""
    let empty = SizeMeasurement(film: film.identity, container: container.rawValue, song: song)
    let known = isFresh ? nil : store.sizes().flatMap { $0.isOfSameFilm(as: empty) ? $0 : nil }
    if let known, known.isComplete {
      store.leaveFolder()
      return known
    }
    // Segments without their sizes are of no use.
    try store.takeStock(startsOver: known == nil, notice: notice)
    let (report, measured) = try store.keeping {
      try measure(empty, goingOnFrom: known, in: store, progress: progress())
    }
    guard let measured else { throw SuspendedMeasurement(report: report) }
    try store.handOn(measured)
    return measured
  }

  /// The rate factor at which the film fits.
  ///
  /// - Throws: if there is none, with the smallest size.
  func factor(after known: SizeMeasurement, margin: Double) throws -> Double {
    let budget = known.budget(byteLimit: byteLimit, repeatCount: repeatCount)
    if let factor = known.search.factor(forBytes: budget, margin: margin, of: factors) { return factor }
    // Its segments, if there are any, are of another size; what is known of sizes goes with the folder.
    try discard()
    let smallest = (known.search.points.last?.byteCount ?? 0) * repeatCount + known.otherBytes
    throw ProductionError.unusableOutput(
      "\(path.oneLine): the film takes \(ByteCount(smallest)) at least, with the largest rate factor, not \(ByteCount(byteLimit)); smaller are fewer pixels (--size), frames or colours, and a song of fewer bits"
    )
  }

  /// Notes what a film that was too large tells, and removes its segments.
  func learn(_ known: inout SizeMeasurement, from film: OversizedFilm, factor: Double) throws {
    known.learn(
      factor: factor, packetBytes: film.packetBytes, byteCount: film.byteCount, repeatCount: repeatCount)
    try openStore().handOn(known)
  }

  /// Removes the folder of segments, unless there are some.
  private func discard() throws { _ = try openStore() }

  private var repeatCount: Int { preset.output.repeatCount ?? 1 }

  private func openStore() throws -> SegmentStore {
    try SegmentStore(
      output: path, film: try production.storedFilm(of: preset), partialFiles: partialFiles)
  }

  /// What was done, and the sizes unless the user has stopped it.
  private func measure(
    _ film: SizeMeasurement, goingOnFrom known: SizeMeasurement?, in store: SegmentStore,
    progress: some FilmProgressReporting
  ) throws -> (report: ProductionReport, measured: SizeMeasurement?) {
    let timeline = production.timeline
    let presets = RateSearch.firstFactors(factors).map { (factor: $0, preset: preset.encoded(withRateFactor: $0)) }
    let settings = presets.map { EncoderSettings($0.preset) }
    let smallest = presets[presets.count - 1].preset
    let result = MeasuringSink.Result()
    let sink = MeasuringSink(
      settings, size: timeline.size, frameRate: timeline.frameRate,
      film: try production.videoSink(
        path: path, container: container, preset: smallest, sound: sound, store: store, keepsSegments: true,
        partialFiles: partialFiles, notice: { _ in }),
      store: store, notes: SizeNotes(known ?? film, factorCount: settings.count, in: store), result: result)
    let report = try production.run(
      into: sink, layout: settings[0].layout, progress: progress, interruption: interruption, ending: .wholeSegments)
    guard !report.isInterrupted, let sizes = result.value else { return (report, nil) }
    var measured = film
    for (preset, bytes) in zip(presets, sizes.packetBytes) {
      measured.search.add(RateSearch.Point(factor: preset.factor, byteCount: bytes))
    }
    measured.learn(
      factor: factors.largest, packetBytes: sizes.packetBytes[presets.count - 1], byteCount: sizes.fileBytes,
      repeatCount: repeatCount)
    return (report, measured)
  }
}
