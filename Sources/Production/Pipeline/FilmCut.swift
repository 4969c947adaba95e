/// How the frames of a film are cut into segments.
///
/// The cuts are at whole multiples of the segments' length in the film, whichever frames are chosen: a segment that lies within the
/// chosen frames is the same in every choice.
package struct FilmCut: Hashable, Sendable {
  /// The chosen frames, not empty.
  package let frames: Range<Int>
  /// Frames of a segment.
  package let segmentLength: Int

  package init(frames: Range<Int>, segmentLength: Int) {
    self.frames = frames
    self.segmentLength = segmentLength
  }

  private var firstSegment: Int { frames.lowerBound / segmentLength }

  /// Number of segments.
  package var segmentCount: Int { (frames.upperBound - 1) / segmentLength - firstSegment + 1 }

  /// The number of the segment that `frame`, one of the chosen, is in.
  package func segment(ofFrame frame: Int) -> Int { frame / segmentLength - firstSegment }

  /// The frames of segment number `segment`, 0..<`segmentCount`.
  package func frames(ofSegment segment: Int) -> Range<Int> {
    let start = (firstSegment + segment) * segmentLength
    return max(start, frames.lowerBound)..<min(start + segmentLength, frames.upperBound)
  }
}
