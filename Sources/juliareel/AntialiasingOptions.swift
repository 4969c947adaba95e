import Animation
import ArgumentParser
import FilmFormat

/// How pixels are averaged, in place of the preset's settings.
struct AntialiasingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "none: one sample per pixel; grid: the same number in each; adaptive: more only where neighbours differ.",
      valueName: "mode"), completion: .list(AntialiasingSettings.Mode.allCases.map(\.rawValue)))
  var antialiasing: String?

  @Option(
    help: ArgumentHelp("Samples per pixel, at most: 1, 4, 16 or 64, with grid also 9, 25, 36.", valueName: "n"),
    completion: .list(["1", "4", "9", "16", "25", "36", "64"]))
  var samples: String?

  @Option(
    help: ArgumentHelp("box: a pixel's own samples; mitchell: with grid, also its neighbours'.", valueName: "name"),
    completion: .list(PixelFilter.allCases.map(\.rawValue)))
  var filter: String?

  /// The overrides of the preset that these options give.
  ///
  /// - Parameter mode: the mode if several samples are given without one; `nil` for the preset's.
  func overrides(modeOfSamples mode: AntialiasingSettings.Mode? = nil) -> [Override] {
    let isOne = samples == "1"
    // One sample means no anti-aliasing, whatever the mode.
    let implied: String? =
      if isOne { "none" } else if samples != nil && antialiasing == nil { mode?.rawValue } else { nil }
    return [
      .given(antialiasing, at: "antialiasing.mode", by: "--antialiasing"),
      .given(implied, at: "antialiasing.mode", by: "--samples"),
      .given(isOne ? nil : samples, at: "antialiasing.samples", by: "--samples"),
      .given(filter, at: "antialiasing.filter", by: "--filter"),
    ].compactMap { $0 }
  }
}
