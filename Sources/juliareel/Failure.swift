import Animation
import ArgumentParser
import Benchmarking
import Foundation
import HostSystem
import Measuring
import Production
import VideoEncoding

/// Ends a command that cannot do its work: one clear message on stderr and an exit code that scripts can rely on.
struct Failure: Error {
  /// Exit codes, in the tradition of sysexits.h.
  enum Status: Int32 {
    case usage = 64
    case badPreset = 65
    case noInput = 66
    case internalError = 70
    /// The system provides no more threads or memory.
    case systemLimit = 71
    case cannotWrite = 73
    case interrupted = 130
    /// The code that shells report for a program ended by SIGPIPE.
    case readerLeft = 141
  }

  let status: Status
  let message: String

  init(_ status: Status, _ message: String) {
    self.status = status
    self.message = message
  }

  /// Maps any error of the layers below to a message and exit code.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as PresetError: self.init(Self.status(of: error), "\(error)")
    case let error as PaletteFileError: self.init(.badPreset, "\(error)")
    case let error as ProductionError: self.init(Self.status(of: error), "\(error)")
    case let error as IncompleteFilm: self.init(error.isDamaged ? .badPreset : .noInput, "\(error)")
    case let error as UnfinishedFilm: self.init(Self(error.cause).status, "\(error)")
    case let error as UnusableReport: self.init(error.isMissing ? .noInput : .badPreset, "\(error)")
    case let error as WorkloadError: self.init(.usage, "\(error)")
    case let error as LibAVError:
      // An error with a path concerns a file; one without comes from the encoder.
      let own: Status = error.isSystemLimit ? .systemLimit : .internalError
      guard !error.isOfSong else {
        self.init(.noInput, "\(error)")
        return
      }
      self.init(error.path != nil || error.isDiskFull ? .cannotWrite : own, "\(error)")
    case is ThreadShortage, is MemoryShortage: self.init(.systemLimit, "\(error)")
    default: self.init(.internalError, "\(error)")
    }
  }

  /// An error in the preset, or only in the options.
  private static func status(of error: PresetError) -> Status {
    guard case .invalid(let diagnostics, _) = error else { return .badPreset }
    return diagnostics.allSatisfy(\.origin.isOverride) ? .usage : .badPreset
  }

  private static func status(of error: ProductionError) -> Status {
    switch error {
    case .unusableOutput, .unusableSample: .usage
    case .unusableFormat, .unusablePlan: .badPreset
    case .unusableSong: .noInput
    // The file that cannot be read back is one of our segments, without which there is no film.
    case .cannotWrite, .cannotRead, .inUse: .cannotWrite
    case .readerLeft: .readerLeft
    case .interrupted: .interrupted
    }
  }

  /// Runs a command's work and turns whatever it throws into a message and an exit code.
  static func reporting(_ work: () throws -> Void) throws {
    // A reader that closes the pipe, or a file at its size limit, is detected by the failing write instead.
    for ignored in [SIGPIPE, SIGXFSZ] { signal(ignored, SIG_IGN) }
    do {
      try MemoryRoom.prepare()
      try work()
    } catch let code as ExitCode {
      throw code
    } catch {
      let failure = Failure(error)
      // A reader that has read enough, such as `head`, needs no message.
      if failure.status != .readerLeft { StandardError.print(failure.message) }
      throw ExitCode(failure.status.rawValue)
    }
  }
}
