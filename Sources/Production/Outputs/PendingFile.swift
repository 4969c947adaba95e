import Animation
import SystemPackage

/// A file on its way: it is written under a temporary name, and takes the final one only when it is complete.
///
/// So nothing under the final name is ever half a film, and what was there before stays until it is replaced. From its making to its
/// final name it is one and the same open file. A pending file that is dropped uncommitted is removed.
package struct PendingFile: ~Copyable {
  private let place: OutputPlace
  /// Where the file is until then; in the same file system, because only within one a rename is atomic.
  private let temporaryFolder: OpenFolder
  private let file: OpenFile
  private let entry: PartialFiles.Entry
  private let partialFiles: PartialFiles
  private var isCommitted = false

  /// The open file, to write and to read; lent while this value lives.
  package var descriptor: Int32 { file.descriptor }
  /// Its name until it is complete.
  package var temporaryName: String { entry.name }

  /// Makes the file, empty, beside its final place, which tells whether it can be made at all.
  ///
  /// - Throws: where there is something else than a regular file, or its folder is missing, is none, or takes no new file.
  package init(path: String, among partialFiles: PartialFiles) throws(ProductionError) {
    let place = try OutputPlace(path)
    let folder = try ProductionError.writing(path) { () throws(Errno) in try place.folder.duplicate() }
    try self.init(place, temporarilyIn: folder, among: partialFiles)
  }

  /// Makes the file `name` in `folder`, which is at `folderPath`.
  init(
    name: String, in folder: borrowing OpenFolder, at folderPath: String, among partialFiles: PartialFiles
  ) throws(ProductionError) {
    let place = try OutputPlace(name: name, in: folder, at: folderPath)
    try place.requireFolderInPlace()
    let folder = try ProductionError.writing(place.calledPath) { () throws(Errno) in try folder.duplicate() }
    try self.init(place, temporarilyIn: folder, among: partialFiles)
  }

  /// Makes the file, empty, in `folder`, from where it goes to `place`.
  init(
    _ place: consuming OutputPlace, temporarilyIn folder: consuming OpenFolder, among partialFiles: PartialFiles
  ) throws(ProductionError) {
    let (descriptor, entry) = try ProductionError.writing(place.calledPath) { () throws(Errno) in
      try partialFiles.create(in: folder)
    }
    file = OpenFile(owning: descriptor)
    self.entry = entry
    self.place = place
    temporaryFolder = folder
    self.partialFiles = partialFiles
  }

  deinit {
    if !isCommitted { partialFiles.remove(entry) }
  }

  /// Gives the file its final name, after its contents have reached the disk.
  package consuming func commit() throws(ProductionError) {
    try place.requireFolderInPlace()
    try ProductionError.writing(place.calledPath) { () throws(Errno) in
      try file.synchronize()
      try partialFiles.rename(entry, to: place.name, in: place.folder)
    }
    isCommitted = true
    // The new name is an entry of the folder. Some folders cannot be synchronised, and lose no film by it.
    try? place.folder.synchronize()
  }

  /// Writes the whole contents and commits.
  package consuming func commit(_ bytes: [UInt8]) throws(ProductionError) {
    try write(bytes)
    try commit()
  }

  /// Writes the whole contents, commits, and leaves the file open to write on.
  consuming func commitToGoOn(_ bytes: [UInt8]) throws(ProductionError) -> OpenFile {
    try write(bytes)
    let open = try ProductionError.writing(place.calledPath) { () throws(Errno) in try file.duplicate() }
    try commit()
    return open
  }

  private func write(_ bytes: [UInt8]) throws(ProductionError) {
    try ProductionError.writing(place.calledPath) { () throws(Errno) in try file.write(bytes) }
  }
}
