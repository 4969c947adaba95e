import Animation
import SystemPackage
import VideoEncoding

/// Renders the chunks of a planned film, and joins them to the film.
///
/// Any number of processes may render chunks at once, also on several machines that share the plan's folder; one
/// process joins.
package struct FarmProduction {
  private let plan: FarmPlan
  /// The plan's name in errors.
  private let planFile: String
  /// The film's path according to the plan.
  private let output: String
  private let film: SegmentStore.Film
  private var production: FilmProduction

  /// Whether the joined film has a cover.
  package var hasCover: Bool {
    get { production.hasCover }
    set { production.hasCover = newValue }
  }

  /// Prepares to make the film of `plan` on this machine.
  ///
  /// - Parameters:
  ///   - planFile: the plan's file, beside which the film is.
  ///   - options: how to render; the instruction set is the plan's.
  /// - Throws: `ProductionError.unusablePlan` if the film that this machine would make is not the planned one.
  package init(_ plan: FarmPlan, planFile: String, options: RenderingOptions) throws {
    guard let instructionSet = InstructionSet(rawValue: plan.film.instructionSet), instructionSet.isAvailable else {
      throw ProductionError.unusablePlan(
        "\(planFile.oneLine): the film is computed with \(plan.film.instructionSet.oneLine), which this processor does not have; "
          + "plan it with an --isa that all machines have")
    }
    var options = options
    options.instructionSet = instructionSet
    let timeline = try FilmTimeline.measured(plan.preset, workerCount: options.workerCount)
    var production = FilmProduction(timeline: timeline, frames: 0..<timeline.frameCount, options: options)
    production.segmentLength = plan.film.segmentLength
    self.production = production
    film = try production.storedFilm(of: plan.preset)
    if let difference = plan.film.difference(from: film.identity) {
      throw ProductionError.unusablePlan(
        "\(planFile.oneLine): the film made here would have \(difference); all machines of a farm need the same")
    }
    self.plan = plan
    self.planFile = planFile
    output = FilePath(planFile).removingLastComponent().appending(plan.output).string
  }

  /// Renders the missing segments of `chunk`.
  ///
  /// - Parameters:
  ///   - interruption: the user's request to stop: segments in progress are finished, and the same call resumes later.
  ///   - notice: receives messages for the user that are not errors, a sentence each.
  /// - Returns: what was done; `isSuspended` when `interruption` ended it early.
  /// - Throws: `ProductionError`, or `LibAVError` where the encoder failed.
  package func make(
    _ chunk: FarmPlan.Chunk, progress: some FilmProgressReporting = SilentProgress(),
    interruption: Interruption = Interruption(), partialFiles: PartialFiles = PartialFiles(),
    notice: (String) -> Void = { _ in }
  ) throws -> ProductionReport {
    let store = try SegmentStore(
      output: output, film: film, purpose: .chunk(segments: chunk.segments), partialFiles: partialFiles)
    try store.takeOver(store.survey(), notice: notice)
    let settings = EncoderSettings(plan.preset)
    let production = FilmProduction(
      timeline: production.timeline, frames: chunk.frames, options: production.options)
    return try store.keeping {
      try production.run(
        into: ChunkSink(
          timeline: production.timeline, segments: chunk.segments, segmentLength: plan.film.segmentLength,
          settings: settings, store: store),
        layout: settings.layout, progress: progress, interruption: interruption, ending: .wholeSegments)
    }
  }

  /// The song of the plan, which has to be the one that was planned.
  private func plannedSound() throws -> FilmSound? {
    guard let song = plan.song else { return nil }
    let path = FilePath(planFile).removingLastComponent().appending(song.file).string
    guard try FilmSound.hash(ofSong: path, name: path.oneLine) == song.hash else {
      throw ProductionError.unusablePlan(
        "\(path.oneLine): another song than the planned one; 'juliareel plan' writes a new plan, --audio names another song"
      )
    }
    return FilmSound(path: path, name: path.oneLine, isOfFilm: song.isOfFilm)
  }

  /// Verifies all segments and joins them.
  ///
  /// - Parameters:
  ///   - file: the film's path; `nil` for that in the plan.
  ///   - song: a song in the place of the plan's.
  ///   - repairs: whether missing or damaged segments are rendered.
  ///   - keepsSegments: whether they are kept when the film is complete.
  /// - Returns: what was done; `isSuspended` when `interruption` ended it early.
  /// - Throws: `IncompleteFilm` if a segment is missing or damaged and nothing is repaired; nothing is changed then.
  package func join(
    to file: String?, song: String? = nil, repairs: Bool, keepsSegments: Bool,
    progress: some FilmProgressReporting = SilentProgress(),
    interruption: Interruption = Interruption(), partialFiles: PartialFiles = PartialFiles(),
    notice: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> ProductionReport {
    let path = file ?? output
    guard case .video(_, let container) = try FilmOutput(name: path) else {
      throw ProductionError.unusableOutput("\(path.oneLine): segments are joined to .mp4, .mkv, .webm or .mov")
    }
    let sound = try song.map { FilmSound(path: $0, name: $0.oneLine) } ?? plannedSound()
    let preset = song.map { plan.preset.withSong(FilePath($0).lastComponent?.string ?? $0) } ?? plan.preset
    let store = try SegmentStore(output: output, film: film, purpose: .farmFilm, partialFiles: partialFiles)
    let survey = store.survey()
    let flaws = IncompleteFilm(survey, plan: plan, planFile: planFile, folder: store.folder, film: path)
    if let flaws, !repairs { throw flaws }
    try store.takeOver(survey, notice: notice)
    return try store.keeping {
      let sink = try production.videoSink(
        path: path, container: container, preset: preset, sound: sound, store: store, keepsSegments: keepsSegments,
        partialFiles: partialFiles, notice: notice)
      return try production.run(
        into: sink, layout: EncoderSettings(plan.preset).layout, progress: progress,
        interruption: interruption, ending: .wholeSegments)
    }
  }
}

/// Why a film cannot be joined: which of its segments are missing, and which are damaged.
package struct IncompleteFilm: Error, Hashable, CustomStringConvertible {
  /// A line for each flaw, then the sentence of the whole.
  package let description: String
  /// Whether a segment is damaged, not just missing.
  package let isDamaged: Bool

  /// The findings of `survey` for the film of `plan`, which is in `planFile`; `nil` if nothing is missing.
  init?(_ survey: SegmentSurvey, plan: FarmPlan, planFile: String, folder: SegmentFolder, film: String) {
    var lines: [String] = []
    var (missingCount, chunks) = (0, [Int]())
    for chunk in plan.chunks {
      let missing = survey.missing(of: chunk.segments)
      lines += missing.map { "segment \($0) (chunk \(chunk.index)) is missing: \(folder.file(ofSegment: $0).oneLine)" }
      let damaged = survey.damaged.filter { chunk.segments.contains($0.number) }.sorted { $0.number < $1.number }
      lines += damaged.map {
        "segment \($0.number) (chunk \(chunk.index)) is damaged: \($0.file.oneLine): \($0.damage)"
      }
      missingCount += missing.count
      if !missing.isEmpty || !damaged.isEmpty { chunks.append(chunk.index) }
    }
    guard !lines.isEmpty else { return nil }
    let damagedCount = lines.count - missingCount
    let flaws = [(missingCount, "missing"), (damagedCount, "damaged")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let segmentCount = plan.chunks.last?.segments.upperBound ?? 0
    // Quoted, since users paste it.
    let planFile = planFile.oneLine.typedShellWord
    lines.append(
      "\(film.oneLine) cannot be joined: of \(segmentCount) segments \(flaws.joined(separator: " and ")); "
        + "'juliareel segment \(planFile) --index \(chunks.first ?? 0)' makes those of chunk \(chunks.first ?? 0), "
        + "'juliareel join \(planFile) --repair' all of them")
    description = lines.joined(separator: "\n")
    isDamaged = damagedCount > 0
  }
}
