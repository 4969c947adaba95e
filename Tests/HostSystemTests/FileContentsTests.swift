import Foundation
import HostSystem
import Testing

@Suite("Reading files", .timeLimit(.minutes(30)))
struct FileContentsTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  private func path(_ name: String) -> String { folder + "/" + name }

  @Test("a regular file is read to its end, up to the limit exactly")
  func regular() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try Data(bytes).write(to: URL(fileURLWithPath: path("file")))
    #expect(try FileContents.read(path("file"), byteLimit: 200_000) == bytes)
    #expect(throws: FileContents.Failure.tooLarge(byteLimit: 199_999)) {
      try FileContents.read(path("file"), byteLimit: 199_999)
    }
  }

  @Test("what is no regular file is refused at once, by name")
  func odd() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    mkfifo(path("pipe"), 0o600)
    #expect(throws: FileContents.Failure.notRegular("a pipe")) { try FileContents.read(path("pipe"), byteLimit: 10) }
    #expect(throws: FileContents.Failure.notRegular("a folder")) { try FileContents.read(folder, byteLimit: 10) }
    #expect(throws: FileContents.Failure.notRegular("a device")) { try FileContents.read("/dev/zero", byteLimit: 10) }
    #expect(throws: FileContents.Failure.missing) { try FileContents.read(path("nothing"), byteLimit: 10) }
  }

  @Test("a sparse file of a terabyte is too large, and takes no memory")
  func sparse() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(FileManager.default.createFile(atPath: path("sparse"), contents: nil))
    truncate(path("sparse"), 1 << 40)
    #expect(throws: FileContents.Failure.tooLarge(byteLimit: 1 << 20)) {
      try FileContents.read(path("sparse"), byteLimit: 1 << 20)
    }
  }

  @Test("the last link of a path is followed only where that is wanted")
  func links() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data("text".utf8).write(to: URL(fileURLWithPath: path("file")))
    symlink(path("file"), path("link"))
    #expect(try FileContents.read(path("link"), byteLimit: 4) == Array("text".utf8))
    #expect(throws: FileContents.Failure.system(ELOOP)) {
      try FileContents.read(path("link"), followsLink: false, byteLimit: 4)
    }
  }
}
