/// The songs that lie in a folder, by the endings of their names: what a preset beside them may name.
package struct FolderSongs: Sendable {
  /// Their names, in order; none if the folder cannot be read.
  package let names: [String]

  /// The endings of files that hold nothing but sound.
  private static let endings = [
    ".aac", ".aif", ".aifc", ".aiff", ".flac", ".m4a", ".mka", ".mp3", ".oga", ".ogg", ".opus", ".wav",
  ]
  /// The most names.
  private static let most = 500

  /// Those in the folder at `path`.
  package init(inFolderAt path: String) {
    guard let folder = try? OpenFolder(path: path) else {
      names = []
      return
    }
    let found = folder.names { name in
      !name.hasPrefix(".") && name == name.oneLine && Self.endings.contains { name.lowercased().hasSuffix($0) }
    }
    names = Array(found.sorted().prefix(Self.most))
  }
}
