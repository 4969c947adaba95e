import Foundation

/// A second copy of this program that reads untrusted bytes: the child has the file and a pipe for its answer, and no
/// environment.
package enum ConfinedChild {
  /// The reason why there is no answer.
  package enum Failure: Error, Hashable, CustomStringConvertible {
    /// The child could not be started.
    case notStarted(String)
    /// It was ended by a signal, or exited without an answer.
    case ended(String)
    /// Its answer was too long.
    case tooMuch(byteLimit: Int)

    package var description: String {
      switch self {
      case .notStarted(let reason): "the confined process that reads it cannot be started: \(reason)"
      case .ended(let how): "the confined process that reads it \(how)"
      case .tooMuch(let byteLimit): "its description of itself has more than \(byteLimit) bytes"
      }
    }
  }

  /// The answer of a child with `arguments` and a file of `bytes`, which has no name, as its standard input.
  ///
  /// - Complexity: no more than `byteLimit` bytes are held; `bytes` are on the disk while the child reads.
  package static func answer(_ arguments: [String], bytes: [UInt8], byteLimit: Int) throws(Failure) -> [UInt8] {
    guard let file = tmpfile() else { throw .notStarted(String(cString: strerror(errno))) }
    defer { fclose(file) }
    let count = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    guard count == bytes.count, fflush(file) == 0, lseek(fileno(file), 0, SEEK_SET) == 0 else {
      throw .notStarted("no room for a temporary file: \(String(cString: strerror(errno)))")
    }
    return try answer(arguments, input: fileno(file), byteLimit: byteLimit)
  }

  /// The answer of a child with `arguments` and `input` as its standard input.
  ///
  /// - Complexity: no more than `byteLimit` bytes are held.
  package static func answer(_ arguments: [String], input: Int32, byteLimit: Int) throws(Failure) -> [UInt8] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
    process.arguments = arguments
    // It only needs to find the libraries.
    process.environment = ProcessInfo.processInfo.environment.filter { $0.key == "LD_LIBRARY_PATH" }
    process.standardInput = FileHandle(fileDescriptor: input, closeOnDealloc: false)
    process.standardOutput = output
    // One sentence is enough if the child fails.
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw .notStarted(error.localizedDescription)
    }
    defer { process.waitUntilExit() }
    let bytes: [UInt8]
    do throws(FileContents.Failure) {
      bytes = try FileContents.readToEnd(
        of: output.fileHandleForReading.fileDescriptor, byteLimit: byteLimit)
    } catch {
      process.terminate()
      if case .tooLarge = error { throw .tooMuch(byteLimit: byteLimit) }
      throw .ended("gave an answer that cannot be read: \(error)")
    }
    process.waitUntilExit()
    guard process.terminationReason == .exit else { throw .ended("was killed by signal \(process.terminationStatus)") }
    guard process.terminationStatus == 0 else { throw .ended("exited with status \(process.terminationStatus)") }
    return bytes
  }
}
