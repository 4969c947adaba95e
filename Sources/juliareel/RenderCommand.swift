import Animation
import ArgumentParser
import FilmFormat
import Foundation
import Production

/// `juliareel render`: a preset becomes a film.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Renders a preset to a film.",
    discussion:
      """
      On Ctrl-C the segments of a video file that are in progress are finished and kept in OUTPUT.juliareel, and the same command \
      resumes from there; a second Ctrl-C stops at once. Other outputs end after the finished frames.
      """)

  @OptionGroup var source: PresetOptions
  @OptionGroup(title: "Work") var work: WorkOptions
  @OptionGroup(title: "Work") var prefix: PrefixOption

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "film.mp4, film.mkv, frames/%05d.png, - for Y4M on stdout, or null to render and discard. Default: PRESET.mp4, or FILM-again.mp4 (.mkv, .mov, .webm) for the recipe of a film.",
      valueName: "file"), completion: .file())
  var output: String?

  @OptionGroup var rate: RateOptions

  @Option(
    help: ArgumentHelp(
      "Only these frames, counted from 0: 0-29 or 0..29 for the first 30, '0..<30' excluding the last, or 10.",
      valueName: "range"))
  var frames: FrameRangeOption?

  @OptionGroup var memory: MemoryOptions

  @OptionGroup(title: "Reuse") var reuse: ReuseOptions

  @OptionGroup(title: "Anti-aliasing") var antialiasing: AntialiasingOptions
  @OptionGroup(title: "Segments") var keeping: KeepingOptions
  @OptionGroup(title: "Segments") var cut: CutOptions

  @OptionGroup(title: "Encoder") var encoder: EncoderOptions
  @OptionGroup(title: "Encoder") var size: SizeOptions

  @OptionGroup(title: "Sound and repeats") var sound: SoundOptions

  @OptionGroup var flashes: FlashOptions

  @Option(
    help: ArgumentHelp("Writes what was done and what it cost, as JSON.", valueName: "file.json"),
    completion: .file(extensions: ["json"]))
  var stats: String?

  @Option(
    help: ArgumentHelp("Writes the picture in the middle of the film as a PNG as well.", valueName: "file.png"))
  var poster: String?

  @Flag(help: Self.coverHelp)
  var cover = false

  @OptionGroup var progress: ProgressOptions

  /// What the flag for a cover says, here and of `join`.
  static let coverHelp: ArgumentHelp =
    "Puts a small picture of the film's middle into the .mp4 or .mkv, by which lists of files show it."

  func validate() throws {
    guard let poster, !poster.lowercased().hasSuffix(".png") else { return }
    throw ValidationError("The poster's name ends in .png.")
  }

  func run() throws {
    try Failure.reporting { try render() }
  }

  private func render() throws {
    try size.check(encoder: encoder, settings: source.overrides.keys)
    let output = try encoder.bitsOfImages(in: FilmOutput(name: outputName))
    var more = rate.overrides + antialiasing.overrides() + encoder.overrides(for: output)
    let (written, song) = try source.loadFilm(more: more, sound: sound, output: output)
    more += try sound.overrides()
    let (preset, film) = try flashes.remedied(written, workerCount: options.workerCount)
    let timeline = try prefix.applied(to: film)
    var production = FilmProduction(timeline: timeline, frames: try frames(of: timeline), options: options)
    production.segmentLength = cut.segmentLength(frameCount: timeline.frameCount)
    production.hasCover = cover
    try checkCover(of: output)
    if let film = output.path(ofFrame: production.frames.lowerBound), FilePlace(film) == FilePlace(source.preset) {
      throw Failure(
        .usage, "\(film.oneLine) is the film that the recipe comes from; choose another name with -o")
    }
    try checkStats(output: output, firstFrame: production.frames.lowerBound)
    try checkPoster(output: output, frames: production.frames)
    if let song, let film = output.path(ofFrame: production.frames.lowerBound), FilePlace(film) == FilePlace(song.path)
    {
      throw Failure(.usage, "\(film.oneLine) is the song; choose another name with -o")
    }
    let segments = try keeping.segments(of: output)
    if size.targetSize != nil { try FilmProduction.requireSizes(of: output, codec: preset.output.codec) }
    guard cut.forWorkers == nil || output.isVideo else {
      throw Failure(.usage, "--for-workers: only video files are made of segments")
    }
    // A film that is only discarded may flash.
    if output.path(ofFrame: production.frames.lowerBound) != nil {
      try flashes.warn(of: production.frames, in: timeline, workerCount: options.workerCount)
    }

    let interruption = Interruption()
    let partialFiles = PartialFiles()
    let signals = try TerminationSignals(
      asking: interruption, partialFiles: partialFiles,
      firstWords: output.isVideo && !segments.finishesShort ? TerminationSignals.finishingSegments : nil)
    defer { signals.stop() }
    var printer = ProgressPrinter(style: progress.style)
    // On errors too, before their message is printed.
    defer { printer.finish() }

    var statsFile: ReportFile?
    if let stats { statsFile = try ReportFile(path: stats, partialFiles: partialFiles) }
    var rateFactor: Double?
    let report = try (source.overrides.all + more).blamed {
      if let poster {
        // First, so that a place that cannot be written is known before the film is made.
        try StillProduction(timeline: timeline, options: options).writePNG(
          production.middleFrame, to: poster, partialFiles: partialFiles)
      }
      guard let size = size.targetSize else {
        return try production.run(
          to: output, preset: preset, sound: song, segments: segments, progress: printer, interruption: interruption,
          partialFiles: partialFiles, notice: StandardError.notice)
      }
      let (report, factor) = try production.run(
        to: output, preset: preset, sound: song, byteLimit: size.count.bytes, segments: segments,
        progress: { pass in
          printer.finish()
          printer = ProgressPrinter(style: progress.style, title: pass.title)
          return printer
        }, interruption: interruption, partialFiles: partialFiles, notice: StandardError.notice)
      rateFactor = factor
      return report
    }
    printer.finish()
    if let statsFile { try statsFile.write(report) }
    try conclude(report, output: output, times: preset.output.repeatCount ?? 1, rateFactor: rateFactor)
  }

  /// Refuses statistics that would overwrite the film or its preset.
  private func checkStats(output: FilmOutput, firstFrame: Int) throws {
    guard let stats else { return }
    if let film = output.path(ofFrame: firstFrame), FilePlace(stats) == FilePlace(film) {
      throw Failure(.usage, "--stats: \(stats.oneLine) is the output")
    }
    if FilePlace(stats) == FilePlace(source.preset) {
      throw Failure(.usage, "--stats: \(stats.oneLine) is the preset")
    }
  }

  /// Refuses a poster that would overwrite the film, its preset or the statistics.
  private func checkPoster(output: FilmOutput, frames: Range<Int>) throws {
    guard let poster else { return }
    let place = FilePlace(poster)
    let names = (output.isVideo ? frames.prefix(1) : frames).lazy.compactMap { output.path(ofFrame: $0) }
    let isFrame = names.contains { FilePlace($0) == place }
    let other =
      isFrame
      ? "the output"
      : FilePlace(source.preset) == place
        ? "the preset" : stats.map({ FilePlace($0) == place }) ?? false ? "the file of --stats" : nil
    if let other { throw Failure(.usage, "--poster: \(poster.oneLine) is \(other); choose another name") }
  }

  /// Refuses a cover where none can be.
  private func checkCover(of output: FilmOutput) throws {
    guard cover else { return }
    if case .video(_, let container) = output, container.holdsCover { return }
    throw Failure(.usage, "--cover: \(outputName.oneLine): only .mp4 and .mkv files have a cover")
  }

  private var options: RenderingOptions {
    var options = work.options
    reuse.apply(to: &options)
    memory.apply(to: &options)
    return options
  }

  private var outputName: String {
    if let output { return output }
    // A codec may go into its own container only.
    let container = URL(fileURLWithPath: source.preset).pathExtension.lowercased()
    let isFilm = FilmFile.isFilm(source.preset) && FilmFile.extensions.contains(container)
    return source.stem + "." + (isFilm ? container : "mp4")
  }

  private func frames(of timeline: FilmTimeline) throws -> Range<Int> {
    guard let frames else { return 0..<timeline.frameCount }
    let count = timeline.frameCount
    guard frames.frames.upperBound <= count else {
      throw Failure(
        .usage, "--frames \(frames.words): the film has \(Text.count(count, "frame")), numbered 0..<\(count)")
    }
    return frames.frames
  }

  private func conclude(_ report: ProductionReport, output: FilmOutput, times: Int, rateFactor: Double?) throws {
    if report.isSuspended {
      throw Failure(
        .interrupted, "\(report.interruption): the same command resumes, with --fresh it starts over")
    }
    let repeats = times > 1 && output.isVideo ? ", shown \(times) times" : ""
    let size =
      try rateFactor.map { ", \(try Text.size(ofFile: outputName)) with the rate factor \(Text.decimals($0))" } ?? ""
    let summary = "\(outputName.oneLine): \(report.summary)\(repeats)\(size)"
    if output == .standardOutput {
      StandardError.print(summary)
    } else {
      try StandardOutput.tell(summary)
    }
    if report.isInterrupted {
      throw Failure(.interrupted, report.interruption)
    }
  }
}
