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
    try Self.require("mount -t tmpfs -o size=\(kilobytes)k tmpfs '\(path)'")
  }

  deinit { _ = try? Command.shell("umount '\(path)'") }

  /// Gives it another size, at least what is on it.
  func resize(kilobytes: Int) throws { try Self.require("mount -o remount,size=\(kilobytes)k '\(path)'") }

  /// Allows or refuses changes; nobody may be writing.
  func setReadOnly(_ isReadOnly: Bool) throws {
    try Self.require("mount -o remount,\(isReadOnly ? "ro" : "rw") '\(path)'")
  }

  private static func require(_ command: String) throws {
    guard try Command.shell(command).status == 0 else { throw CocoaError(.fileWriteNoPermission) }
  }
}
