/// The presets that ship with the program, in its own binary, so that they are at hand wherever it is copied.
enum PresetLibrary {
  /// A shipped preset's name and document.
  struct Entry {
    let name: String
    let bytes: [UInt8]
  }

  /// All of them, in alphabetical order; a test compares the list with the folder `presets`.
  static let entries = [
    Entry(name: "classic-loop", bytes: PackageResources.classic_loop_json),
    Entry(name: "famous-constants", bytes: PackageResources.famous_constants_json),
    Entry(name: "spiral-descent", bytes: PackageResources.spiral_descent_json),
  ]

  /// The document of the preset called `name`.
  static func bytes(named name: String) -> [UInt8]? {
    entries.first { $0.name == name }?.bytes
  }
}
