import Foundation

/// The revision of the sources that a program was built from, as far as it can be determined.
///
/// It is determined when the program runs, not written into it by the build: a generated file would make each commit a
/// new build of everything above it, and would be wrong for uncommitted changes. A program inside the `.build` folder
/// of a checkout asks git there, which also reports such changes by `-dirty`; after checking out something else it is
/// wrong until the next build. A program that was copied elsewhere uses the environment variable `JULIAREEL_COMMIT`.
package enum SourceRevision {
  /// The text for an unknown revision.
  package static let unknown = "unknown"

  /// The revision of this program.
  package static var current: String {
    if let given = ProcessInfo.processInfo.environment["JULIAREEL_COMMIT"], !given.isEmpty { return given }
    guard let executable = Bundle.main.executablePath, let root = checkout(ofExecutable: executable) else {
      return unknown
    }
    return describe(root) ?? unknown
  }

  /// The folder whose `.build` contains `executable`; `nil` if it is elsewhere.
  package static func checkout(ofExecutable executable: String) -> String? {
    executable.range(of: "/.build/", options: .backwards).map { String(executable[..<$0.lowerBound]) }
  }

  private static func describe(_ root: String) -> String? {
    guard FileManager.default.fileExists(atPath: root + "/.git") else { return nil }
    let git = Process()
    let output = Pipe()
    git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    git.arguments = ["git", "-C", root, "describe", "--always", "--dirty", "--abbrev=12"]
    git.standardOutput = output
    git.standardError = FileHandle.nullDevice
    guard (try? git.run()) != nil else { return nil }
    let answer = (try? output.fileHandleForReading.readToEnd()) ?? nil
    git.waitUntilExit()
    guard git.terminationStatus == 0, let answer else { return nil }
    let revision = String(decoding: answer, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    return revision.isEmpty ? nil : revision
  }
}
