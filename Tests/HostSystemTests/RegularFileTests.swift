import Foundation
import HostSystem
import Testing

@Suite("An open file")
struct RegularFileTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

  init() throws {
    try FileManager.default.createDirectory(atPath: folder + "/in/deep", withIntermediateDirectories: true)
    for name in ["out", "in/file", "in/deep/file"] {
      try Data("what \(name) says".utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }
    symlink("deep/file", folder + "/in/link")
    symlink("../out", folder + "/in/leaving")
    symlink("deep", folder + "/in/folder-link")
    symlink("in", folder + "/way")
  }

  private func contents(_ steps: String...) throws -> String {
    let file = try RegularFile.open(steps, beneath: folder + "/way")
    return String(decoding: try file.contents(byteLimit: 100), as: UTF8.self)
  }

  @Test("a file beneath a folder is read, the way to the folder being the user's own")
  func beneath() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try contents("file") == "what in/file says")
    #expect(try contents("deep", "file") == "what in/deep/file says")
  }

  @Test("no link within the folder is followed, at no step, wherever it leads")
  func links() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for steps in [["link"], ["leaving"], ["folder-link", "file"]] {
      #expect(throws: FileContents.Failure.notRegular("a link"), "\(steps)") {
        _ = try RegularFile.open(steps, beneath: folder + "/way").byteCount
      }
    }
    #expect(throws: FileContents.Failure.missing) { _ = try contents("nothing") }
    #expect(throws: FileContents.Failure.notRegular("a folder")) { _ = try contents("deep") }
  }

  @Test("the beginning is read without moving on")
  func beginning() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = try RegularFile.open(folder + "/out")
    let beginnings = [file.beginning(4), file.beginning(100)]
    let contents = try file.contents(byteLimit: 13)
    #expect(beginnings == [Array("what".utf8), contents] && contents == Array("what out says".utf8))
    do throws(FileContents.Failure) {
      _ = try file.contents(byteLimit: 12)
      Issue.record("read")
    } catch {
      #expect(error == .tooLarge(byteLimit: 12))
    }
  }
}
