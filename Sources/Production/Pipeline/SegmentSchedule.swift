/// Decides which segment's next frame is rendered next, and which of several waiting frames is encoded first.
///
/// Within a segment frames are encoded one after the other, so several segments are open at once. The oldest go first: then only as
/// many encoders are open as can be kept busy. Towards the end, when no more segments can follow those that may be open, the one
/// with the most frames left goes first, so that they end together and no worker is left without work. (Docs/Scheduler.md,
/// "A film's segments"; `Benchmarks/scaling` simulates it.)
package struct SegmentSchedule {
  /// What may be under way at once.
  package struct Limits: Hashable, Sendable {
    /// Segments that have begun and are not all encoded, at least 1.
    package var openSegments: Int
    /// Pictures of one segment that are being rendered, wait, or are being encoded, at least 1.
    package var picturesPerSegment: Int
    /// Frames that are being rendered, in all segments together, at least 1: few, because what is submitted is rendered in that
    /// order and the choice should be late.
    package var framesRendering: Int
    /// Segments from the first one that is not complete to the last one that has begun: it bounds how many may wait for an earlier
    /// one.
    package var segmentsAhead: Int

    /// The given limits; by default as many segments may wait as may be open.
    package init(openSegments: Int, picturesPerSegment: Int, framesRendering: Int, segmentsAhead: Int? = nil) {
      self.openSegments = openSegments
      self.picturesPerSegment = picturesPerSegment
      self.framesRendering = framesRendering
      self.segmentsAhead = segmentsAhead ?? 2 * openSegments
    }
  }

  /// A frame, and the number of its segment.
  package struct Assignment: Hashable, Sendable {
    package let segment: Int
    package let frame: Int
  }

  private struct Segment {
    let number: Int
    let frames: Range<Int>
    var submittedFrames = 0
    var encodedFrames = 0

    var alivePictures: Int { submittedFrames - encodedFrames }
    var unsubmittedFrames: Int { frames.count - submittedFrames }
  }

  private let cut: FilmCut
  private let limits: Limits
  /// By number, ascending.
  private var open: [Segment] = []
  /// Segments that need not be made.
  private let finished: Set<Int>
  /// The first segment that has not begun and is to be made, or the number of segments.
  private var nextToOpen = 0
  /// Segments that have not begun and are to be made.
  private var unopenedSegments: Int
  private var renderingFrames = 0

  /// A schedule for the segments of `cut` but for those that are `finished` already.
  package init(_ cut: FilmCut, limits: Limits, finished: Set<Int> = []) {
    self.cut = cut
    self.limits = limits
    self.finished = finished
    unopenedSegments = cut.segmentCount - finished.count
    skipFinished()
  }

  /// The next frame to submit, which counts as submitted and as being rendered from now on; `nil` while no more may be under way.
  ///
  /// - Parameter completeSegments: segments from the first on that are encoded and put together.
  package mutating func next(completeSegments: Int) -> Assignment? {
    guard renderingFrames < limits.framesRendering else { return nil }
    let canOpen =
      unopenedSegments > 0 && open.count < limits.openSegments && nextToOpen - completeSegments < limits.segmentsAhead
    let waiting = open.indices.filter {
      open[$0].unsubmittedFrames > 0 && open[$0].alivePictures < limits.picturesPerSegment
    }
    let best: Int
    if isEnding {
      let mostLeft = waiting.min { precedesAtTheEnd(open[$0], open[$1]) }
      if canOpen, mostLeft.map({ open[$0].unsubmittedFrames < cut.frames(ofSegment: nextToOpen).count }) ?? true {
        best = openNext()
      } else if let mostLeft {
        best = mostLeft
      } else {
        return nil
      }
    } else if let oldest = waiting.first {
      best = oldest
    } else if canOpen {
      best = openNext()
    } else {
      return nil
    }
    renderingFrames += 1
    defer { open[best].submittedFrames += 1 }
    return Assignment(segment: open[best].number, frame: open[best].frames.lowerBound + open[best].submittedFrames)
  }

  /// Lets no further segment begin: those that have begun are the last ones.
  package mutating func stopOpening() { unopenedSegments = 0 }

  /// Notes that a submitted frame need not, or need no longer, be rendered.
  package mutating func didRender() { renderingFrames -= 1 }

  /// Notes that the next frame of `segment` is encoded.
  package mutating func didEncode(segment: Int) {
    guard let index = open.firstIndex(where: { $0.number == segment }) else { return }
    open[index].encodedFrames += 1
    if open[index].encodedFrames == open[index].frames.count { open.remove(at: index) }
  }

  /// Which of several frames that wait for their encoders goes first: the one of the segment with the smallest rank.
  package func rank(ofSegment number: Int) -> Int {
    guard isEnding, let segment = open.first(where: { $0.number == number }) else { return number }
    return segment.encodedFrames - segment.frames.count
  }

  /// Whether all segments that are not complete may be open at once.
  private var isEnding: Bool { open.count + unopenedSegments <= limits.openSegments }

  private func precedesAtTheEnd(_ one: Segment, _ other: Segment) -> Bool {
    (-one.unsubmittedFrames, one.alivePictures, one.number) < (
      -other.unsubmittedFrames, other.alivePictures, other.number
    )
  }

  /// Opens the next segment; returns its place among the open ones.
  private mutating func openNext() -> Int {
    open.append(Segment(number: nextToOpen, frames: cut.frames(ofSegment: nextToOpen)))
    unopenedSegments -= 1
    nextToOpen += 1
    skipFinished()
    return open.count - 1
  }

  private mutating func skipFinished() {
    while finished.contains(nextToOpen) { nextToOpen += 1 }
  }
}
