import Animation
import ArgumentParser

/// How pixels are averaged, instead of what the preset says.
struct AntialiasingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "none: one sample a pixel; grid: the same number in each; adaptive: more only where neighbours differ.",
      valueName: "mode"))
  var antialiasing: String?

  @Option(help: ArgumentHelp("Samples of a pixel, at most: 4, 16 or 64, with grid also 9, 25, 36.", valueName: "n"))
  var samples: String?

  var overrides: [Override] {
    var overrides: [Override] = []
    if let antialiasing {
      overrides.append(Override(path: "antialiasing.mode", value: antialiasing, origin: "--antialiasing"))
    }
    if let samples { overrides.append(Override(path: "antialiasing.samples", value: samples, origin: "--samples")) }
    return overrides
  }
}
