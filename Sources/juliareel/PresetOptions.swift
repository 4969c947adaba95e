import Animation
import ArgumentParser
import Benchmarking
import Foundation
import Production

/// Changes to a preset.
struct OverrideOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Frame size in pixels, such as 1280x720.", valueName: "WxH"),
    completion: .list(["1280x720", "1920x1080", "2560x1440", "3840x2160"]))
  var size: PixelExtent?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Overrides a key of the preset, such as c.radius=0.8; may be repeated.", valueName: "path=value"),
    completion: .settings)
  var settings: [SettingOption] = []

  @Option(
    help: ArgumentHelp(
      "Makes all of the film so many times as fast, keyframes and waves included.", valueName: "factor"))
  var speed: Double?

  @Option(help: ArgumentHelp("Makes the film so long, and moves all of it along.", valueName: "seconds"))
  var stretch: Double?

  /// The overrides of --set, --speed and --stretch.
  var keys: [Override] { settings.map(\.override) + pace }

  private var pace: [Override] {
    [
      speed.map { Override(pace: .speed($0), origin: "--speed") },
      stretch.map { Override(pace: .length($0), origin: "--stretch") },
    ]
    .compactMap { $0 }
  }

  func validate() throws {
    if speed != nil && stretch != nil { throw ValidationError("--speed and --stretch exclude each other.") }
    if let speed, !(speed >= 0.001 && speed <= 1000) {
      throw ValidationError("--speed is a factor from 0.001 to 1000.")
    }
    if let stretch, !(stretch > 0 && stretch <= 86_400) {
      throw ValidationError("--stretch is a number of seconds above 0 and at most 86400.")
    }
  }

  /// All of them, in the order in which they apply.
  var all: [Override] { keys + (size?.overrides ?? []) }
}

/// Which preset, and changes to it.
struct PresetOptions: ParsableArguments {
  @Argument(
    help: "A preset: a JSON file, - for the standard input, or the name of a shipped one (see 'juliareel presets').",
    completion: .presets)
  var preset: String

  @OptionGroup var overrides: OverrideOptions

  @Option(
    help: ArgumentHelp("Only this scene of a film that has some: its name, or its number from 1.", valueName: "name"))
  var scene: String?

  @OptionGroup(title: "Untrusted presets") var trust: UntrustedOptions

  /// The preset with all overrides, those of `more` last.
  ///
  /// - Parameter frames: how many pictures of the film's size are rendered from it; `nil` for the whole film.
  func load(more: [Override] = [], frames: Int? = nil) throws -> Preset {
    try load(overrides.all + more, frames: frames)
  }

  /// The preset with only these overrides.
  func load(_ overrides: [Override], frames: Int? = nil) throws -> Preset {
    let located = try PresetSource.load(preset, overrides: overrides, bounds: trust.bounds)
    try trust.bounds?.check(located, frames: frames)
    return try chosenScene(of: located.preset)
  }

  /// The film of the chosen scene of `film`, or all of it.
  func chosenScene(of film: Preset) throws -> Preset {
    guard let scene else { return film }
    guard !film.scenes.isEmpty else { throw Failure(.usage, "--scene: the film has no scenes") }
    guard let chosen = film.ofScene(scene) else {
      let names = film.scenes.enumerated().map { $1.name.isEmpty ? "\($0 + 1)" : $1.name.oneLine }
      throw Failure(.usage, "--scene: there is no scene “\(scene.oneLine)”; allowed: \(names.joined(separator: ", "))")
    }
    return chosen
  }

  /// The default name of files made from the preset, without extension.
  var stem: String {
    let name = preset == PresetSource.standardInput ? "stdin" : preset
    // A film that is rendered again is kept.
    let suffix = FilmFile.isFilm(preset) ? "-again" : ""
    return URL(fileURLWithPath: name).deletingPathExtension().lastPathComponent + suffix
  }
}

extension [Override] {
  /// Runs `work`. If it refuses a form of the film that one of these overrides has set, the error is the option's and
  /// not the preset's.
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
