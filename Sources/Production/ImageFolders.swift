import Animation
import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folders that images go to, which are made where they are missing, and go again where nothing has come into them.
final class ImageFolders {
  private let partialFiles: PartialFiles
  /// Those that were made, each before what is in it.
  private var made: [String] = []
  /// The last that was asked for.
  private var present: String?

  init(partialFiles: PartialFiles) {
    self.partialFiles = partialFiles
  }

  deinit {
    // The system refuses to remove a folder that has something in it.
    for folder in made.reversed() {
      rmdir(folder)
      partialFiles.forgetEmpty(folder: folder)
    }
  }

  /// Makes the folder of the file `path`, with those above it.
  func make(for path: String) throws(ProductionError) {
    let folder = PendingFile.folder(of: path)
    guard folder != present else { return }
    var missing: [FilePath] = []
    var place = FilePath(folder)
    var status = stat()
    while !place.isEmpty, stat(place.string, &status) != 0, errno == ENOENT {
      missing.append(place)
      place.removeLastComponent()
    }
    for place in missing.reversed() {
      if mkdir(place.string, 0o777) == 0 {
        made.append(place.string)
        partialFiles.noteEmpty(folder: place.string, files: [])
      } else if errno != EEXIST {
        // One that is there now was made by another process, and stays.
        throw .cannotWrite(path: path, reason: "the folder \(place.string.oneLine): \(Errno(rawValue: errno))")
      }
    }
    present = folder
  }
}
