import Animation
import ArgumentParser
import Benchmarking
import Foundation
import Production

/// What is to be different from a preset.
struct OverrideOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Frame size in pixels, such as 1280x720.", valueName: "WxH"))
  var size: PixelExtent?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Overrides a key of the preset, such as c.radius=0.8; any number of times.", valueName: "path=value"))
  var settings: [SettingOption] = []

  /// The overrides of --set.
  var keys: [Override] { settings.map(\.override) }

  /// All of them, in the order in which they hold.
  var all: [Override] { keys + (size?.overrides ?? []) }
}

/// Which preset, and what is to be different from it.
struct PresetOptions: ParsableArguments {
  @Argument(
    help: "A preset: a JSON file, - for the standard input, or the name of one that ships (see 'juliareel presets').",
    completion: .file(extensions: ["json"]))
  var preset: String

  @OptionGroup var overrides: OverrideOptions
  @OptionGroup(title: "Untrusted presets") var trust: UntrustedOptions

  /// The preset with all overrides, those of `more` last.
  ///
  /// - Parameter frames: how many pictures of the film's size are rendered of it; `nil` for the film.
  func load(more: [Override] = [], frames: Int? = nil) throws -> Preset {
    try load(overrides.all + more, frames: frames)
  }

  /// The preset with no overrides but `overrides`.
  func load(_ overrides: [Override], frames: Int? = nil) throws -> Preset {
    let located = try PresetSource.load(preset, overrides: overrides, bounds: trust.bounds)
    try trust.bounds?.check(located, frames: frames)
    return located.preset
  }

  /// What files are called by default that are made of the preset, without their extension.
  var stem: String {
    let name = preset == PresetSource.standardInput ? "stdin" : preset
    // A film that is rendered again stays.
    let suffix = FilmFile.isFilm(preset) ? "-again" : ""
    return URL(fileURLWithPath: name).deletingPathExtension().lastPathComponent + suffix
  }
}

extension [Override] {
  /// Has `work` done. Where it refuses the film's form for what one of these has said of it, the option is wrong and not the preset.
  func blamed<Result>(_ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch ProductionError.unusableFormat(let sentence, let keys) {
      let origins = filter { override in override.path == "output" || keys.contains { override.path == "output.\($0)" }
      }
      .map(\.origin)
      guard !origins.isEmpty else { throw ProductionError.unusableFormat(sentence, keys: keys) }
      let names = origins.indices.filter { !origins[..<$0].contains(origins[$0]) }.map { origins[$0] }
      throw Failure(.usage, "\(names.joined(separator: ", ")): \(sentence)")
    }
  }
}
