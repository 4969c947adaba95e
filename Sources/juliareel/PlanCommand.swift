import Animation
import ArgumentParser
import Foundation
import Measuring
import Production

/// `juliareel plan`: how a film is made in chunks.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Plans a film that is made in chunks, by several machines.",
    discussion: """
      The plan is one file with all that the machines need to know: the preset with the options given here, the chunks, and the \
      instruction set. Chunks have about equal cost, estimated from small pictures of the film. 'juliareel segment' \
      makes a chunk and 'juliareel join' the film, with the bytes that 'juliareel render' would give it with the same --isa; \
      'juliareel export' has a farm do both.
      """)

  @OptionGroup var source: PresetOptions

  @Option(
    help: ArgumentHelp(
      "Chunks, not more than the film has segments (30 to 60 frames each). Several for each machine share the work more evenly.",
      valueName: "n"))
  var chunks: Int

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The plan. Default: PRESET.plan.json.", valueName: "film.plan.json"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "The film, in the plan's folder or below it: .mp4, .mkv, .webm or .mov. Default: as the plan is called, with .mp4.",
      valueName: "file"))
  var film: String?

  @OptionGroup var workers: WorkerOptions

  @Option(
    help:
      "The vector instructions that all machines use; auto is the widest that this one has. For machines of several kinds choose avx2 or baseline."
  )
  var isa: InstructionSetOption = .auto

  @OptionGroup var rate: RateOptions

  @OptionGroup(title: "Anti-aliasing") var antialiasing: AntialiasingOptions
  @OptionGroup(title: "Encoder") var encoder: EncoderOptions
  @OptionGroup var flashes: FlashOptions

  /// How names of plans end.
  static let suffix = ".plan.json"

  func validate() throws {
    guard chunks >= 1 else { throw ValidationError("--chunks is a number of at least 1, not \(chunks).") }
  }

  func run() throws {
    try Failure.reporting {
      _ = try FarmPlan.container(ofOutput: filmName)
      let video = try encoder.bitsOfImages(in: FilmOutput(name: filmName))
      let more = rate.overrides + antialiasing.overrides() + encoder.overrides(for: video)
      let written = try source.load(more: more)
      try checkPlaces()
      let (preset, timeline) = try flashes.remedied(written, workerCount: workers.count)
      try flashes.warn(of: 0..<timeline.frameCount, in: timeline, workerCount: workers.count)
      let plan = try (source.overrides.all + more).blamed {
        try FarmPlan(
          of: preset, timeline: timeline, output: filmName, chunkCount: chunks, instructionSet: isa.instructionSet,
          workerCount: workers.count)
      }
      if plan.chunks.count < chunks {
        StandardError.print(
          "\(chunks) chunks are asked for, and the film has \(Text.count(plan.chunks.count, "segment")): \(Text.count(plan.chunks.count, "chunk"))"
        )
      }
      let partialFiles = PartialFiles()
      let signals = try TerminationSignals(partialFiles: partialFiles)
      defer { signals.stop() }
      try PendingFile(path: planName, among: partialFiles).commit(Array(plan.json().utf8))
      try StandardOutput.tell(description(of: plan))
    }
  }

  /// Refuses to write over what the plan is made of.
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

  /// What was planned, for people.
  private func description(of plan: FarmPlan) -> String {
    var table = Table("chunk", "segments", "frames", "cost")
    for chunk in plan.chunks {
      table.add(
        "\(chunk.index)", "\(chunk.segments.lowerBound)–\(chunk.segments.upperBound - 1)",
        "\(chunk.frames.lowerBound)–\(chunk.frames.upperBound - 1)", "\(Text.decimal(100 * chunk.share)) %")
    }
    return
      "\(planName.oneLine): \(plan.output.oneLine), \(plan.preset.synopsis), \(plan.film.instructionSet)\n\(table.text)"
  }
}
