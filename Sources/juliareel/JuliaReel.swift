import ArgumentParser
import Benchmarking

/// The command: parses, calls Production, prints, exits.
@main
struct JuliaReel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "juliareel",
    abstract: "Makes Julia-set animations.",
    discussion: """
      A preset (JSON) says how the constant c of z ↦ z² + c moves over time; juliareel renders the frames on all \
      processors and encodes the film. Exit codes: 0 done, 64 usage, 65 bad preset, 66 no such input, 70 internal error, \
      73 cannot write, 130 interrupted.
      """,
    version: "0.1.0",
    subcommands: [
      RenderCommand.self, StillCommand.self, FieldCommand.self, AuditCommand.self, ValidateCommand.self,
      PresetsCommand.self, PaletteCommand.self, PalettesCommand.self, BenchCommand.self, ShareCommand.self,
    ])
}
