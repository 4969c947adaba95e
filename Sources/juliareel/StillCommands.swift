import Animation
import ArgumentParser
import FractalMath
import Production

/// A moment of a film.
struct MomentOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Time in seconds from the start. Default: 0.", valueName: "seconds"))
  var time: Double?

  @Option(help: ArgumentHelp("Frame, counted from 0, instead of a time.", valueName: "index"))
  var frame: Int?

  func validate() throws {
    if time != nil && frame != nil { throw ValidationError("--time and --frame exclude each other.") }
  }

  /// What the film shows there.
  func shown(in timeline: FilmTimeline, of preset: Preset) throws -> FilmFrame {
    if let frame {
      guard (0..<timeline.frameCount).contains(frame) else {
        throw Failure(.usage, "--frame: the film has the frames 0..<\(timeline.frameCount), not \(frame)")
      }
      return timeline.frame(at: frame)
    }
    let time = time ?? 0
    guard (0...preset.durationSeconds).contains(time) else {
      throw Failure(.usage, "--time: the film lasts \(preset.durationSeconds) s from 0, \(time) is outside")
    }
    return timeline.frame(atSeconds: time)
  }
}

/// Which frame of which preset, and how it is rendered.
struct FrameOptions: ParsableArguments {
  @OptionGroup var source: PresetOptions
  @OptionGroup(title: "Work") var work: WorkOptions
  @OptionGroup(title: "Work") var prefix: PrefixOption
  @OptionGroup var moment: MomentOptions

  /// Lets `write` create the file `output` from the frame, prints its name, and reports errors.
  ///
  /// - Parameter overrides: overrides from other options.
  func produce(
    _ output: String, overrides: [Override] = [],
    _ write: (StillProduction, FilmFrame, PartialFiles) throws -> Void
  ) throws {
    try OutputFile.produce(output) { partialFiles in
      let preset = try source.load(more: overrides, frames: 1)
      let timeline = try FilmTimeline.measured(preset, workerCount: work.options.workerCount)
      let shown = try prefix.applied(to: moment.shown(in: timeline, of: preset), size: timeline.size)
      try source.overrides.all.blamed {
        try write(StillProduction(timeline: timeline, options: work.options), shown, partialFiles)
      }
    }
  }
}

/// `juliareel still`: one frame as a picture.
struct StillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "still", abstract: "Renders one frame to a PNG.")

  @OptionGroup var frame: FrameOptions

  @OptionGroup(title: "Anti-aliasing") var antialiasing: AntialiasingOptions

  @Option(help: ArgumentHelp("Bits per sample: 8 or 16.", valueName: "bits"))
  var bitDepth: ImageBitDepth = .eight

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The picture to write; - for the standard output.", valueName: "file.png"))
  var output: String

  private var isPrinted: Bool { output == "-" }

  func validate() throws {
    guard isPrinted || output.lowercased().hasSuffix(".png") else {
      throw ValidationError("The picture's name ends in .png.")
    }
  }

  func run() throws {
    // A still has time for all samples everywhere.
    try frame.produce(output, overrides: antialiasing.overrides(modeOfSamples: .grid)) {
      production, shown, partialFiles in
      if isPrinted { return try StandardOutput.write(production.png(shown, bitDepth: bitDepth)) }
      try production.writePNG(shown, to: output, bitDepth: bitDepth, partialFiles: partialFiles)
    }
  }
}

/// `juliareel field`: the numbers of one frame.
struct FieldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "field", abstract: "Writes the smooth iteration counts of one frame as a NumPy array.",
    discussion: """
      The array is float32 of shape (height, width), row 0 at the top. An escaping pixel has \
      n + 1 - log_d(ln|z_n| / ln R) for a large n, or 0 if that is negative; d is the formula's degree, \
      2 for all but powers; R is the preset's escape radius. One that does not escape has -1.
      """)

  @OptionGroup var frame: FrameOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("The array to write.", valueName: "file.npy"))
  var output: String

  func validate() throws {
    guard output.lowercased().hasSuffix(".npy") else { throw ValidationError("The array's name ends in .npy.") }
  }

  func run() throws {
    try frame.produce(output) { production, shown, partialFiles in
      try production.writeField(shown, to: output, partialFiles: partialFiles)
    }
  }
}
