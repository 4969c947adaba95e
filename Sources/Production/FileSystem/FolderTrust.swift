import SystemPackage

/// Whose folder may be worked in.
///
/// Whoever may write into a folder can put anything under any name in it, at any moment. What juliareel does there changes nothing
/// elsewhere, since no link is followed; but what is found there becomes part of a film.
enum FolderTrust: Hashable, Sendable {
  /// Ours.
  case owner
  /// Ours, or another user's in whose group we are and into which no others may write: that of a farm.
  case group

  /// Why `folder` is not worked in, as it follows the folder's name and a colon; `nil` where it may be.
  func problem(with folder: borrowing OpenFolder, among partialFiles: PartialFiles) throws(Errno) -> String? {
    let status = try folder.status()
    if status.owner == SystemCalls.userID { return nil }
    // Some file systems give all files one owner, whoever makes them, or give root's to nobody.
    if let owner = partialFiles.ownerOfNewFiles(in: folder), owner == status.owner { return nil }
    switch self {
    case .owner: return "it belongs to another user"
    case .group where status.isWritableByAll:
      return "it belongs to another user, and everybody may write into it"
    case .group where !SystemCalls.isMember(ofGroup: status.group):
      return "it belongs to another user, and to a group that this one is not in"
    case .group: return nil
    }
  }
}
