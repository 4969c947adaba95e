import HostSystem

/// The folder of a stranger's preset, out of which nothing leads: no path that climbs over it, and no link at all.
struct UntrustedFolder {
  /// As the user wrote it, empty or with a slash at its end.
  let path: String

  /// The folder of the file at `path`. Links that lead to the folder are the user's, and followed.
  init(of path: String) {
    self.path = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// Opens the file at `path`, which begins with the folder's.
  func open(_ path: String) throws(FileContents.Failure) -> RegularFile {
    guard let steps = steps(to: String(path.dropFirst(self.path.count)), from: []) else { throw .missing }
    return try RegularFile.open(steps, beneath: self.path)
  }

  /// The names that lead from the folder to what `reference` means within the folder that `start` leads to; `nil` where that is no file
  /// in this folder. As there are no links, `..` is the name before taken back.
  func steps(to reference: String, from start: [String]) -> [String]? {
    guard !reference.hasPrefix("/"), !reference.utf8.contains(0) else { return nil }
    var steps = start
    for name in reference.split(separator: "/", omittingEmptySubsequences: true) where name != "." {
      if name != ".." {
        steps.append(String(name))
      } else if steps.popLast() == nil {
        return nil
      }
    }
    return steps.isEmpty ? nil : steps
  }
}
