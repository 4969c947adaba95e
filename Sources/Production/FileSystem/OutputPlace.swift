import Animation
import SystemPackage

/// The destination of a file: its folder, open, and its name there. Links at the path's end are resolved once.
///
/// Only a regular file is ever replaced. A link is followed if it is ours or root's: in a folder that everybody may
/// write to, another user's link could redirect the file anywhere.
package struct OutputPlace: ~Copyable {
  /// As the user wrote it, for messages.
  let calledPath: String
  /// The path without links at its end.
  let path: String
  let folder: OpenFolder
  /// The name in `folder`.
  let name: String

  /// The most links followed in a path, as in operating systems.
  private static let mostLinks = 40

  /// The place of `path`, after checking as far as possible without creating a file that one can be created.
  ///
  /// - Throws: `ProductionError.cannotWrite`.
  package init(_ path: String) throws(ProductionError) {
    var current = path
    for _ in 0...Self.mostLinks {
      let place = try OutputPlace(current, calledPath: path)
      guard let target = try place.targetOfLink() else {
        try place.requireRoom()
        self = place
        return
      }
      current = target
    }
    throw .cannotWrite(path: path, reason: "\(Errno.tooManySymbolicLinkLevels)")
  }

  /// The place `name` in `folder`, which is at `folderPath`.
  init(name: String, in folder: borrowing OpenFolder, at folderPath: String) throws(ProductionError) {
    path = folderPath + "/" + name
    calledPath = path
    self.name = name
    do {
      self.folder = try folder.duplicate()
    } catch {
      throw .cannotWrite(path: calledPath, reason: "\(error)")
    }
  }

  private init(_ path: String, calledPath: String) throws(ProductionError) {
    let name = FilePath(path).lastComponent?.string ?? ""
    guard name != "", name != ".", name != "..", !path.hasSuffix("/") else {
      throw .cannotWrite(path: calledPath, reason: "it is a folder")
    }
    let folderPath = Self.folder(of: path)
    do {
      folder = try OpenFolder(path: folderPath)
    } catch .notDirectory {
      throw .cannotWrite(path: calledPath, reason: "\(folderPath.oneLine) is not a folder")
    } catch {
      throw .cannotWrite(path: calledPath, reason: "the folder \(folderPath.oneLine): \(error)")
    }
    self.path = path
    self.calledPath = calledPath
    self.name = name
  }

  /// Makes sure that the folder is still at its path: a file written into a moved folder would be lost.
  func requireFolderInPlace() throws(ProductionError) {
    let folderPath = Self.folder(of: path)
    do throws(Errno) {
      if try folder.isStill(at: folderPath) { return }
    } catch {
      throw .cannotWrite(path: calledPath, reason: "\(error)")
    }
    throw .cannotWrite(path: calledPath, reason: "the folder \(folderPath.oneLine) has been replaced")
  }

  /// The folder that `path` names a file in.
  static func folder(of path: String) -> String {
    let folder = FilePath(path).removingLastComponent().string
    return folder.isEmpty ? "." : folder
  }

  /// The target of the name; `nil` if it is not a link but a regular file, or nothing.
  private func targetOfLink() throws(ProductionError) -> String? {
    let status: FileStatus?
    do throws(Errno) {
      status = try folder.status(of: name)
    } catch {
      throw refusal("\(error)")
    }
    guard let status else { return nil }
    switch status.kind {
    case .regular: try requireReplaceable(status)
    case .link: return try target(of: status)
    case .folder: throw refusal("it is a folder")
    case .pipe: throw refusal("it is a pipe, not a regular file; -o - writes a film as Y4M to a pipe")
    case .socket, .device, .other: throw refusal("it is \(status.kind.words), not a regular file")
    }
    return nil
  }

  private func target(of link: FileStatus) throws(ProductionError) -> String {
    let folderPath = Self.folder(of: path)
    // The targets of these links are not names.
    guard !folderPath.hasPrefix("/proc/"), folderPath != "/dev/fd" else {
      throw refusal("it is an open descriptor, not a file")
    }
    guard link.owner == SystemCalls.userID || link.owner == 0 else {
      throw refusal("it is a link of another user; use the name of its target")
    }
    do throws(Errno) {
      let target = try SystemCalls.target(ofLink: name, in: folder.descriptor)
      return FilePath(path).removingLastComponent().pushing(FilePath(target)).string
    } catch {
      throw refusal("\(error)")
    }
  }

  /// Makes sure that an existing file may be replaced: in a folder such as /tmp only by its owner.
  private func requireReplaceable(_ file: FileStatus) throws(ProductionError) {
    let users = [file.owner, (try? folder.status())?.owner ?? file.owner, 0]
    guard (try? folder.status())?.isSticky == true, !users.contains(SystemCalls.userID) else { return }
    throw refusal("it belongs to another user")
  }

  /// Makes sure that a file can be created in the folder, which would otherwise fail only after all frames.
  private func requireRoom() throws(ProductionError) {
    do throws(Errno) {
      try SystemCalls.requireNewFilesAllowed(in: folder.descriptor)
    } catch {
      throw refusal("the folder \(Self.folder(of: path).oneLine): \(error)")
    }
  }

  private func refusal(_ reason: String) -> ProductionError { .cannotWrite(path: calledPath, reason: reason) }
}
