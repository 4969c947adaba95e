import Animation
import SystemPackage

/// Lets only one process make an output, or a part of one, by a system lock (`flock`) on a file that names its holder.
///
/// The system releases the lock when its process ends in any way: a file left by a dead process blocks nobody.
struct OutputLock: ~Copyable, Sendable {
  private let file: OpenFile

  private init(_ file: consuming OpenFile) { self.file = file }

  /// Takes the lock on the file `name` in `folder`, which is created if missing.
  ///
  /// - Parameters:
  ///   - path: the path of the file, for messages.
  ///   - isShared: whether it is shared with others that share it too.
  ///   - work: the path of what is made under the lock, for messages.
  /// - Returns: `nil` if its holder has just ended and removed the file.
  /// - Throws: `ProductionError.inUse` if another process holds it, `.cannotWrite` if it cannot be created.
  static func take(
    _ name: String, in folder: borrowing OpenFolder, path: String, isShared: Bool, work: String
  ) throws(ProductionError) -> OutputLock? {
    guard let file = try open(name, in: folder, path: path) else { return nil }
    let status = try ProductionError.writing(path) { () throws(Errno) in try file.status() }
    if let problem = problem(with: status, in: folder) { throw .cannotWrite(path: path, reason: problem) }
    // Some file systems have no locks; a film without a lock is better than none.
    guard SystemCalls.lock(file.descriptor, isShared: isShared) else {
      throw .inUse(path: work, holder: holder(file))
    }
    guard (try? folder.status(of: name))??.identity == status.identity else { return nil }
    // If that fails, the holder stays unknown, but the lock is held.
    try? SystemCalls.replaceContents(
      of: file.descriptor, by: Array("process \(SystemCalls.processID) on \(SystemCalls.hostName)".utf8))
    return OutputLock(file)
  }

  /// Whether nobody else shares the lock; then nobody can while it is held.
  func isAlone() -> Bool { SystemCalls.lock(file.descriptor, isShared: false) }

  private static func open(
    _ name: String, in folder: borrowing OpenFolder, path: String
  ) throws(ProductionError) -> OpenFile? {
    do throws(Errno) {
      return OpenFile(owning: try SystemCalls.openOrCreateFile(name, in: folder.descriptor))
    } catch .noSuchFileOrDirectory {
      return nil
    } catch {
      let kind = (try? folder.status(of: name))??.kind ?? .regular
      let reason = kind == .regular ? "\(error)" : "it is \(kind.words), not a regular file"
      throw .cannotWrite(path: path, reason: reason)
    }
  }

  /// The reason why a file with the name of a lock is not written to: it may belong to somebody else.
  private static func problem(with file: FileStatus, in folder: borrowing OpenFolder) -> String? {
    guard file.kind == .regular else { return "it is \(file.kind.words), not a regular file" }
    guard file.linkCount <= 1 else { return "the file has other hard links" }
    guard let status = try? folder.status(), status.isWritableByAll else { return nil }
    let isOurs = file.owner == SystemCalls.userID || file.owner == status.owner
    return isOurs ? nil : "it belongs to another user"
  }

  private static func holder(_ file: borrowing OpenFile) -> String {
    let words = SystemCalls.beginning(of: file.descriptor, count: 300)
    return words.isEmpty ? "another process" : String(decoding: words, as: UTF8.self).oneLine
  }
}
