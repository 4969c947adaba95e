import Animation

/// How a video file's segments are kept and reused.
package struct SegmentOptions: Hashable, Sendable {
  /// Whether existing segments are rendered again.
  package var startsOver: Bool
  /// Whether a request to stop makes a film from the finished segments, instead of keeping them to resume later.
  package var finishesShort: Bool
  /// A folder in which segments are kept for other films; `nil` for none.
  package var cacheFolder: String?
  /// The size limit of the folder in bytes.
  package var cacheByteLimit: Int

  /// The default size limit of a cache: 10 GiB.
  package static let defaultCacheByteLimit = 10 << 30

  /// The given options; by default a film resumes from existing segments, and there is no cache.
  package init(
    startsOver: Bool = false, finishesShort: Bool = false, cacheFolder: String? = nil,
    cacheByteLimit: Int = defaultCacheByteLimit
  ) {
    self.startsOver = startsOver
    self.finishesShort = finishesShort
    self.cacheFolder = cacheFolder
    self.cacheByteLimit = cacheByteLimit
  }
}

/// A film that an error has ended, with its finished segments kept: what happened, and how to resume.
package struct UnfinishedFilm: Error, CustomStringConvertible {
  /// The error that ended it.
  package let cause: any Error
  /// Where the segments are.
  let folder: String

  /// The sentence.
  package var description: String {
    "\(cause); finished segments are kept in \(folder.oneLine), and the same command resumes from there"
  }
}
