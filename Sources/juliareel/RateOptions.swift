import Animation
import ArgumentParser

/// How many frames a film has in a second.
struct RateOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Frames per second, such as 30 or 30000/1001.", valueName: "rate"))
  var fps: String?

  /// What the preset says is replaced by this.
  var overrides: [Override] {
    [.given(fps, at: "output.frameRate", by: "--fps")].compactMap { $0 }
  }
}
