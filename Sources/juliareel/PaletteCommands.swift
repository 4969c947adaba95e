import Animation
import ArgumentParser
import FractalMath
import Production

/// `juliareel palettes`: the shipped palettes.
struct PalettesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "palettes", abstract: "Lists the shipped palettes, one per line, prints one, or draws them.",
    discussion:
      "A preset uses one by name: \"palette\": \"twilight\". Even palettes change by perceptually equal steps.")

  @Argument(help: "A palette, to print it in the form for presets.", completion: .paletteNames)
  var name: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Draws the palette, or all of them, to a picture.", valueName: "file.png"))
  var output: String?

  func validate() throws {
    guard output?.lowercased().hasSuffix(".png") ?? true else {
      throw ValidationError("The picture's name ends in .png.")
    }
  }

  func run() throws {
    try Failure.reporting {
      let chosen = try name.map(palette(named:))
      if let output {
        let shown = chosen.map { [$0] } ?? ShippedPalette.names.compactMap(ShippedPalette.named)
        try OutputFile.produce(output) { partialFiles in
          try PaletteSheet(of: shown.map { ($0.name, $0.palette) }).writePNG(to: output, partialFiles: partialFiles)
        }
      } else if let chosen {
        try StandardOutput.print(chosen.palette.document)
      } else {
        try list()
      }
    }
  }

  private func palette(named name: String) throws -> ShippedPalette {
    guard let palette = ShippedPalette.named(name) else {
      throw Failure(
        .noInput, "no palette “\(name.oneLine)”; allowed: \(ShippedPalette.names.joined(separator: ", "))")
    }
    return palette
  }

  private func list() throws {
    let width = ShippedPalette.names.map(\.count).max() ?? 0
    for palette in ShippedPalette.names.compactMap(ShippedPalette.named) {
      let padding = String(repeating: " ", count: width - palette.name.count)
      try StandardOutput.print("\(palette.name)\(padding)  \(palette.kind)  \(palette.description)")
    }
  }
}

extension ShippedPalette {
  /// How the colours are ordered, in words of equal width.
  fileprivate var kind: String {
    let isEven = palette.unevenness() <= Self.largestEvenness
    return "\(palette.isCyclic ? "cyclic " : "clamped")  \(isEven ? "even" : "free")"
  }
}

/// `juliareel palette`: another program's palette, or a picture's colours, in the form for presets.
struct PaletteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "palette",
    abstract: "Converts a palette of another program, or a picture's colours, for presets.",
    discussion: """
      Reads gradients of GIMP (.ggr), Ultra Fractal (.ugr), GMT (.cpt) and CSS, maps of Fractint (.map), palettes of GIMP (.gpl), \
      Paint Shop Pro and Windows (.pal) and paint.net (.txt), tables of red, green and blue, lists of colours #rrggbb and JSON; and \
      pictures: JPEG, PNG, WebP, BMP, GIF and TIFF. Prints the JSON object for a preset's shading.palette. Docs/Palettes.md \
      has the rules for each.
      """)

  @Argument(help: "The palette's or picture's file, or - for the standard input.", completion: .file())
  var file: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file to write instead of printing.", valueName: "palette.json"))
  var output: String?

  @Option(help: ArgumentHelp("The file's format, if its content is ambiguous.", valueName: "format"))
  var format: PaletteFormat?

  @Option(
    help: ArgumentHelp("Which of several palettes in the file: its name, or its number from 1.", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      "For a picture: the number of colours, from 1 to 64. (default: \(PicturePalette.usualColorCount))", valueName: "n"
    ))
  var colors: Int?

  @Flag(help: "The file is untrusted: a picture is decoded by a confined process.")
  var untrusted = false

  func validate() throws {
    if let colors, !PicturePalette.colorCounts.contains(colors) {
      throw ValidationError("--colors: \(colors) is not from 1 to \(PicturePalette.colorCounts.upperBound)")
    }
  }

  func run() throws {
    try Failure.reporting {
      let (bytes, name) = try PresetSource.palette(file)
      let reading = try reading(bytes, name: name)
      for notice in reading.notices { StandardError.notice("\(name): \(notice)") }
      let document = reading.palette.document
      guard let output else { return try StandardOutput.print(document) }
      if FilePlace(output) == FilePlace(file) { throw Failure(.usage, "--output: \(output.oneLine) is the palette") }
      let partialFiles = PartialFiles()
      let signals = try TerminationSignals(partialFiles: partialFiles)
      defer { signals.stop() }
      try PendingFile(path: output, among: partialFiles).commit(Array("\(document)\n".utf8))
      try StandardOutput.tell(output.oneLine)
    }
  }

  private func reading(_ bytes: [UInt8], name: String) throws -> PaletteFile.Reading {
    guard PicturePalette.isPicture(bytes) else {
      if colors != nil { throw Failure(.usage, "--colors: \(name) is not a picture") }
      return try PaletteFile.palette(bytes: bytes, name: name, format: format, choice: self.name)
    }
    for (option, isGiven) in [("--format", format != nil), ("--name", self.name != nil)] where isGiven {
      throw Failure(.usage, "\(option): \(name) is a picture")
    }
    let colorCount = colors ?? PicturePalette.usualColorCount
    return PaletteFile.Reading(
      palette: untrusted
        ? try ConfinedPicture.palette(bytes: bytes, name: name, colorCount: colorCount)
        : try PicturePalette.palette(bytes: bytes, name: name, colorCount: colorCount))
  }
}

extension PaletteFormat: ExpressibleByArgument {}
