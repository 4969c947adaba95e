/// The presets that ship with the program, in its own binary, so that they are at hand wherever it is copied.
package enum PresetLibrary {
  /// A shipped preset's name and document.
  package struct Entry {
    /// The file's name without its extension.
    package let name: String
    /// The document, JSON in UTF-8.
    package let bytes: [UInt8]
  }

  /// All of them, in alphabetical order; a test compares the list with the folder `presets`.
  package static let entries = [
    Entry(name: "classic-loop", bytes: PackageResources.classic_loop_json),
    Entry(name: "famous-constants", bytes: PackageResources.famous_constants_json),
    Entry(name: "spiral-descent", bytes: PackageResources.spiral_descent_json),
  ]

  /// The document of the preset called `name`.
  package static func bytes(named name: String) -> [UInt8]? {
    entries.first { $0.name == name }?.bytes
  }
}
