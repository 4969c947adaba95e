import Foundation
import Production

/// A file that is the whole result of a command.
enum OutputFile {
  /// Lets `write` create the file `output`, prints its name, and reports errors; a signal leaves nothing half-written.
  static func produce(_ output: String, _ write: (PartialFiles) throws -> Void) throws {
    try Failure.reporting {
      let partialFiles = PartialFiles()
      let signals = try TerminationSignals(partialFiles: partialFiles)
      defer { signals.stop() }
      try write(partialFiles)
      // What goes to the standard output stands there alone.
      if output != "-" { try StandardOutput.tell(output.oneLine) }
    }
  }
}

/// The identity of the file that a path leads to, by whatever way; the file need not exist.
struct FilePlace: Equatable {
  /// Absolute, with no link in it as far as it exists.
  let path: String

  init(_ path: String) {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    // Links are followed in the folder and, where the file exists, in its own name.
    let folder = url.deletingLastPathComponent().resolvingSymlinksInPath()
    self.path = folder.appendingPathComponent(url.lastPathComponent).resolvingSymlinksInPath().path
  }

  /// By bytes, as file systems compare names: strings are also equal if an accent is encoded differently.
  static func == (one: FilePlace, other: FilePlace) -> Bool { one.path.utf8.elementsEqual(other.path.utf8) }
}
