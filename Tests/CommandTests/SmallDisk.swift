import Foundation
import TestSupport

/// A file system in memory that is soon full; needs the right to mount.
final class SmallDisk {
  /// Where it is mounted.
  let path: String
  private let folder: TemporaryFolder

  /// Whether this process may mount.
  static let isPossible = (try? SmallDisk(kilobytes: 64)) != nil

  init(kilobytes: Int) throws {
    folder = try TemporaryFolder()
    path = folder.path
    let outcome = try Command.shell("mount -t tmpfs -o size=\(kilobytes)k tmpfs '\(path)'")
    guard outcome.status == 0 else { throw CocoaError(.fileWriteNoPermission) }
  }

  deinit { _ = try? Command.shell("umount '\(path)'") }
}
