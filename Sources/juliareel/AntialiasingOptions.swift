import Animation
import ArgumentParser

/// How pixels are averaged, instead of what the preset says.
struct AntialiasingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "none: one sample a pixel; grid: the same number in each; adaptive: more only where neighbours differ.",
      valueName: "mode"))
  var antialiasing: String?

  @Option(
    help: ArgumentHelp("Samples of a pixel, at most: 1, 4, 16 or 64, with grid also 9, 25, 36.", valueName: "n"))
  var samples: String?

  @Option(
    help: ArgumentHelp("box: a pixel's own samples; mitchell: with grid, its neighbours' too.", valueName: "name"))
  var filter: String?

  /// What the preset says is replaced by this.
  ///
  /// - Parameter mode: the mode where none is told and several samples are; `nil` for the preset's.
  func overrides(modeOfSamples mode: AntialiasingSettings.Mode? = nil) -> [Override] {
    var overrides: [Override] = []
    if let antialiasing {
      overrides.append(Override(path: "antialiasing.mode", value: antialiasing, origin: "--antialiasing"))
    }
    if let samples, samples != "1" {
      if antialiasing == nil, let mode {
        overrides.append(Override(path: "antialiasing.mode", value: mode.rawValue, origin: "--samples"))
      }
      overrides.append(Override(path: "antialiasing.samples", value: samples, origin: "--samples"))
    } else if samples != nil {
      // One sample is no anti-aliasing, whatever the mode.
      overrides.append(Override(path: "antialiasing.mode", value: "none", origin: "--samples"))
    }
    if let filter { overrides.append(Override(path: "antialiasing.filter", value: filter, origin: "--filter")) }
    return overrides
  }
}
