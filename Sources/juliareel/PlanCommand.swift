import Animation
import ArgumentParser
import Foundation
import Measuring
import Production

/// `juliareel plan`: a plan for rendering a film in chunks.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Plans a film to be rendered in chunks by several machines.",
    discussion: """
      The plan is one file with everything that the machines need: the preset with the options given here, the chunks, and the \
      instruction set. Chunks have about equal cost, estimated from small pictures of the film. 'juliareel segment' renders a chunk \
      and 'juliareel join' makes the film, with the same bytes as 'juliareel render' with the same --isa and --for-workers; 'juliareel export' has a \
      farm do both.
      """)

  @OptionGroup var source: PresetOptions

  @Option(
    help: ArgumentHelp(
      "Chunks, at most as many as the film has segments (30 to 60 frames each, or fewer with --for-workers). Several per machine share the work more evenly.",
      valueName: "n"))
  var chunks: Int

  @OptionGroup var cut: CutOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The plan. Default: PRESET.plan.json.", valueName: "film.plan.json"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "The film, in the plan's folder or below it: .mp4, .mkv, .webm or .mov. Default: the plan's name with .mp4.",
      valueName: "file"))
  var film: String?

  @OptionGroup var workers: WorkerOptions

  @Option(
    help:
      "The vector instructions that all machines use; auto is the widest that this one has. If machines differ, choose avx2 or baseline."
  )
  var isa: InstructionSetOption = .auto

  @OptionGroup var rate: RateOptions

  @OptionGroup(title: "Anti-aliasing") var antialiasing: AntialiasingOptions
  @OptionGroup(title: "Encoder") var encoder: EncoderOptions
  @OptionGroup(title: "Sound and repeats") var sound: SoundOptions
  @OptionGroup var noSize: NoSizeOptions
  @OptionGroup var flashes: FlashOptions

  /// The extension of plans.
  static let suffix = ".plan.json"

  func validate() throws {
    guard chunks >= 1 else { throw ValidationError("--chunks is a number of at least 1, not \(chunks).") }
  }

  func run() throws {
    try Failure.reporting {
      _ = try FarmPlan.container(ofOutput: filmName)
      let video = try encoder.bitsOfImages(in: FilmOutput(name: filmName))
      var more = rate.overrides + antialiasing.overrides() + encoder.overrides(for: video)
      let (written, film) = try source.loadFilm(more: more, sound: sound, output: video)
      more += try sound.overrides()
      let song = try film.map { try FarmPlan.Song($0, ofPlan: planName) }
      try checkPlaces()
      let (preset, timeline) = try flashes.remedied(written, workerCount: workers.count)
      try flashes.warn(of: 0..<timeline.frameCount, in: timeline, workerCount: workers.count)
      let plan = try (source.overrides.all + more).blamed {
        try FarmPlan(
          of: preset, timeline: timeline, output: filmName, song: song, chunkCount: chunks,
          segmentLength: cut.segmentLength(frameCount: timeline.frameCount), instructionSet: isa.instructionSet,
          workerCount: workers.count)
      }
      if plan.chunks.count < chunks {
        let more = cut.forWorkers == nil ? "; --for-workers cuts it into more" : ""
        StandardError.print(
          "\(chunks) chunks are asked for, and the film has \(Text.count(plan.chunks.count, "segment")): \(Text.count(plan.chunks.count, "chunk"))\(more)"
        )
      }
      let partialFiles = PartialFiles()
      let signals = try TerminationSignals(partialFiles: partialFiles)
      defer { signals.stop() }
      try PendingFile(path: planName, among: partialFiles).commit(Array(plan.json().utf8))
      try StandardOutput.tell(description(of: plan))
    }
  }

  /// Refuses to overwrite the plan's sources.
  private func checkPlaces() throws {
    let film = URL(fileURLWithPath: filmName, relativeTo: URL(fileURLWithPath: planName).deletingLastPathComponent())
    for (option, path) in [("-o", planName), ("--film", film.path)] where FilePlace(path) == FilePlace(source.preset) {
      throw Failure(.usage, "\(option): \(path.oneLine) is the preset")
    }
    if FilePlace(film.path) == FilePlace(planName) {
      throw Failure(.usage, "--film: \(filmName.oneLine) is the plan")
    }
  }

  private var planName: String { output ?? source.stem + Self.suffix }

  private var filmName: String {
    if let film { return film }
    let name = URL(fileURLWithPath: planName).lastPathComponent
    return name.hasSuffix(Self.suffix)
      ? name.dropLast(Self.suffix.count) + ".mp4"
      : URL(fileURLWithPath: name).deletingPathExtension().lastPathComponent + ".mp4"
  }

  /// The plan as text.
  private func description(of plan: FarmPlan) -> String {
    var table = Table("chunk", "segments", "frames", "cost")
    for chunk in plan.chunks {
      table.add(
        "\(chunk.index)", "\(chunk.segments.lowerBound)–\(chunk.segments.upperBound - 1)",
        "\(chunk.frames.lowerBound)–\(chunk.frames.upperBound - 1)", "\(Text.decimal(100 * chunk.share)) %")
    }
    let shortened = cut.forWorkers == nil ? "" : ", segments of \(plan.film.segmentLength) frames"
    let song = plan.song.map { "\nsong: \($0.file.oneLine), read by 'juliareel join'" } ?? ""
    return
      "\(planName.oneLine): \(plan.output.oneLine), \(plan.preset.synopsis), \(plan.film.instructionSet)\(shortened)\(song)\n\(table.text)"
  }
}
