import Animation
import ArgumentParser
import FractalMath
import ShippedPresets

/// `juliareel validate`: what is wrong with a preset.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Checks presets and says what is wrong, with line and column.")

  @Argument(
    help: "Presets: JSON files, - for the standard input, or names of those that ship.",
    completion: .file(extensions: ["json"]))
  var presets: [String]

  func run() throws {
    try Failure.reporting {
      var worst: Failure.Status?
      for preset in presets {
        do {
          let (bytes, name) = try PresetSource.read(preset)
          let synopsis = try Preset.load(bytes: bytes, name: name).synopsis
          try StandardOutput.print("\(name): valid, \(synopsis)")
        } catch {
          let failure = Failure(error)
          if failure.status == .cannotWrite { throw failure }
          StandardError.print(failure.message)
          // A preset that is there and wrong says more than one that is missing.
          worst = worst == .badPreset ? worst : failure.status
        }
      }
      if let worst { throw ExitCode(worst.rawValue) }
    }
  }
}

/// `juliareel presets`: the presets that ship.
struct PresetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "presets", abstract: "Lists the presets that ship, one line each.")

  func run() throws {
    try Failure.reporting {
      let width = PresetLibrary.entries.map(\.name.count).max() ?? 0
      for entry in PresetLibrary.entries {
        let preset = try Preset.load(bytes: entry.bytes, name: entry.name)
        let padding = String(repeating: " ", count: width - entry.name.count)
        try StandardOutput.print("\(entry.name)\(padding)  \(preset.synopsis)  \(preset.title)")
      }
    }
  }
}

extension Preset {
  /// Length and format in a few words.
  fileprivate var synopsis: String {
    let timeline = Timeline(self)
    return
      "\(Text.seconds(durationSeconds)), \(Text.count(timeline.frameCount, "frame")) of \(timeline.size) at \(timeline.frameRate) fps"
  }
}
