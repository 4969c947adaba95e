import Synchronization
import SystemPackage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files that this process is writing under passing names, so that it can leave at once without leaving them behind.
///
/// Any thread may use it.
public final class PartialFiles: Sendable {
  private struct State {
    var paths: Set<String> = []
    /// Folders with nothing in them yet that is worth keeping, each with the files that go with it.
    var emptyFolders: [String: [String]] = [:]
    /// The number of the next name.
    var next = 0
  }

  /// What the name of every such file ends with.
  static let suffix = ".part"

  /// Names that other processes have taken before this one gives up; only a folder full of leftovers reaches it.
  private static let mostAttempts = 1000

  private let state = Mutex(State())

  /// No file yet.
  public init() {}

  /// Removes all partial files and ends the process with `status`, without waiting for any other thread.
  public func removeAndExit(_ status: Int32) -> Never {
    // Under the lock, so that no thread makes a new one meanwhile.
    state.withLock { state in
      for path in state.paths { unlink(path) }
      for (folder, files) in state.emptyFolders {
        for file in files { unlink(file) }
        rmdir(folder)
      }
      _exit(status)
    }
  }

  /// Notes that `folder` goes with its `files`, which are of no worth by themselves, unless something else is put into it.
  func noteEmpty(folder: String, files: [String]) {
    state.withLock { $0.emptyFolders[folder] = files }
  }

  /// Notes that `folder` has something in it, or is gone.
  func forgetEmpty(folder: String) {
    state.withLock { $0.emptyFolders[folder] = nil }
  }

  /// Makes an empty file in `folder` under a hidden, short name that nobody else uses.
  ///
  /// - Returns: its path.
  func create(in folder: String) throws(Errno) -> String {
    try state.withLock { state throws(Errno) in
      for _ in 0..<Self.mostAttempts {
        let path = FilePath(folder).appending(".juliareel-\(getpid())-\(state.next)\(Self.suffix)").string
        state.next += 1
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o666)
        if descriptor >= 0 {
          close(descriptor)
          state.paths.insert(path)
          return path
        }
        if errno != EEXIST && errno != EINTR { throw Errno(rawValue: errno) }
      }
      throw Errno.fileExists
    }
  }

  /// Gives the file at `path` its final name, under which it stays.
  func rename(_ path: String, to final: String) throws(Errno) {
    try state.withLock { state throws(Errno) in
      guard systemRename(path, final) == 0 else { throw Errno(rawValue: errno) }
      state.paths.remove(path)
    }
  }

  /// Removes the file at `path`.
  func remove(_ path: String) {
    state.withLock { state in
      unlink(path)
      state.paths.remove(path)
    }
  }
}

/// The system's call, which the method of the same name hides.
private func systemRename(_ old: String, _ new: String) -> Int32 { rename(old, new) }
