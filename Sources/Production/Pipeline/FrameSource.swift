import Animation
import FilmFormat
import FractalMath
import Rendering
import VideoEncoding

/// The source of a film's frames; used by one thread, the coordinator.
///
/// Frames come in sequences: the whole film if each frame is encoded singly, otherwise each segment. Within a sequence
/// frames are requested in order, and may reuse the field of an earlier one, or with anti-aliasing its colours or its samples.
/// Segments may lend each other fields and whole pictures, too.
struct FrameSource {
  /// An upper bound of the bytes that stored fields have taken so far.
  private(set) var largestFieldStoreBytes = 0

  /// The renderer of the pictures.
  let renderer: FilmRenderer
  private let reusesEqualFrames: Bool
  private let fieldStoreBytes: Int
  private let fieldStoreBytesPerSequence: Int
  private var sequences: [Int: SequencePlan] = [:]
  /// What segments lend each other, if they do.
  private var loans: SegmentLoans?

  /// What has been decided for a sequence.
  private struct SequencePlan {
    let frames: Range<Int>
    /// Frames of one scene alone, in which each may reuse the field of an earlier one.
    var solo = 0..<0
    var planner: ReusePlanner?
  }

  /// The frames of `timeline` in `layout`.
  ///
  /// - Parameters:
  ///   - sequenceCount: how many sequences are in flight at once; they share the memory for stored fields.
  ///   - lending: the segments that may lend each other what they have, and those of them that are finished; `nil` if none may.
  init(
    timeline: FilmTimeline, layout: PixelLayout, options: RenderingOptions, sequenceCount: Int,
    lending: (cut: FilmCut, finished: Set<Int>)? = nil
  ) throws {
    // Only films reuse what earlier frames had, so that only here it is worth looking at frames for that.
    renderer = try FilmRenderer(timeline, options: options, layout: layout, keepsSamples: true)
    reusesEqualFrames = options.reusesEqualFrames
    fieldStoreBytes = options.fieldStoreBytes
    fieldStoreBytesPerSequence = options.fieldStoreBytes / sequenceCount
    if let lending, reusesEqualFrames {
      loans = SegmentLoans(
        of: renderer, cut: lending.cut, finished: lending.finished,
        pictureByteCount: layout.byteCount(of: renderer.size), byteLimit: fieldStoreBytes)
    }
  }

  /// The segments in the order in which they are best begun; `nil` for the film's.
  var segmentOrder: [Int]? { loans?.segments }

  /// The cost of the fields.
  var counters: FieldCounters { renderer.counters }

  /// Prepares a sequence of `frames`.
  mutating func begin(sequence: Int, frames: Range<Int>) { sequences[sequence] = SequencePlan(frames: frames) }

  /// Ends a sequence whose frames have all been requested.
  mutating func end(sequence: Int) {
    noteHeldBytes()
    sequences[sequence] = nil
  }

  /// What a frame shows, and where that comes from.
  struct Answer {
    let shown: FilmFrame
    /// The picture of an equal frame of another segment, or of its mirror image, if there is one.
    let picture: ShownPicture?
    /// Otherwise the source of its field.
    let field: FieldSource
  }

  /// What frame number `frame` shows, and where that comes from.
  mutating func next(frame: Int, of sequence: Int) -> Answer {
    let shown = renderer.timeline.frame(at: frame)
    let planned = plannedField(ofFrame: frame, showing: shown, in: sequence)
    let spareBytes = spareFieldStoreBytes
    loans?.reduce(toByteCount: spareBytes)
    let picture = loans?.picture(forFrame: frame, showing: shown)
    if picture?.isUpsideDown == true {
      renderer.counters.add(pixels: renderer.size.pixelCount, takenFromMirrored: true)
    }
    let lent = loans?.field(forFrame: frame, showing: shown, byteLimit: spareBytes)
    if case .computed = planned { return Answer(shown: shown, picture: picture, field: lent ?? planned) }
    return Answer(shown: shown, picture: picture, field: planned)
  }

  /// Lends the picture of `frame`, which is going to be rendered, to frames of other segments that show the same or its mirror
  /// image.
  mutating func lend(_ picture: SharedPicture, ofFrame frame: Int) {
    let spareBytes = spareFieldStoreBytes
    loans?.lend(picture, ofFrame: frame, byteLimit: spareBytes)
  }

  private mutating func plannedField(ofFrame frame: Int, showing shown: FilmFrame, in sequence: Int) -> FieldSource {
    guard shown.transition == nil else { return .computed }
    if let plan = sequences[sequence], !plan.solo.contains(frame) {
      noteHeldBytes()
      let solo = renderer.timeline.solos[shown.scene].clamped(to: plan.frames)
      sequences[sequence] = SequencePlan(
        frames: plan.frames, solo: solo, planner: planner(of: solo, ofScene: shown.scene))
    }
    return sequences[sequence]?.planner?.source(ofFrame: frame) ?? .computed
  }

  private func planner(of frames: Range<Int>, ofScene scene: Int) -> ReusePlanner {
    // Frames are read in order, each once; a repeated frame needs no field.
    var previous: FrameParameters?
    let (timeline, reusesEqualFrames) = (renderer.timeline, reusesEqualFrames)
    return ReusePlanner(
      size: renderer.size, settings: renderer.settings(ofScene: scene), content: renderer.storedContent(ofScene: scene),
      frames: frames, byteLimit: fieldStoreBytesPerSequence
    ) { frame in
      let parameters = timeline.frame(at: frame).parameters
      defer { previous = parameters }
      // What is seen at several moments is no field that another frame could show.
      guard parameters.exposures.isEmpty else { return nil }
      return reusesEqualFrames && parameters == previous ? nil : parameters
    }
  }

  /// Whether a frame that shows `next` repeats the picture of `earlier` instead of being rendered.
  func repeats(_ earlier: FilmFrame, _ next: FilmFrame) -> Bool { reusesEqualFrames && earlier == next }

  /// A picture of the film's size, with any contents.
  func takePicture() throws -> Picture { try renderer.takePicture() }

  /// The work of rendering a frame into `picture`.
  func job(_ shown: FilmFrame, field: FieldSource, into picture: Picture) -> FrameJob {
    renderer.job(shown, field: field, into: picture)
  }

  /// Bytes of the memory for stored fields that no sequence under way is going to use.
  private var spareFieldStoreBytes: Int {
    fieldStoreBytes - sequences.values.reduce(0) { $0 + ($1.planner?.plannedBytes ?? 0) }
  }

  /// Updates `largestFieldStoreBytes`.
  mutating func noteHeldBytes() {
    let planned = sequences.values.reduce(0) { $0 + ($1.planner?.largestHeldBytes ?? 0) }
    largestFieldStoreBytes = max(largestFieldStoreBytes, planned + (loans?.largestByteCount ?? 0))
  }
}

/// A picture that one or more frames show; only the coordinator has it.
final class SharedPicture {
  let picture: Picture
  let shown: FilmFrame
  /// Whether it is rendered.
  var isComplete = false

  init(_ picture: Picture, shown: FilmFrame) {
    self.picture = picture
    self.shown = shown
  }
}

/// A picture as a frame shows it.
struct ShownPicture {
  /// The picture.
  let picture: SharedPicture
  /// What the frame shows.
  let shown: FilmFrame
  /// Whether the frame shows the picture's rows in reverse order.
  var isUpsideDown = false
}
