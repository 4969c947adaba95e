import Foundation

/// This program, run once more for a task in which a stranger's bytes are read: the child has the file and a pipe for its answer, and no
/// environment.
package enum ConfinedChild {
  /// Why there is no answer.
  package enum Failure: Error, Hashable, CustomStringConvertible {
    /// The child could not be started.
    case notStarted(String)
    /// It was ended by a signal, or has ended itself without an answer.
    case ended(String)
    /// It would not stop answering.
    case tooMuch(byteLimit: Int)

    package var description: String {
      switch self {
      case .notStarted(let reason): "the process that reads it apart cannot be started: \(reason)"
      case .ended(let how): "the process that reads it apart \(how)"
      case .tooMuch(let byteLimit): "what it says of itself has more than \(byteLimit) bytes"
      }
    }
  }

  /// What the child of `arguments` says with `input` as its standard input.
  ///
  /// - Complexity: no more than `byteLimit` bytes are held.
  package static func answer(_ arguments: [String], input: Int32, byteLimit: Int) throws(Failure) -> [UInt8] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
    process.arguments = arguments
    // Where the libraries are is all that it needs to know.
    process.environment = ProcessInfo.processInfo.environment.filter { $0.key == "LD_LIBRARY_PATH" }
    process.standardInput = FileHandle(fileDescriptor: input, closeOnDealloc: false)
    process.standardOutput = output
    // Of a child that fails, one sentence is enough.
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
      throw .ended("cannot be heard: \(error)")
    }
    process.waitUntilExit()
    guard process.terminationReason == .exit else { throw .ended("was ended by signal \(process.terminationStatus)") }
    guard process.terminationStatus == 0 else { throw .ended("has ended with status \(process.terminationStatus)") }
    return bytes
  }
}
