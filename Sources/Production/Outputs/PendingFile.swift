import Animation
import SystemPackage

/// A file being written: a temporary file that gets its final name only when it is complete.
///
/// So the final name never holds half a film, and a previous file stays until it is replaced. It is the same open file
/// from its creation to its final name. A pending file that is dropped uncommitted is removed.
package struct PendingFile: ~Copyable {
  private let place: OutputPlace
  /// The folder of the file until then; on the same file system, because only there a rename is atomic.
  private let temporaryFolder: OpenFolder
  private let file: OpenFile
  private let entry: PartialFiles.Entry
  private let partialFiles: PartialFiles
  private var isCommitted = false

  /// The open file, for reading and writing; borrowed while this value lives.
  package var descriptor: Int32 { file.descriptor }
  /// Its name until it is complete.
  package var temporaryName: String { entry.name }

  /// Creates the file, empty, beside its destination, which shows whether it can be created at all.
  ///
  /// - Throws: if the destination is not a regular file, or its folder is missing, not a folder, or not writable.
  package init(path: String, among partialFiles: PartialFiles) throws(ProductionError) {
    let place = try OutputPlace(path)
    let folder = try ProductionError.writing(path) { () throws(Errno) in try place.folder.duplicate() }
    try self.init(place, temporarilyIn: folder, among: partialFiles)
  }

  /// Creates the file `name` in `folder`, which is at `folderPath`.
  init(
    name: String, in folder: borrowing OpenFolder, at folderPath: String, among partialFiles: PartialFiles
  ) throws(ProductionError) {
    let place = try OutputPlace(name: name, in: folder, at: folderPath)
    try place.requireFolderInPlace()
    let folder = try ProductionError.writing(place.calledPath) { () throws(Errno) in try folder.duplicate() }
    try self.init(place, temporarilyIn: folder, among: partialFiles)
  }

  /// Creates the file, empty, in `folder`, to be moved to `place`.
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

  /// The bytes written so far.
  func byteCount() throws(ProductionError) -> Int {
    try ProductionError.writing(place.calledPath) { () throws(Errno) in
      try SystemCalls.status(of: file.descriptor).byteCount
    }
  }

  /// Gives the file its final name, after its contents have reached the disk.
  package consuming func commit() throws(ProductionError) {
    try place.requireFolderInPlace()
    try ProductionError.writing(place.calledPath) { () throws(Errno) in
      try file.synchronize()
      try partialFiles.rename(entry, to: place.name, in: place.folder)
    }
    isCommitted = true
    // The new name is an entry of the folder. Some folders cannot be synchronised, which loses no film.
    try? place.folder.synchronize()
  }

  /// Writes the whole contents and commits.
  package consuming func commit(_ bytes: [UInt8]) throws(ProductionError) {
    try write(bytes)
    try commit()
  }

  /// Writes the whole contents, commits, and leaves the file open for appending.
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
