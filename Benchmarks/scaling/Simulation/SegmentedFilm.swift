/// The coordinator's view of a film: which frames are submitted, rendered, encoded, in which segment.
///
/// Every open segment advances at its own pace, always with the next frame of its own: pictures that wait for an encoder stay
/// few, however long the segments are.
struct SegmentedFilm {
  private struct Segment {
    let end: Int
    var nextToSubmit: Int
    var nextToEncode: Int
    var isEncoding = false

    var ahead: Int { nextToSubmit - nextToEncode }
    var framesLeft: Int { end - nextToEncode }
  }

  private let plan: SegmentPlan
  private let frameCount: Int
  private let segmentCount: Int
  /// Open segments by their number; the numbers are kept in order beside it, for a choice that does not depend on hashing.
  private var segments: [Int: Segment] = [:]
  private var openNumbers: [Int] = []
  private var nextSegment = 0
  private var isRendered: [Bool]
  private var framesInRendering = 0
  /// Pictures alive: of frames submitted and not encoded.
  private(set) var pictures = 0
  /// Frames that are encoded.
  private(set) var finishedFrames = 0

  init(frameCount: Int, plan: SegmentPlan) {
    self.plan = plan
    self.frameCount = frameCount
    segmentCount = (frameCount + plan.length - 1) / plan.length
    isRendered = Array(repeating: false, count: frameCount)
  }

  /// Segments that have an encoder: some frame submitted, not all encoded.
  var openSegments: Int { openNumbers.count }

  /// The segment of `frame`.
  func segment(of frame: Int) -> Int { frame / plan.length }

  /// Which segment comes first where several could go on: the lowest rank.
  ///
  /// In the middle of a film the oldest does, so that segments are finished and few encoders are open. As soon as all that are
  /// unfinished may be open at once, the one with most frames left does: they end together, and none is left alone at the end.
  func rank(of number: Int) -> Int {
    guard isEnding else { return number }
    return -(segments[number]?.framesLeft ?? frames(of: number).count)
  }

  /// The frame that should be rendered next, now counted as submitted; `nil` while there is no room for one.
  mutating func submitNext() -> Int? {
    guard framesInRendering < plan.rendering, let number = nextToAdvance() else { return nil }
    if segments[number] == nil { open(number) }
    let frame = segments[number]?.nextToSubmit
    segments[number]?.nextToSubmit += 1
    framesInRendering += 1
    pictures += 1
    return frame
  }

  /// Notes that `frame` is rendered.
  mutating func didRender(_ frame: Int) {
    isRendered[frame] = true
    framesInRendering -= 1
  }

  /// The frame that the encoder of a segment may begin with, now counted as begun; `nil` while it is busy, or waits.
  mutating func beginEncoding(in number: Int) -> Int? {
    guard let segment = segments[number], !segment.isEncoding, segment.framesLeft > 0 else { return nil }
    guard isRendered[segment.nextToEncode] else { return nil }
    segments[number]?.isEncoding = true
    return segment.nextToEncode
  }

  /// Notes that the frame begun in a segment is encoded and its picture is free.
  mutating func didEncode(in number: Int) {
    segments[number]?.isEncoding = false
    segments[number]?.nextToEncode += 1
    pictures -= 1
    finishedFrames += 1
    guard segments[number]?.framesLeft == 0 else { return }
    segments[number] = nil
    openNumbers.removeAll { $0 == number }
  }
}

extension SegmentedFilm {
  private var isEnding: Bool { openNumbers.count + segmentCount - nextSegment <= plan.inFlight }

  private func frames(of number: Int) -> Range<Int> {
    number * plan.length..<min((number + 1) * plan.length, frameCount)
  }

  /// The segment that gets the next frame: of the open ones with room and the next one that may be opened, the first by rank;
  /// among equals the one that is the least ahead.
  private func nextToAdvance() -> Int? {
    var best: (rank: (Int, Int), number: Int)?
    for number in openNumbers {
      guard let segment = segments[number], segment.nextToSubmit < segment.end else { continue }
      guard segment.ahead < plan.lookahead else { continue }
      let rank = (rank(of: number), segment.ahead)
      if best.map({ rank < $0.rank }) ?? true { best = (rank, number) }
    }
    guard nextSegment < segmentCount, openNumbers.count < plan.inFlight else { return best?.number }
    let rank = (rank(of: nextSegment), 0)
    return best.map { rank < $0.rank ? nextSegment : $0.number } ?? nextSegment
  }

  private mutating func open(_ number: Int) {
    let frames = frames(of: number)
    segments[number] = Segment(
      end: frames.upperBound, nextToSubmit: frames.lowerBound, nextToEncode: frames.lowerBound)
    openNumbers.append(number)
    nextSegment += 1
  }
}
