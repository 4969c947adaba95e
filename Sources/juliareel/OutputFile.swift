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
