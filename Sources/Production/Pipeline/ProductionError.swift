import Animation
import SystemPackage

/// The reason why a film, still, field or audit could not be made, as one sentence for the user.
package enum ProductionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The output's name asks for something that does not exist, or not for this film.
  case unusableOutput(String)
  /// The film cannot have this form (size, samples, encoding), with the keys of the preset's `output` that set it.
  case unusableFormat(String, keys: [String])
  /// There is less to audit than requested.
  case unusableSample(String)
  /// The file is not a plan, or not for a film that this program can make here.
  case unusablePlan(String)
  /// A song cannot be read.
  case unusableSong(String)
  /// A file cannot be written: which one, and the system's reason.
  case cannotWrite(path: String, reason: String)
  /// Another process is making the same output: the output, and the process.
  case inUse(path: String, holder: String)
  /// A finished segment can no longer be read: which file, and why.
  case cannotRead(path: String, reason: String)
  /// The reader of the standard output has closed it.
  case readerLeft
  /// The user asked to stop at once, before the result was complete.
  case interrupted

  /// The sentence.
  package var description: String {
    switch self {
    case .unusableOutput(let sentence), .unusableFormat(let sentence, _), .unusableSample(let sentence),
      .unusablePlan(let sentence), .unusableSong(let sentence):
      sentence
    case .cannotWrite(let path, let reason): "cannot write \(path.oneLine): \(reason)"
    case .inUse(let path, let holder): "\(path.oneLine) is being made by \(holder)"
    case .cannotRead(let path, let reason): "cannot read \(path.oneLine): \(reason)"
    case .readerLeft: "the reader of the standard output is gone"
    case .interrupted: "interrupted"
    }
  }
}

extension ProductionError {
  /// The result of `work`; if the system refuses it, `path` cannot be written.
  static func writing<Result: ~Copyable>(
    _ path: String, _ work: () throws(Errno) -> Result
  ) throws(ProductionError) -> Result {
    do throws(Errno) {
      return try work()
    } catch {
      throw .cannotWrite(path: path, reason: "\(error)")
    }
  }
}
