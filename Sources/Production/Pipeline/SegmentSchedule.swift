/// How the frames of a film are cut into segments.
///
/// The cuts are at multiples of the segment length in the film, whichever frames are chosen: a segment within the
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

/// The limits of what may be in flight at once.
package struct ScheduleLimits: Hashable, Sendable {
  /// Open segments, at least 1.
  package var openSegments: Int
  /// Pictures of one segment that are being rendered, wait, or are being encoded, at least 1.
  package var picturesPerSegment: Int
  /// Frames that are being rendered, in all segments together, at least 1: few, because frames are rendered in the
  /// order of submission and the choice should be made late.
  package var framesRendering: Int
  /// Segments from the first incomplete one to the last open one: it limits how many may wait for an earlier one.
  package var segmentsAhead: Int

  /// The given limits; by default as many segments may wait as may be open.
  package init(openSegments: Int, picturesPerSegment: Int, framesRendering: Int, segmentsAhead: Int? = nil) {
    self.openSegments = openSegments
    self.picturesPerSegment = picturesPerSegment
    self.framesRendering = framesRendering
    self.segmentsAhead = segmentsAhead ?? 2 * openSegments
  }
}

/// Decides which segment's next frame is rendered next, and which of several waiting frames is encoded first.
///
/// Within a segment frames are encoded one after the other, so several segments are open at once. The oldest go first,
/// so that only as many encoders are open as can be kept busy. They are opened in the film's order, or in one that brings
/// segments with equal frames together (`EqualFrames`). Towards the end, when all remaining segments may be
/// open, the one with the most frames left goes first, so that they end together and no worker idles.
/// (Docs/Scheduler.md, "A film's segments"; `Benchmarks/scaling` simulates it.)
///
/// The state of an open segment is kept only here: its progress, and the `Work` of its maker.
package struct SegmentSchedule<Work> {
  /// A frame, and the number of its segment.
  package struct Assignment: Hashable, Sendable {
    package let segment: Int
    package let frame: Int
  }

  /// The next step.
  package enum Choice {
    /// Render a frame of an open segment.
    case frame(Assignment)
    /// Open the segment of that number, which has these frames.
    case segment(Int, frames: Range<Int>)
  }

  /// An open segment: begun and not completely encoded.
  package struct OpenSegment {
    /// Its number in the film.
    package let number: Int
    /// How many were opened before it.
    fileprivate let age: Int
    /// Its frames in the film.
    package let frames: Range<Int>
    /// The number of encoded frames from the first on.
    package fileprivate(set) var encodedFrames = 0
    /// The maker's state for the segment.
    package var work: Work

    fileprivate var submittedFrames = 0
    fileprivate var alivePictures: Int { submittedFrames - encodedFrames }
    fileprivate var unsubmittedFrames: Int { frames.count - submittedFrames }

    fileprivate init(number: Int, age: Int, frames: Range<Int>, work: Work) {
      self.number = number
      self.age = age
      self.frames = frames
      self.work = work
    }
  }

  private let cut: FilmCut
  private let limits: ScheduleLimits
  /// The open segments, in the order in which they were opened.
  package private(set) var open: [OpenSegment] = []
  /// The segments to be opened, in that order.
  private let order: [Int]
  /// How many of them have been opened.
  private var openedSegments = 0
  /// Segments still to be opened.
  private var unopenedSegments: Int
  private var renderingFrames = 0

  /// A schedule for the segments of `cut` except those already `finished`.
  ///
  /// - Parameter order: these segments in the order in which they are opened; by default the film's. Another one needs
  ///   limits that let any number of segments wait for an earlier one.
  package init(_ cut: FilmCut, limits: ScheduleLimits, finished: Set<Int> = [], order: [Int]? = nil) {
    precondition(order == nil || limits.segmentsAhead == .max, "an order of its own, and a limit of segments ahead")
    self.cut = cut
    self.limits = limits
    self.order = order ?? (0..<cut.segmentCount).filter { !finished.contains($0) }
    unopenedSegments = self.order.count
  }

  /// The next step; `nil` while no more may be in flight. A returned frame counts as submitted and being rendered; a
  /// segment is opened with `begin`.
  ///
  /// - Parameter completeSegments: the number of segments, from the first on, that are encoded and joined.
  package mutating func next(completeSegments: Int) -> Choice? {
    guard renderingFrames < limits.framesRendering else { return nil }
    let canOpen =
      unopenedSegments > 0 && open.count < limits.openSegments
      && order[openedSegments] - completeSegments < limits.segmentsAhead
    let waiting = open.indices.filter {
      open[$0].unsubmittedFrames > 0 && open[$0].alivePictures < limits.picturesPerSegment
    }
    let best =
      isEnding ? waiting.min { precedesAtTheEnd(open[$0], open[$1]) } : waiting.first
    let frames = canOpen ? cut.frames(ofSegment: order[openedSegments]) : 0..<0
    guard let best, !isEnding || open[best].unsubmittedFrames >= frames.count else {
      return canOpen ? .segment(order[openedSegments], frames: frames) : nil
    }
    return .frame(submitNext(of: best))
  }

  /// Opens the next segment, with its maker's `work`.
  ///
  /// - Returns: its first frame.
  package mutating func begin(_ work: Work) -> Assignment {
    let number = order[openedSegments]
    open.append(OpenSegment(number: number, age: openedSegments, frames: cut.frames(ofSegment: number), work: work))
    unopenedSegments -= 1
    openedSegments += 1
    return submitNext(of: open.count - 1)
  }

  private mutating func submitNext(of place: Int) -> Assignment {
    renderingFrames += 1
    defer { open[place].submittedFrames += 1 }
    return Assignment(segment: open[place].number, frame: open[place].frames.lowerBound + open[place].submittedFrames)
  }

  /// Opens no further segments: the open ones are the last.
  package mutating func stopOpening() { unopenedSegments = 0 }

  /// Records that a submitted frame need not, or need no longer, be rendered.
  package mutating func didRender() { renderingFrames -= 1 }

  /// The open segment of that number.
  package subscript(number: Int) -> OpenSegment {
    get { open[place(of: number)] }
    set { open[place(of: number)] = newValue }
  }

  private func place(of number: Int) -> Int {
    guard let place = open.firstIndex(where: { $0.number == number }) else {
      preconditionFailure("segment \(number) is not open")
    }
    return place
  }

  /// Records that the next frame of the open `segment` is encoded; after its last one it is closed.
  package mutating func didEncode(segment: Int) {
    let place = place(of: segment)
    open[place].encodedFrames += 1
    if open[place].encodedFrames == open[place].frames.count { open.remove(at: place) }
  }

  /// The priority among frames waiting for their encoders: the segment with the smallest rank goes first.
  package func rank(ofSegment number: Int) -> Int {
    guard isEnding else { return self[number].age }
    return self[number].encodedFrames - self[number].frames.count
  }

  /// Whether all incomplete segments may be open at once.
  private var isEnding: Bool { open.count + unopenedSegments <= limits.openSegments }

  private func precedesAtTheEnd(_ one: OpenSegment, _ other: OpenSegment) -> Bool {
    (-one.unsubmittedFrames, one.alivePictures, one.age) < (
      -other.unsubmittedFrames, other.alivePictures, other.age
    )
  }
}
