import Animation

/// What becomes of a video file's segments besides the film.
package struct SegmentOptions: Hashable, Sendable {
  /// Whether segments that are there are rendered again.
  package var startsOver: Bool
  /// Whether a request to stop makes a film of what is finished, instead of keeping the segments to resume later.
  package var finishesShort: Bool
  /// A folder in which segments are kept for other films; `nil` for none.
  package var cacheFolder: String?
  /// Bytes that the folder may take.
  package var cacheByteLimit: Int

  /// Bytes of a cache unless told otherwise: 10 GiB.
  package static let defaultCacheByteLimit = 10 << 30

  /// The given options; by default a film resumes from the segments that are there, and there is no cache.
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

/// A film that an error has ended, of which finished segments are kept: what has happened, and how to go on.
package struct UnfinishedFilm: Error, CustomStringConvertible {
  /// What has ended it.
  package let cause: any Error
  /// Where the segments are.
  let folder: String

  /// The sentence.
  package var description: String {
    "\(cause); finished segments are kept in \(folder.oneLine), and the same command resumes from there"
  }
}
