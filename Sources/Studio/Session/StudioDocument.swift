import Animation

/// The preset that is shaped: what it is called, where it is kept, and how what it extends is found.
package struct StudioDocument: Sendable {
  /// How the file is called in its folder; `nil` before it is saved for the first time.
  package var name: String?
  /// The absolute path of the folder.
  package let folder: String
  /// Reads a preset's text as if it stood in the file at `path`, with what it extends.
  package let read: @Sendable (_ bytes: [UInt8], _ path: String) throws(PresetError) -> LocatedPreset

  package init(
    name: String?, folder: String,
    read: @escaping @Sendable (_ bytes: [UInt8], _ path: String) throws(PresetError) -> LocatedPreset
  ) {
    self.name = name
    self.folder = folder
    self.read = read
  }

  /// The name that a new preset has in diagnostics.
  static let newName = "new.json"

  /// Where the file is; `nil` before there is one.
  var path: String? { name.map { folder + "/" + $0 } }

  /// The preset in `bytes`.
  func locate(_ bytes: [UInt8]) throws(PresetError) -> LocatedPreset {
    try read(bytes, folder + "/" + (name ?? Self.newName))
  }

  /// Whether `documentName`, as an error calls it, is this document.
  func isOwn(_ documentName: String) -> Bool { documentName == folder + "/" + (name ?? Self.newName) }
}
