import Animation
import ArgumentParser
import FractalMath
import Production

/// `juliareel palettes`: the palettes that ship.
struct PalettesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "palettes", abstract: "Lists the palettes that ship, one line each.",
    discussion:
      "A preset takes one by its name: \"palette\": \"twilight\". Even palettes change by equal steps for the eye.")

  func run() throws {
    try Failure.reporting {
      let width = ShippedPalette.names.map(\.count).max() ?? 0
      for palette in ShippedPalette.names.compactMap(ShippedPalette.named) {
        let padding = String(repeating: " ", count: width - palette.name.count)
        try StandardOutput.print("\(palette.name)\(padding)  \(palette.kind)  \(palette.description)")
      }
    }
  }
}

extension ShippedPalette {
  /// What there is to know of the colours' order, in words of equal width.
  fileprivate var kind: String {
    let isEven = palette.unevenness() <= Self.largestEvenness
    return "\(palette.isCyclic ? "cyclic " : "clamped")  \(isEven ? "even" : "free")"
  }
}

/// `juliareel palette`: another program's palette, as a preset takes it.
struct PaletteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "palette", abstract: "Turns a palette of another program into one for presets.",
    discussion: """
      Reads GIMP gradients (.ggr), Fractint maps (.map) and lists of colours #rrggbb, and prints the JSON object that a \
      preset's shading.palette takes.
      """)

  @Argument(help: "The palette's file, or - for the standard input.", completion: .file())
  var file: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file to write instead of printing.", valueName: "palette.json"))
  var output: String?

  func run() throws {
    try Failure.reporting {
      let (bytes, name) = try PresetSource.palette(file)
      let document = try PaletteFile.palette(bytes: bytes, name: name).document
      guard let output else { return try StandardOutput.print(document) }
      if FilePlace(output) == FilePlace(file) { throw Failure(.usage, "--output: \(output.oneLine) is the palette") }
      let partialFiles = PartialFiles()
      let signals = try TerminationSignals(partialFiles: partialFiles)
      defer { signals.stop() }
      try PendingFile(path: output, among: partialFiles).commit(Array("\(document)\n".utf8))
      try StandardOutput.tell(output.oneLine)
    }
  }
}
