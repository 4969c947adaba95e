import Animation
import ArgumentParser
import FractalMath
import ShippedPresets

/// `juliareel presets`: the shipped presets.
struct PresetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "presets", abstract: "Lists the shipped presets, one per line, or prints one.")

  @Argument(help: "A preset, to print it: a start for one's own.", completion: .presetNames)
  var name: String?

  func run() throws {
    try Failure.reporting {
      if let name {
        guard let bytes = PresetLibrary.bytes(named: name) else {
          let names = PresetLibrary.entries.map(\.name).joined(separator: ", ")
          throw Failure(.noInput, "no shipped preset “\(name.oneLine)”; allowed: \(names)")
        }
        return try StandardOutput.write(String(decoding: bytes, as: UTF8.self))
      }
      let width = PresetLibrary.entries.map(\.name.count).max() ?? 0
      for entry in PresetLibrary.entries {
        let preset = try Preset.load(bytes: entry.bytes, name: entry.name)
        let padding = String(repeating: " ", count: width - entry.name.count)
        try StandardOutput.print("\(entry.name)\(padding)  \(preset.synopsis)  \(preset.title)")
      }
    }
  }
}

/// `juliareel schema`: the JSON Schema of presets.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the JSON Schema of presets, for editors and other programs.",
    discussion: """
      The schema (draft 2020-12) is generated from the rules that presets are read with. Store it and name it in a preset's \
      "$schema", and an editor completes and checks what you write. Rules that relate several values are checked only by \
      'juliareel validate'.
      """)

  func run() throws {
    try Failure.reporting { try StandardOutput.write(PresetJSONSchema.text) }
  }
}

extension Preset {
  /// Length and format in a few words.
  var synopsis: String {
    let times = (output.repeatCount ?? 1) > 1 ? ", shown \(output.repeatCount ?? 1) times" : ""
    let sound = audio.map { ", sound from \($0.file.oneLine)" } ?? ""
    return
      "\(Text.seconds(durationSeconds)), \(Text.count(frameCount, "frame")) of \(output.size) at \(output.frameRate) fps\(times)\(sound)"
  }
}
