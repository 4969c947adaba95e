import Animation
import ArgumentParser
import Benchmarking
import Production

/// Which preset, and what is to be different from it.
struct PresetOptions: ParsableArguments {
  @Argument(
    help: "A preset: a JSON file, - for the standard input, or the name of one that ships (see 'juliareel presets').",
    completion: .file(extensions: ["json"]))
  var preset: String

  @Option(help: ArgumentHelp("Frame size in pixels, such as 1280x720.", valueName: "WxH"))
  var size: PixelExtent?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Overrides a key of the preset, such as c.radius=0.8; any number of times.", valueName: "path=value"))
  var settings: [SettingOption] = []

  /// The preset with all overrides, those of `more` last.
  func load(more: [Override] = []) throws -> Preset {
    var overrides = settings.map(\.override)
    if let size { overrides += size.overrides }
    return try PresetSource.load(preset, overrides: overrides + more).preset
  }
}
