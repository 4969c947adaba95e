import Animation

/// A film that an error has ended, of which finished segments are kept: what has happened, and how to go on.
public struct UnfinishedFilm: Error, CustomStringConvertible {
  /// What has ended it.
  public let cause: any Error
  /// Where the segments are.
  let folder: String

  /// The sentence.
  public var description: String {
    "\(cause); finished segments are kept in \(folder.oneLine), and the same command resumes from there"
  }
}
