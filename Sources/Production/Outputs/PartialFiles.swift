import Synchronization
import SystemPackage

/// The temporary files that this process is writing, so that it can exit at once without leaving them behind.
///
/// Any thread may use it.
package final class PartialFiles: Sendable {
  /// A temporary file.
  struct Entry: Hashable, Sendable {
    /// The descriptor of its folder, which stays open until the file is renamed or removed.
    fileprivate let folder: Int32
    let name: String
    /// Its identity: a file that somebody else has put in its place is neither renamed nor removed.
    fileprivate let identity: FileStatus.Identity
  }

  /// A folder that is removed if nothing is put into it.
  private struct EmptyFolder {
    /// The descriptors of the folder and of the one that it is in.
    let descriptor: Int32
    let parent: Int32
    let name: String
    /// Names in it that have no value by themselves.
    let files: [String]
  }

  private struct State {
    var entries: Set<Entry> = []
    var emptyFolders: [FileStatus.Identity: EmptyFolder] = [:]
    /// The number of the next name.
    var next = 0
  }

  /// Taken names tried before giving up; only a folder full of leftovers reaches this.
  private static let mostAttempts = 1000
  private static let prefix = ".juliareel-"
  private static let suffix = ".part"

  private let state = Mutex(State())

  /// No file yet.
  package init() {}

  /// Whether `name` is that of a temporary file of this program.
  static func isTemporary(_ name: String) -> Bool {
    guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return false }
    let numbers = name.dropFirst(prefix.count).dropLast(suffix.count).split(
      separator: "-", omittingEmptySubsequences: false)
    return numbers.count == 2 && numbers.allSatisfy { $0.isDecimal }
  }

  /// Removes all partial files and ends the process with `status`, without waiting for any other thread.
  package func removeAndExit(_ status: Int32) -> Never {
    // Under the lock, so that no thread creates a new one meanwhile.
    state.withLock { state in
      for entry in state.entries { OpenFolder.remove(entry.name, in: entry.folder, ifStill: entry.identity) }
      for (identity, folder) in state.emptyFolders {
        for file in folder.files { try? SystemCalls.remove(file, in: folder.descriptor) }
        OpenFolder.remove(folder.name, in: folder.parent, ifStill: identity)
      }
      SystemCalls.exitAtOnce(status)
    }
  }

  /// Registers `folder`, which is `name` in `parent`, to be removed with its `files`, which have no value by
  /// themselves, unless something else is put into it. All stay open until `forgetEmpty`.
  func noteEmpty(_ folder: borrowing OpenFolder, name: String, in parent: borrowing OpenFolder, files: [String]) {
    let noted = EmptyFolder(
      descriptor: folder.descriptor, parent: parent.descriptor, name: name, files: files)
    let identity = folder.identity
    state.withLock { $0.emptyFolders[identity] = noted }
  }

  /// Unregisters `folder`, which has contents now or is gone.
  func forgetEmpty(_ folder: borrowing OpenFolder) {
    let identity = folder.identity
    state.withLock { $0.emptyFolders[identity] = nil }
  }

  /// Creates an empty file in `folder` under a short, hidden, unique name; `folder` stays open until the file is
  /// renamed or removed.
  ///
  /// - Returns: its descriptor, for the caller to close, and its registration.
  func create(in folder: borrowing OpenFolder) throws(Errno) -> (descriptor: Int32, entry: Entry) {
    let folder = folder.descriptor
    return try state.withLock { state throws(Errno) in
      for _ in 0..<Self.mostAttempts {
        let name = "\(Self.prefix)\(SystemCalls.processID)-\(state.next)\(Self.suffix)"
        state.next += 1
        do throws(Errno) {
          let descriptor = try SystemCalls.createFile(name, in: folder)
          do throws(Errno) {
            let entry = Entry(
              folder: folder, name: name, identity: try SystemCalls.status(of: descriptor).identity)
            state.entries.insert(entry)
            return (descriptor, entry)
          } catch {
            SystemCalls.close(descriptor)
            throw error
          }
        } catch .fileExists {
          continue
        }
      }
      throw Errno.fileExists
    }
  }

  /// Gives the file its final name in `folder`, under which it stays.
  ///
  /// - Throws: also if something else has its temporary name by now.
  func rename(_ entry: Entry, to name: String, in folder: borrowing OpenFolder) throws(Errno) {
    let folder = folder.descriptor
    try state.withLock { state throws(Errno) in
      guard try SystemCalls.status(of: entry.name, in: entry.folder).identity == entry.identity else {
        throw Errno.noSuchFileOrDirectory
      }
      try SystemCalls.rename(entry.name, in: entry.folder, to: name, in: folder)
      state.entries.remove(entry)
    }
  }

  /// Removes the file.
  func remove(_ entry: Entry) {
    state.withLock { state in
      OpenFolder.remove(entry.name, in: entry.folder, ifStill: entry.identity)
      state.entries.remove(entry)
    }
  }

  /// The user that owns files created by this process in `folder`; `nil` if it cannot create any.
  func ownerOfNewFiles(in folder: borrowing OpenFolder) -> UInt32? {
    guard let (descriptor, entry) = try? create(in: folder) else { return nil }
    defer {
      remove(entry)
      SystemCalls.close(descriptor)
    }
    return try? SystemCalls.status(of: descriptor).owner
  }
}

extension Substring {
  /// Whether it is a number in printed form: digits without leading zeros.
  var isDecimal: Bool { Int(self).map { String($0) == self && $0 >= 0 } ?? false }
}
