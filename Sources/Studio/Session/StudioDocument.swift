import Animation
import Production

/// The edited preset: its name, its folder, and how extended presets and songs are found.
package struct StudioDocument: Sendable {
  /// The file's name in its folder; `nil` before it is saved for the first time.
  package var name: String?
  /// The absolute path of the folder.
  package let folder: String
  /// Reads a preset's text as if it were in the file at `path`, including the presets that it extends.
  package let read: @Sendable (_ bytes: [UInt8], _ path: String) throws(PresetError) -> LocatedPreset
  /// What is known of the songs of presets.
  package let songs: SongMeter

  package init(
    name: String?, folder: String, songs: SongMeter,
    read: @escaping @Sendable (_ bytes: [UInt8], _ path: String) throws(PresetError) -> LocatedPreset
  ) {
    self.name = name
    self.folder = folder
    self.songs = songs
    self.read = read
  }

  /// The name of a new preset in diagnostics.
  static let newName = "new.json"

  /// The path of the file; `nil` if there is none yet.
  var path: String? { name.map { folder + "/" + $0 } }

  /// The preset in `bytes`.
  func locate(_ bytes: [UInt8]) throws(PresetError) -> LocatedPreset {
    try read(bytes, folder + "/" + (name ?? Self.newName))
  }

  /// Whether `documentName`, as in an error, is this document.
  func isOwn(_ documentName: String) -> Bool { documentName == folder + "/" + (name ?? Self.newName) }
}
