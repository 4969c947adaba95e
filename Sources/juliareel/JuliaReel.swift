import ArgumentParser
import Benchmarking
import Production

/// The command: parses, calls Production, prints, exits.
@main
struct JuliaReel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "juliareel",
    abstract: "Makes Julia-set animations.",
    discussion: """
      A preset (JSON) says how the constant c of z ↦ z² + c moves over time; juliareel renders the frames on all \
      processors and encodes the film. Exit codes: 0 done, 64 usage, 65 bad preset or plan, 66 no such input, 70 internal error, \
      73 cannot write, 130 interrupted, 141 the \
      reader of the standard output has left.
      """,
    version: ProgramVersion.current,
    subcommands: [
      RenderCommand.self, PlanCommand.self, SegmentCommand.self, JoinCommand.self, ExportCommand.self,
      StillCommand.self, SheetCommand.self, PathCommand.self, InfoCommand.self, FieldCommand.self,
      AuditCommand.self, ValidateCommand.self, SchemaCommand.self, PresetsCommand.self, PaletteCommand.self,
      PalettesCommand.self, BenchCommand.self, ShareCommand.self, ReadRecipeCommand.self,
    ])
}
