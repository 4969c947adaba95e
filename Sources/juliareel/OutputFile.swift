import Foundation
import Production

/// A file that is the whole result of a command.
enum OutputFile {
  /// Has `write` make the file `output`, tells its name, and reports what goes wrong; a signal leaves nothing half written.
  static func produce(_ output: String, _ write: (PartialFiles) throws -> Void) throws {
    try Failure.reporting {
      let partialFiles = PartialFiles()
      let signals = try TerminationSignals(partialFiles: partialFiles)
      defer { signals.stop() }
      try write(partialFiles)
      try StandardOutput.tell(output.oneLine)
    }
  }
}

/// Which file a path means, by whatever way it leads there; the file itself need not exist.
struct FilePlace: Equatable {
  /// Absolute, with no link in it as far as it exists.
  let path: String

  init(_ path: String) {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    // Links are followed in the folder and, where the file exists, in its own name.
    let folder = url.deletingLastPathComponent().resolvingSymlinksInPath()
    self.path = folder.appendingPathComponent(url.lastPathComponent).resolvingSymlinksInPath().path
  }

  /// By bytes, as file systems tell names apart: strings are equal, too, where an accent is written in another way.
  static func == (one: FilePlace, other: FilePlace) -> Bool { one.path.utf8.elementsEqual(other.path.utf8) }
}
