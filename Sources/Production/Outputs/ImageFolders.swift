import Animation
import SystemPackage

/// The folders for images, which are created if missing, and removed again if they stay empty.
final class ImageFolders {
  private let partialFiles: PartialFiles
  /// The created folders, each before its contents.
  private var made: [MadeFolder] = []
  /// The last one requested.
  private var present: FilePath?

  init(partialFiles: PartialFiles) {
    self.partialFiles = partialFiles
  }

  deinit {
    while let folder = made.popLast() { folder.removeIfEmpty() }
  }

  /// Creates the folder of the file `path`, and those above it.
  func make(for path: String) throws(ProductionError) {
    let folder = FilePath(path).removingLastComponent()
    guard folder != present else { return }
    for place in Self.missing(onTheWayTo: folder) {
      do throws(Errno) {
        made.append(try MadeFolder(at: place, partialFiles: partialFiles))
      } catch .fileExists {
        // Another process has created it in the meantime, so it stays.
        continue
      } catch {
        throw .cannotWrite(path: path, reason: "the folder \(place.string.oneLine): \(error)")
      }
    }
    present = folder
  }

  /// The missing folders, the outermost first.
  private static func missing(onTheWayTo folder: FilePath) -> [FilePath] {
    var missing: [FilePath] = []
    var place = folder
    while !place.isEmpty, isMissing(place) {
      missing.append(place)
      place.removeLastComponent()
    }
    return missing.reversed()
  }

  private static func isMissing(_ place: FilePath) -> Bool {
    do throws(Errno) {
      _ = try SystemCalls.status(at: place.string)
      return false
    } catch {
      return error == .noSuchFileOrDirectory
    }
  }
}

/// A folder created by this process.
private final class MadeFolder {
  private let folder: OpenFolder
  private let parent: OpenFolder
  private let name: String
  private let partialFiles: PartialFiles

  /// Creates the folder `place`, whose parent exists.
  init(at place: FilePath, partialFiles: PartialFiles) throws(Errno) {
    let above = place.removingLastComponent().string
    name = place.lastComponent?.string ?? place.string
    parent = try OpenFolder(path: above.isEmpty ? "." : above)
    try SystemCalls.makeFolder(name, in: parent.descriptor)
    folder = try OpenFolder(name, in: parent)
    self.partialFiles = partialFiles
    partialFiles.noteEmpty(folder, name: name, in: parent, files: [])
  }

  /// The system refuses to remove a non-empty folder.
  func removeIfEmpty() {
    partialFiles.forgetEmpty(folder)
    OpenFolder.remove(name, in: parent.descriptor, ifStill: folder.identity)
  }
}
