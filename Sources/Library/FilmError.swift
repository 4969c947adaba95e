import Animation
import HostSystem
import Production
import VideoEncoding

/// Why a film, or a frame of it, could not be made.
public struct FilmError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of fault it is.
  public enum Reason: Hashable, Sendable {
    /// The preset, or a setting, is wrong.
    case preset
    /// A file cannot be read, or there is no preset of that name.
    case unreadable
    /// The output's name or form does not suit the film, or it cannot be written.
    case output
    /// The system gives too little memory or too few threads.
    case system
    /// An encoder failed.
    case encoder
  }

  /// What kind of fault it is.
  public let reason: Reason
  /// What is wrong and what would be right, a sentence for the user; for a preset, one line for each of its errors.
  public let description: String

  init(_ reason: Reason, _ description: String) {
    self.reason = reason
    self.description = description
  }

  /// What any error of the layers below means to the caller.
  init(_ error: any Error) {
    switch error {
    case let error as FilmError: self = error
    case let error as UnfinishedFilm: self.init(Self(error.cause).reason, "\(error)")
    case is PresetError, ProductionError.unusableFormat: self.init(.preset, "\(error)")
    case is ProductionError: self.init(.output, "\(error)")
    case is ThreadShortage, is MemoryShortage: self.init(.system, "\(error)")
    case let error as LibAVError:
      let own: Reason = error.isSystemLimit ? .system : .encoder
      self.init(error.path != nil || error.isDiskFull ? .output : own, "\(error)")
    default: self.init(.encoder, "\(error)")
    }
  }

  /// What `work` returns; whatever it throws becomes a `FilmError`.
  static func wrapping<Result>(_ work: () throws -> Result) throws(FilmError) -> Result {
    do {
      return try work()
    } catch {
      throw FilmError(error)
    }
  }
}
