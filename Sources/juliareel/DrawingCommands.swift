import Animation
import ArgumentParser
import FractalMath
import HostSystem
import Production

extension PresetOptions {
  /// The preset, whose film keeps its own size, and the size requested for a drawing of it.
  ///
  /// - Parameter frames: how many pictures are rendered for it.
  fileprivate func loadForDrawing(frames: Int) throws -> (preset: Preset, size: FrameSize?) {
    let film = try load(overrides.keys, frames: frames)
    guard overrides.size != nil else { return (film, nil) }
    return (film, try load(frames: frames).output.size)
  }
}

/// `juliareel sheet`: a whole film at a glance.
struct SheetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet", abstract: "Renders a contact sheet: pictures from the whole film, each with its time.",
    discussion: "The size is that of one picture; by default about 480×270 in the film's aspect ratio.")

  @OptionGroup var source: PresetOptions
  @OptionGroup(title: "Work") var work: WorkOptions

  @Option(help: ArgumentHelp("Number of pictures, evenly spaced.", valueName: "n"))
  var count = 12

  @Option(help: ArgumentHelp("Pictures per row.", valueName: "n"))
  var columns = 4

  @Option(name: .shortAndLong, help: ArgumentHelp("The picture to write.", valueName: "file.png"))
  var output: String

  func validate() throws {
    guard output.lowercased().hasSuffix(".png") else { throw ValidationError("The picture's name ends in .png.") }
    for (name, value) in [("count", count), ("columns", columns)] where !(1...10_000).contains(value) {
      throw ValidationError("--\(name) is a number from 1 to 10000, not \(value).")
    }
  }

  func run() throws {
    try OutputFile.produce(output) { partialFiles in
      let (preset, cell) = try source.loadForDrawing(frames: count)
      let sheet = try ContactSheet(of: preset, count: count, columns: columns, cell: cell)
      try source.overrides.all.blamed {
        try SheetProduction(preset: preset, options: work.options)
          .writePNG(sheet, to: output, partialFiles: partialFiles)
      }
    }
  }
}

/// `juliareel path`: where c goes.
struct PathCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "path", abstract: "Draws the path of c over the Mandelbrot set, coloured by time.",
    discussion: """
      Large dots are the keyframes of c with their times; on a path without keyframes, evenly spaced times. Small dots are equal \
      times apart: where they are close together, c is slow, whether as written or by visual timing. The size is that of the \
      drawing, by default \(PathProduction.usualSize).
      """)

  @OptionGroup var source: PresetOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The drawing to write: a .png or an .svg.", valueName: "file"))
  var output: String

  func validate() throws {
    guard PathProduction.Format(name: output) != nil else {
      throw ValidationError("The drawing's name ends in .png or .svg.")
    }
  }

  func run() throws {
    guard let format = PathProduction.Format(name: output) else { return }
    try OutputFile.produce(output) { partialFiles in
      let (preset, size) = try source.loadForDrawing(frames: 0)
      try source.overrides.all.blamed {
        try PathProduction(preset: preset, workerCount: AvailableProcessors.count)
          .write(format, size: size ?? PathProduction.usualSize, to: output, partialFiles: partialFiles)
      }
    }
  }
}
