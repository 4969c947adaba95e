import Animation
import HostSystem
import SystemPackage

/// The folder of a film's segments, open and locked.
///
/// All operations apply to this folder, even if its name later refers to something else; links are not followed, and
/// only files with this program's names are removed.
struct OpenSegmentFolder: ~Copyable, Sendable {
  /// Its path, and the names in it.
  let names: SegmentFolder
  /// Shows who else is working in it.
  let lock: OutputLock
  let folder: OpenFolder
  /// Its parent folder.
  let parent: OpenFolder

  /// Attempts to open a folder that disappears while its holder ends.
  private static let mostAttempts = 100
  /// The most bytes of a list; that of a film of days is shorter.
  private static let manifestByteLimit = 16 << 20

  /// Opens the folder for the segments of the film at `place`, and creates it if missing.
  ///
  /// - Parameters:
  ///   - trust: who may own the folder.
  ///   - isShared: whether others may work in it at the same time, if they share it too.
  /// - Throws: `ProductionError.inUse` if another process holds it, `.cannotWrite` if it cannot be created.
  static func open(
    for place: borrowing OutputPlace, trust: FolderTrust, isShared: Bool, among partialFiles: PartialFiles
  ) throws(ProductionError) -> OpenSegmentFolder {
    let names = SegmentFolder(ofOutput: place.path)
    for _ in 0..<mostAttempts {
      let isNew = try make(names, in: place.folder)
      do throws(ProductionError) {
        let opened = try enter(names, at: place, trust: trust, isShared: isShared, among: partialFiles)
        if let opened { return opened }
      } catch {
        // The system refuses to remove a non-empty folder.
        if isNew { try? SystemCalls.removeEmptyFolder(names.name, in: place.folder.descriptor) }
        throw error
      }
    }
    throw .inUse(path: place.calledPath, holder: "another process")
  }

  /// Creates the folder.
  ///
  /// - Returns: `false` if it exists already.
  private static func make(_ names: SegmentFolder, in parent: borrowing OpenFolder) throws(ProductionError) -> Bool {
    do throws(Errno) {
      try SystemCalls.makeFolder(names.name, in: parent.descriptor)
      return true
    } catch .fileExists {
      return false
    } catch {
      throw .cannotWrite(path: names.path, reason: "\(error)")
    }
  }

  /// Opens and locks the folder; `nil` if somebody is removing it at this moment.
  private static func enter(
    _ names: SegmentFolder, at place: borrowing OutputPlace, trust: FolderTrust, isShared: Bool,
    among partialFiles: PartialFiles
  ) throws(ProductionError) -> OpenSegmentFolder? {
    // First, since nothing may fail once the lock is held.
    let parent = try ProductionError.writing(names.path) { () throws(Errno) in try place.folder.duplicate() }
    guard let folder = try open(names, in: place.folder) else { return nil }
    let problem = try ProductionError.writing(names.path) { () throws(Errno) in
      try trust.problem(with: folder, among: partialFiles)
    }
    if let problem { throw .cannotWrite(path: names.path, reason: problem) }
    guard
      let lock = try OutputLock.take(
        SegmentFolder.lock, in: folder, path: names.file(SegmentFolder.lock), isShared: isShared,
        work: place.calledPath),
      (try? place.folder.status(of: names.name))??.identity == folder.identity
    else { return nil }
    return OpenSegmentFolder(names: names, lock: lock, folder: folder, parent: parent)
  }

  private static func open(
    _ names: SegmentFolder, in parent: borrowing OpenFolder
  ) throws(ProductionError) -> OpenFolder? {
    do throws(Errno) {
      return try OpenFolder(names.name, in: parent)
    } catch .noSuchFileOrDirectory {
      return nil
    } catch {
      let kind = (try? parent.status(of: names.name))??.kind ?? .folder
      let reason = kind == .folder ? "\(error)" : "it is \(kind.words), not a folder"
      throw .cannotWrite(path: names.path, reason: reason)
    }
  }

  /// Whether its path still leads to it.
  var isInPlace: Bool { (try? folder.isStill(at: names.path)) ?? false }

  /// The numbers of the segments that have a file, whatever its contents; in no order.
  var segments: [Int] {
    folder.names { SegmentFolder.segment(ofName: $0) != nil }.compactMap(SegmentFolder.segment(ofName:))
  }

  /// The bytes of the file of segment number `number`, at most `byteLimit`.
  func read(segment number: Int, byteLimit: Int) throws(FileContents.Failure) -> [UInt8] {
    try folder.read(SegmentFolder.name(ofSegment: number), byteLimit: byteLimit)
  }

  /// The list, if it exists and is readable.
  func manifest() -> SegmentManifest? {
    let bytes = try? folder.read(SegmentFolder.manifest, byteLimit: Self.manifestByteLimit)
    return bytes.flatMap(SegmentManifest.init(bytes:))
  }

  /// A pending file to be named `name` here.
  func pendingFile(_ name: String, among partialFiles: PartialFiles) throws(ProductionError) -> PendingFile {
    try PendingFile(name: name, in: folder, at: names.path, among: partialFiles)
  }

  /// Removes whatever has the name of segment number `number`.
  func remove(segment number: Int) throws(ProductionError) {
    do throws(Errno) {
      try folder.removeAnything(SegmentFolder.name(ofSegment: number))
    } catch {
      let reason = error == .directoryNotEmpty ? "it is a folder, and not empty" : "\(error)"
      throw .cannotWrite(path: names.file(ofSegment: number), reason: reason)
    }
  }

  /// Removes files left by processes that were ended while writing.
  func removePartialFiles() {
    for name in folder.names(where: PartialFiles.isTemporary) { try? folder.remove(name) }
  }

  /// Removes the segments and their list.
  func removeSegments() {
    for number in segments { try? folder.remove(SegmentFolder.name(ofSegment: number)) }
    try? folder.remove(SegmentFolder.manifest)
  }

  /// Removes our files, and the folder if nothing else is in it.
  func remove() {
    removePartialFiles()
    removeSegments()
    for name in folder.names(where: SegmentFolder.isPartLock) { try? folder.remove(name) }
    try? folder.remove(SegmentFolder.sizes)
    // Last, so that whoever comes next creates a new one.
    try? folder.remove(SegmentFolder.lock)
    OpenFolder.remove(names.name, in: parent.descriptor, ifStill: folder.identity)
  }
}
