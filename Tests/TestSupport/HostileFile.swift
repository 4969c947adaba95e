import Foundation

/// What somebody who means harm, or an accident, can put where a program expects a file of its own.
public enum HostileFile: String, CaseIterable, Sendable {
  case link, danglingLink, hardLink, pipe, emptyFolder, fullFolder, sparseTerabyte

  /// What `precious` has in it.
  public static let preciousText = "precious"

  /// Those that are names of a file that belongs to somebody else.
  public static let ofOtherFiles: [HostileFile] = [.link, .danglingLink, .hardLink]

  /// Puts it at `path`; the file `precious` in `folder` is what links lead to.
  public func make(at path: String, in folder: TemporaryFolder) throws {
    let precious = folder.file("precious")
    try Self.preciousText.write(toFile: precious, atomically: false, encoding: .utf8)
    switch self {
    case .link: try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: precious)
    case .danglingLink:
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder.file("appears"))
    case .hardLink: try FileManager.default.linkItem(atPath: precious, toPath: path)
    case .pipe: try Self.require(mkfifo(path, 0o666))
    case .emptyFolder: try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    case .fullFolder: try FileManager.default.createDirectory(atPath: path + "/in", withIntermediateDirectories: true)
    case .sparseTerabyte:
      try Data().write(to: URL(fileURLWithPath: path))
      try Self.require(truncate(path, 1 << 40))
    }
  }

  /// Whether what links lead to is as it was, and nothing has appeared where none was.
  public static func isPreciousIntact(in folder: TemporaryFolder) -> Bool {
    (try? String(contentsOfFile: folder.file("precious"), encoding: .utf8)) == preciousText
      && !FileManager.default.fileExists(atPath: folder.file("appears"))
  }

  private static func require(_ result: Int32) throws {
    guard result == 0 else { throw CocoaError(.fileWriteUnknown) }
  }
}

/// The rights of this process.
public enum Rights {
  /// Whether it may give files to other users.
  public static let areRoots = geteuid() == 0
  /// The number of a user who has no files.
  public static let stranger: UInt32 = 65534
}
