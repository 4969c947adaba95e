import VideoEncoding

/// What must be true of a segment's file, which may come from a stranger, before a film takes it.
///
/// Whoever can write into a folder of segments or a cache can make a file whose hash and key are right. So all that it says is compared with
/// what the film's own encoder says, and its packets with what that codec's frames look like. What does not fit is damaged like any other: it
/// is told and made again. Whether the pictures are the film's is not examined (Docs/Survival.md).
extension SegmentStore.Film {
  /// Refuses `file` unless it is the segment of `frames`, as far as can be told without decoding it.
  ///
  /// - Complexity: O(bytes), less than reading the file takes.
  func verify(_ file: SegmentFile, frames: Range<Int>) throws(SegmentFile.Damage) {
    guard file.segment.frameCount == frames.count, file.key == keys.key(ofFrames: frames) else {
      throw SegmentFile.Damage(description: "it is of another film")
    }
    if let problem = file.segment.problem(inFilmOf: format) { throw SegmentFile.Damage(description: problem) }
  }
}
