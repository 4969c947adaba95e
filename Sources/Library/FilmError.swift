import Animation
import HostSystem
import Production
import VideoEncoding

/// The reason why a film, or one of its frames, could not be made.
public struct FilmError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of error.
  public enum Reason: Hashable, Sendable {
    /// The preset, or a setting, is wrong.
    case preset
    /// A file cannot be read, or there is no preset of that name.
    case unreadable
    /// The output's name or format does not suit the film, or it cannot be written.
    case output
    /// The system provides too little memory or too few threads.
    case system
    /// An encoder failed.
    case encoder
  }

  /// The kind of error.
  public let reason: Reason
  /// What is wrong and what is allowed, a sentence for the user; for a preset, one line for each of its errors.
  public let description: String

  init(_ reason: Reason, _ description: String) {
    self.reason = reason
    self.description = description
  }

  /// The public error for any error of the lower layers.
  init(_ error: any Error) {
    switch error {
    case let error as FilmError: self = error
    case let error as UnfinishedFilm: self.init(Self(error.cause).reason, "\(error)")
    case is PresetError, ProductionError.unusableFormat: self.init(.preset, "\(error)")
    case ProductionError.unusableSong: self.init(.unreadable, "\(error)")
    case is ProductionError: self.init(.output, "\(error)")
    case is ThreadShortage, is MemoryShortage: self.init(.system, "\(error)")
    case let error as LibAVError where error.isOfSong: self.init(.unreadable, "\(error)")
    case let error as LibAVError:
      let own: Reason = error.isSystemLimit ? .system : .encoder
      self.init(error.path != nil || error.isDiskFull ? .output : own, "\(error)")
    default: self.init(.encoder, "\(error)")
    }
  }

  /// The result of `work`, with any thrown error converted to a `FilmError`.
  static func wrapping<Result>(_ work: () throws -> Result) throws(FilmError) -> Result {
    do {
      return try work()
    } catch {
      throw FilmError(error)
    }
  }
}
