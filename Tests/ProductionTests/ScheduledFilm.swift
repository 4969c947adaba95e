import Production
import TestSupport
import Testing

/// A film whose frames are rendered and encoded in name only: it drives a `SegmentSchedule` as the coordinator does and checks each
/// choice against the rules.
struct ScheduledFilm {
  private struct Segment {
    let frames: Range<Int>
    var submitted = 0
    var rendered: Set<Int> = []
    var encoded = 0

    var alivePictures: Int { submitted - encoded }
    var unsubmitted: Int { frames.count - submitted }
    var isEncoded: Bool { encoded == frames.count }
    /// Whether its next frame waits for the encoder.
    var isEncodable: Bool { rendered.contains(frames.lowerBound + encoded) }
  }

  let cut: FilmCut
  let limits: ScheduleLimits
  /// Frames that have been submitted, in that order.
  private(set) var submittedFrames: [Int] = []
  private var schedule: SegmentSchedule<Void>
  /// By number, those that have begun.
  private var segments: [Segment] = []
  private var rendering: [SegmentSchedule<Void>.Assignment] = []
  private var completeSegments = 0

  init(_ cut: FilmCut, limits: ScheduleLimits) {
    self.cut = cut
    self.limits = limits
    schedule = SegmentSchedule(cut, limits: limits)
  }

  var isComplete: Bool { completeSegments == cut.segmentCount }
  /// Frames that are being rendered.
  var renderingCount: Int { rendering.count }
  /// Segments whose next frame waits for the encoder.
  var encodableSegments: [Int] { segments.indices.filter { segments[$0].isEncodable } }

  /// Submits what may be submitted.
  mutating func submitAll() throws {
    while let next = schedule.nextFrame(completeSegments: completeSegments) { try submit(next) }
    try #require(rendering.count == limits.framesRendering || (eligible.isEmpty && !canOpen), "more may be under way")
  }

  /// Brings the rendering of the frame to its end that was submitted as number `index` of those that are being rendered.
  mutating func render(at index: Int) {
    let done = rendering.remove(at: index)
    segments[done.segment].rendered.insert(done.frame)
    schedule.didRender()
  }

  /// Encodes the next frame of `segment`, and puts together what is finished.
  mutating func encode(segment: Int) {
    segments[segment].encoded += 1
    schedule.didEncode(segment: segment)
    while completeSegments < segments.count, segments[completeSegments].isEncoded { completeSegments += 1 }
  }

  private var openSegments: [Int] { segments.indices.filter { !segments[$0].isEncoded } }
  /// Open segments that may get another frame.
  private var eligible: [Int] {
    openSegments.filter { segments[$0].unsubmitted > 0 && segments[$0].alivePictures < limits.picturesPerSegment }
  }
  private var canOpen: Bool {
    segments.count < cut.segmentCount && openSegments.count < limits.openSegments
      && segments.count - completeSegments < 2 * limits.openSegments
  }
  private var isEnding: Bool { openSegments.count + cut.segmentCount - segments.count <= limits.openSegments }

  private mutating func submit(_ next: SegmentSchedule<Void>.Assignment) throws {
    try #require(rendering.count < limits.framesRendering)
    try requireOrder(next)
    if next.segment == segments.count {
      try #require(canOpen, "segment \(next.segment) is begun beyond the limits")
      segments.append(Segment(frames: cut.frames(ofSegment: next.segment)))
    }
    let segment = segments[next.segment]
    try #require(next.frame == segment.frames.lowerBound + segment.submitted, "\(next) is out of order")
    try #require(segment.frames.contains(next.frame) && segment.alivePictures < limits.picturesPerSegment, "\(next)")
    segments[next.segment].submitted += 1
    rendering.append(next)
    submittedFrames.append(next.frame)
  }

  /// Requires the choice that the rules ask for: the oldest segment first, and at the end the one with the most frames left.
  private func requireOrder(_ next: SegmentSchedule<Void>.Assignment) throws {
    if isEnding {
      var most = eligible.map { segments[$0].unsubmitted }.max() ?? 0
      if canOpen { most = max(most, cut.frames(ofSegment: segments.count).count) }
      let chosen =
        next.segment < segments.count ? segments[next.segment].unsubmitted : cut.frames(ofSegment: next.segment).count
      try #require(chosen == most, "\(next) has \(chosen) frames left where another has \(most)")
    } else {
      try #require(next.segment == eligible.first ?? segments.count, "\(next) is not of the oldest segment")
    }
  }
}

extension SegmentSchedule<Void> {
  /// The next frame, whose segment is begun where it is the first.
  mutating func nextFrame(completeSegments: Int) -> Assignment? {
    switch next(completeSegments: completeSegments) {
    case .frame(let assignment): assignment
    case .segment: begin(())
    case nil: nil
    }
  }
}
