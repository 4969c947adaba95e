import Animation
import FilmFormat
import SystemPackage
import VideoEncoding

extension FilmProduction {
  /// Renders the frames to `output`.
  ///
  /// The video file is complete under its name when this returns, or nothing has changed. In an image sequence this
  /// holds for each image.
  ///
  /// - Parameters:
  ///   - output: where the film goes.
  ///   - preset: the recipe, for the encoder's settings and the film's metadata.
  ///   - sound: where the song is, if the preset has one.
  ///   - byteLimit: the most bytes that a video file may have.
  ///   - segments: what to do with a video file's segments.
  ///   - progress: called at the start and after each frame.
  ///   - interruption: the user's request to stop.
  ///   - partialFiles: the list of files that are not complete yet.
  ///   - notice: receives messages for the user that are not errors, a sentence each, on any thread.
  /// - Returns: what was done; `isInterrupted` when `interruption` ended the film early.
  /// - Throws: `ProductionError`, or `LibAVError` if the encoder or the container failed; as an `UnfinishedFilm` if
  ///   finished segments are kept, also where the file is larger than `byteLimit` (`OversizedFilm`).
  package func run(
    to output: FilmOutput, preset: Preset, sound: FilmSound? = nil, byteLimit: Int? = nil,
    segments: SegmentOptions = SegmentOptions(), progress: some FilmProgressReporting = SilentProgress(),
    interruption: Interruption = Interruption(), partialFiles: PartialFiles = PartialFiles(),
    notice: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> ProductionReport {
    let (settings, layout) = try requireMakeable(output, preset: preset)
    switch output {
    case .video(let path, let container):
      let store = try segmentStore(
        of: preset, output: path, options: segments, partialFiles: partialFiles, notice: notice)
      return try store.keeping {
        let sink = try videoSink(
          path: path, container: container, preset: preset, sound: sound, store: store, byteLimit: byteLimit,
          partialFiles: partialFiles, notice: notice)
        return try run(
          into: sink, layout: layout, progress: progress, interruption: interruption,
          ending: segments.finishesShort ? .shorterFilm : .wholeSegments)
      }
    case .animatedImage(let path, let format):
      let sink = try AnimatedImageSink(
        path: path, format: format, size: timeline.size, frameRate: timeline.frameRate, rate: settings.rate,
        colors: AnimatedImageColors.chosen(for: timeline), dithers: preset.output.dither != .none,
        isTranslucent: layout.hasOpacity, partialFiles: partialFiles)
      return try run(into: sink, layout: layout, progress: progress, interruption: interruption)
    case .images(let pattern, _):
      guard pattern.hasNumber || frames.count == 1 else {
        throw ProductionError.unusableOutput(
          "\(pattern.name(ofFrame: 0).oneLine): \(frames.count) frames need a number in the name, such as frame-%05d.png"
        )
      }
      let sink = try ImageSequenceSink(
        pattern: pattern, firstFrame: frames.lowerBound, size: timeline.size, layout: layout,
        partialFiles: partialFiles)
      return try run(into: sink, layout: layout, progress: progress, interruption: interruption)
    case .standardOutput:
      let sink = Y4MSink(
        descriptor: .standardOutput, size: timeline.size, frameRate: timeline.frameRate, layout: layout)
      return try run(into: sink, layout: layout, progress: progress, interruption: interruption)
    case .discarded:
      return try run(into: DiscardingSink(), layout: layout, progress: progress, interruption: interruption)
    }
  }

  /// Refuses what `output` cannot have of the film of `preset`.
  ///
  /// - Returns: how it is encoded, and the layout of its pictures.
  @discardableResult
  func requireMakeable(_ output: FilmOutput, preset: Preset) throws -> (EncoderSettings, PixelLayout) {
    try output.requireNoMore(of: preset)
    try output.requireOpacity(of: preset)
    let settings = EncoderSettings(preset)
    let layout = output.pixelLayout(settings, isTranslucent: preset.isTranslucent)
    try timeline.size.requireFit(in: layout, of: output.isVideo ? settings.codec : nil)
    if output.isVideo {
      try settings.requireEncoder()
      try requireRoom(forEncoder: settings)
    }
    return (settings, layout)
  }

  /// Opens the store for the segments of a video file at `output`, and reuses existing segments.
  private func segmentStore(
    of preset: Preset, output: String, options segments: SegmentOptions,
    partialFiles: PartialFiles, notice: @escaping @Sendable (String) -> Void
  ) throws -> SegmentStore {
    let cache = segments.cacheFolder.flatMap { folder in
      SegmentCache(
        folder: folder, byteLimit: segments.cacheByteLimit, partialFiles: partialFiles, notice: notice)
    }
    let store = try SegmentStore(
      output: output, film: try storedFilm(of: preset), cache: cache, partialFiles: partialFiles)
    try store.takeStock(startsOver: segments.startsOver, notice: notice)
    return store
  }

  /// The film of `preset` as identified by its segments.
  ///
  /// - Complexity: opens the film's encoder: some milliseconds, at 3840×2160 0.3 s for VP9 and 0.6 s for AV1.
  func storedFilm(of preset: Preset) throws -> SegmentStore.Film {
    let cut = FilmCut(frames: frames, segmentLength: segmentLength)
    let settings = EncoderSettings(preset)
    let encoder = try EncoderIdentity(settings, layout: settings.layout, frameRate: timeline.frameRate)
    return SegmentStore.Film(
      identity: FilmIdentity(
        preset: preset, cut: cut, instructionSet: options.instructionSet, encoder: encoder),
      cut: cut,
      keys: try SegmentKeys(preset: preset, timeline: timeline, options: options, encoder: encoder),
      pictureByteCount: settings.layout.byteCount(of: timeline.size),
      format: try SegmentEncoder(size: timeline.size, frameRate: timeline.frameRate, settings: settings).format)
  }

  /// The sink for a video file at `path`, whose segments are in `store`, and stay there only if `keepsSegments`. What
  /// is wrong with the sound goes to `notice`.
  func videoSink(
    path: String, container: Container, preset: Preset, sound: FilmSound?, store: SegmentStore,
    keepsSegments: Bool = false, byteLimit: Int? = nil, partialFiles: PartialFiles,
    notice: @escaping @Sendable (String) -> Void
  ) throws -> VideoSink {
    let track = try sound?.track(
      for: preset, timeline: timeline, frames: frames, in: container, notice: notice)
    return try VideoSink(
      path: path, container: container, size: timeline.size, frameRate: timeline.frameRate,
      segmentLength: segmentLength,
      settings: EncoderSettings(preset), metadata: FilmMetadata(preset), sound: track,
      cover: hasCover ? try cover(for: path, in: container) : nil,
      frameCount: frames.count, repeatCount: preset.output.repeatCount ?? 1, store: store,
      keepsSegments: keepsSegments, byteLimit: byteLimit
    ) { () throws(ProductionError) in
      let place = try OutputPlace(path)
      // A file can only be renamed within a file system, so it is written among the segments if these are beside it.
      let isBeside = SegmentFolder(ofOutput: place.path) == store.folder
      let folder =
        try isBeside
        ? store.lendFolder()
        : ProductionError.writing(path) { () throws(Errno) in try place.folder.duplicate() }
      return try PendingFile(place, temporarilyIn: folder, among: partialFiles)
    }
  }
}
