import Animation
import ArgumentParser
import Foundation
import Production

/// Which preset, and what is to be different from it.
struct PresetOptions: ParsableArguments {
  @Argument(
    help: "A preset: a JSON file, or the name of one that ships (see 'juliareel presets').",
    completion: .file(extensions: ["json"]))
  var preset: String

  @Option(help: ArgumentHelp("Frame size in pixels, such as 1280x720.", valueName: "WxH"))
  var size: FrameSizeOption?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Overrides a key of the preset, such as c.radius=0.8; any number of times.", valueName: "path=value"))
  var settings: [SettingOption] = []

  @Option(help: ArgumentHelp("Workers that render. Default: the processors this process may use.", valueName: "n"))
  var threads: Int?

  func validate() throws {
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads is a number from 1 to 256, not \(threads).")
    }
  }

  /// Workers to render with.
  var workerCount: Int { threads ?? AvailableProcessors.count }

  /// The preset with all overrides, those of `more` last.
  func load(more: [Override] = []) throws -> Preset {
    var overrides = settings.map(\.override)
    if let size { overrides += size.overrides }
    let (bytes, name) = try PresetSource.read(preset)
    return try Preset.load(bytes: bytes, name: name, overrides: overrides + more)
  }
}

/// Where a preset comes from.
enum PresetSource {
  /// The document behind what the user wrote: a file, or the name of a shipped preset.
  static func read(_ preset: String) throws -> (bytes: [UInt8], name: String) {
    do {
      return (Array(try Data(contentsOf: URL(fileURLWithPath: preset))), preset)
    } catch {
      if let bytes = PresetLibrary.bytes(named: preset) { return (bytes, preset) }
      throw Failure(.noInput, message(for: preset, error: error))
    }
  }

  private static func message(for preset: String, error: any Error) -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: preset, isDirectory: &isFolder) else {
      let names = PresetLibrary.entries.map(\.name).joined(separator: ", ")
      return "\(preset): no such file, nor a preset that ships (\(names))"
    }
    return isFolder.boolValue ? "\(preset): is a folder, not a preset" : "\(preset): cannot be read"
  }
}
