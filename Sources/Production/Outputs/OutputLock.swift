import Animation
import SystemPackage

/// Keeps apart who makes the same output, or the same part of one, by the system's lock (`flock`) on a file that says who holds it.
///
/// The system gives the lock back when its process ends, in whatever way: one that is left by a dead process holds nobody up.
struct OutputLock: ~Copyable, Sendable {
  private let file: OpenFile

  private init(_ file: consuming OpenFile) { self.file = file }

  /// Takes the lock that is the file `name` in `folder`, which is made where it is missing.
  ///
  /// - Parameters:
  ///   - path: the path of the file, for sentences.
  ///   - isShared: whether others may have it at the same time that share it, too.
  ///   - work: what is to be made meanwhile.
  /// - Returns: `nil` where whoever had it has just ended, and taken it away.
  /// - Throws: `ProductionError.inUse` where another process has it, `.cannotWrite` where there cannot be one.
  static func take(
    _ name: String, in folder: borrowing OpenFolder, path: String, isShared: Bool, work: String
  ) throws(ProductionError) -> OutputLock? {
    guard let file = try open(name, in: folder, path: path) else { return nil }
    let status = try ProductionError.writing(path) { () throws(Errno) in try file.status() }
    if let problem = problem(with: status, in: folder) { throw .cannotWrite(path: path, reason: problem) }
    // Some file systems know no locks; better a film without one than none.
    guard SystemCalls.lock(file.descriptor, isShared: isShared) else {
      throw .inUse(path: work, holder: holder(file))
    }
    guard (try? folder.status(of: name))??.identity == status.identity else { return nil }
    // Where that fails, nobody learns who holds it, and the lock holds all the same.
    try? SystemCalls.replaceContents(
      of: file.descriptor, by: Array("process \(SystemCalls.processID) on \(SystemCalls.hostName)".utf8))
    return OutputLock(file)
  }

  /// Whether nobody shares the lock; then nobody will, as long as it is held.
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

  /// Why a file is not written to, though it has the name of a lock: it may be somebody's whom that would harm.
  private static func problem(with file: FileStatus, in folder: borrowing OpenFolder) -> String? {
    guard file.kind == .regular else { return "it is \(file.kind.words), not a regular file" }
    guard file.linkCount <= 1 else { return "it is a file that has other names, too" }
    guard let status = try? folder.status(), status.isWritableByAll else { return nil }
    let isOurs = file.owner == SystemCalls.userID || file.owner == status.owner
    return isOurs ? nil : "it belongs to another user"
  }

  private static func holder(_ file: borrowing OpenFile) -> String {
    let words = SystemCalls.beginning(of: file.descriptor, count: 300)
    return words.isEmpty ? "another process" : String(decoding: words, as: UTF8.self).oneLine
  }
}
