import Animation

/// What becomes of a video file's segments besides the film.
public struct SegmentOptions: Hashable, Sendable {
  /// Whether segments that are there are rendered again.
  public var startsOver: Bool
  /// Whether a request to stop makes a film of what is finished, instead of keeping the segments to resume later.
  public var finishesShort: Bool
  /// A folder in which segments are kept for other films; `nil` for none.
  public var cacheFolder: String?
  /// Bytes that the folder may take.
  public var cacheByteLimit: Int

  /// Bytes of a cache unless told otherwise: 10 GiB.
  public static let defaultCacheByteLimit = 10 << 30

  /// The given options; by default a film resumes from the segments that are there, and there is no cache.
  public init(
    startsOver: Bool = false, finishesShort: Bool = false, cacheFolder: String? = nil,
    cacheByteLimit: Int = defaultCacheByteLimit
  ) {
    self.startsOver = startsOver
    self.finishesShort = finishesShort
    self.cacheFolder = cacheFolder
    self.cacheByteLimit = cacheByteLimit
  }
}

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
