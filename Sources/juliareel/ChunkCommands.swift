import Animation
import ArgumentParser
import Production

/// `juliareel segment`: one chunk of a planned film.
struct SegmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment", abstract: "Renders the segments of one chunk of a planned film.",
    discussion: """
      They go to FILM.juliareel beside the plan, where 'juliareel render' keeps its own. Finished segments are not rendered \
      again, so the same command resumes after an interruption. Any number of chunks may be rendered at once, on all machines with \
      access to the folder.
      """)

  @OptionGroup var farm: FarmOptions

  @Option(
    help: ArgumentHelp(
      "The chunk, counted from 0; env takes it from the environment: \(ArrayIndexVariable.allCases.map(\.rawValue).joined(separator: ", ")), whose first task may be 1.",
      valueName: "i"))
  var index: ChunkIndexOption

  func run() throws {
    try Failure.reporting {
      let (index, origin) = try index.resolved()
      let plan = try farm.load()
      guard plan.chunks.indices.contains(index) else {
        let numbers = plan.chunks.count == 1 ? "number 0" : "numbers 0 to \(plan.chunks.count - 1)"
        throw Failure(
          .usage, "\(origin): \(farm.plan.oneLine) has \(Text.count(plan.chunks.count, "chunk")), \(numbers)")
      }
      let production = try farm.production(of: plan)
      let report = try farm.supervising { progress, interruption, partialFiles in
        try production.make(
          plan.chunks[index], progress: progress, interruption: interruption, partialFiles: partialFiles,
          notice: StandardError.notice)
      }
      try StandardOutput.tell("\(plan.output.oneLine), chunk \(index): \(report.summary)")
    }
  }
}

/// `juliareel join`: a planned film from its segments.
struct JoinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join", abstract: "Verifies the segments of a planned film and joins them.",
    discussion: """
      Nothing is re-encoded. If segments are missing or damaged, each is named and no film is written: exit code 66, or 65 if one \
      is damaged. The segments are removed when the film is complete.
      """)

  @OptionGroup var farm: FarmOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The film. Default: as in the plan.", valueName: "film.mp4"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp("A song as the film's sound, in the place of the plan's.", valueName: "file"),
    completion: .file())
  var audio: String?

  @Flag(help: "Render segments that are missing or damaged.")
  var repair = false

  @Flag(help: "Keep the segments.")
  var keep = false

  @Flag(help: RenderCommand.coverHelp)
  var cover = false

  func run() throws {
    try Failure.reporting {
      let plan = try farm.load()
      var production = try farm.production(of: plan)
      production.hasCover = cover
      let report = try farm.supervising { progress, interruption, partialFiles in
        try production.join(
          to: output, song: audio, repairs: repair, keepsSegments: keep, progress: progress, interruption: interruption,
          partialFiles: partialFiles, notice: StandardError.notice)
      }
      let segments = Text.count(plan.chunks.last?.segments.upperBound ?? 0, "segment")
      try StandardOutput.tell("\((output ?? plan.output).oneLine): joined from \(segments), \(report.summary)")
    }
  }
}
