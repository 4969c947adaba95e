import Animation
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
      71 too few threads or too little memory, 73 cannot write, 130 interrupted, 141 the \
      reader of the standard output is gone.
      """,
    version: ProgramVersion.current,
    subcommands: [
      RenderCommand.self, PlanCommand.self, SegmentCommand.self, JoinCommand.self, ExportCommand.self,
      NewCommand.self, StudioCommand.self, StillCommand.self, SheetCommand.self, PathCommand.self, BeatsCommand.self,
      InfoCommand.self,
      FieldCommand.self,
      AuditCommand.self, ValidateCommand.self, SchemaCommand.self, PresetsCommand.self, PaletteCommand.self,
      PalettesCommand.self, BenchCommand.self, ShareCommand.self, ReadRecipeCommand.self,
      ReadPictureCommand.self,
    ])

  /// Refuses an unknown command before anything else is parsed: `help` would show the main page instead, and succeed.
  static func main() {
    StandardStreams.fillClosed()
    let words = Array(CommandLine.arguments.dropFirst())
    if let word = unknownCommand(in: words) {
      let names = configuration.subcommands.filter { $0.configuration.shouldDisplay }
        .compactMap { $0.configuration.commandName }
      let advice = Spelling.advice(on: word, among: names, allowed: names.joined(separator: ", "))
      exit(withError: ValidationError("“\(word.oneLine)” is not a command; \(advice)"))
    }
    // This may not return. It reads the words itself, so that none of ours are left when the process ends (scripts/check-leaks.sh).
    main(nil)
  }

  /// The word in the place of a command, or after `help`, if it is not a command.
  private static func unknownCommand(in words: [String]) -> String? {
    let help = "help"
    let word = words.first == help ? words.dropFirst().first : words.first
    guard let word, word.utf8.first != UInt8(ascii: "-"), word != help else { return nil }
    return configuration.subcommands.contains { $0.configuration.commandName == word } ? nil : word
  }
}
