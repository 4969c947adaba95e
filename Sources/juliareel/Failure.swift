import Animation
import ArgumentParser
import Foundation
import Production
import VideoEncoding

/// Ends a command that cannot do what it was asked: one clear text on stderr and the exit code that scripts can rely on.
struct Failure: Error {
  /// Exit codes, in the tradition of sysexits.h.
  enum Status: Int32 {
    case usage = 64
    case badPreset = 65
    case noInput = 66
    case internalError = 70
    case cannotWrite = 73
    case interrupted = 130
  }

  let status: Status
  let message: String

  init(_ status: Status, _ message: String) {
    self.status = status
    self.message = message
  }

  /// What any error of the layers below means to the user.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as PresetError: self.init(.badPreset, "\(error)")
    case let error as ProductionError: self.init(Self.status(of: error), "\(error)")
    case let error as LibAVError:
      // An error with a path happened at a file; one without is the encoder's.
      self.init(error.path != nil || error.isDiskFull ? .cannotWrite : .internalError, "\(error)")
    default: self.init(.internalError, "\(error)")
    }
  }

  private static func status(of error: ProductionError) -> Status {
    switch error {
    case .unusableOutput: .usage
    case .unusableSize: .badPreset
    case .cannotWrite: .cannotWrite
    case .interrupted: .interrupted
    }
  }

  /// Runs a command's work and turns whatever it throws into a message and an exit code.
  static func reporting(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch {
      let failure = Failure(error)
      StandardError.print(failure.message)
      throw ExitCode(failure.status.rawValue)
    }
  }
}

/// Everything that is not a result goes here.
enum StandardError {
  /// Writes `line` and a newline.
  static func print(_ line: String) { write(line + "\n") }

  /// Writes `text` as it is. A closed stderr is nobody's loss.
  static func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
