import Animation
import FilmFormat
import FractalMath
import Rendering
import VideoEncoding

/// The source of a film's frames; used by one thread, the coordinator.
///
/// Frames come in sequences: the whole film if each frame is encoded singly, otherwise each segment. Within a sequence
/// frames are requested in order, and may reuse the field of an earlier one, or with anti-aliasing its colours or its samples.
struct FrameSource {
  /// An upper bound of the bytes that stored fields have taken so far.
  private(set) var largestFieldStoreBytes = 0

  private let renderer: FilmRenderer
  private let reusesEqualFrames: Bool
  private let fieldStoreBytesPerSequence: Int
  private var planners: [Int: ReusePlanner] = [:]

  /// The frames of `timeline` in `layout`.
  ///
  /// - Parameter sequenceCount: how many sequences are in flight at once; they share the memory for stored fields.
  init(timeline: Timeline, layout: PixelLayout, options: RenderingOptions, sequenceCount: Int) throws {
    // Only films reuse what earlier frames had, so that only here it is worth looking at frames for that.
    renderer = try FilmRenderer(
      timeline, options: options, layout: layout,
      keepsSamples: timeline.antialiasing.mode != .none && timeline.mostlyRecolors)
    reusesEqualFrames = options.reusesEqualFrames
    fieldStoreBytesPerSequence = options.fieldStoreBytes / sequenceCount
  }

  /// The cost of the fields.
  var counters: FieldCounters { renderer.counters }

  /// Prepares a sequence of `frames`.
  mutating func begin(sequence: Int, frames: Range<Int>) {
    // Frames are read in order, each once; a repeated frame needs no field.
    var previous: FrameParameters?
    let (timeline, reusesEqualFrames) = (renderer.timeline, reusesEqualFrames)
    planners[sequence] = ReusePlanner(
      size: renderer.size, settings: renderer.settings, content: renderer.storedContent, frames: frames,
      byteLimit: fieldStoreBytesPerSequence
    ) { frame in
      let parameters = timeline.parameters(at: frame)
      defer { previous = parameters }
      // What is seen at several moments is no field that another frame could show.
      guard parameters.exposures.isEmpty else { return nil }
      return reusesEqualFrames && parameters == previous ? nil : parameters
    }
  }

  /// Ends a sequence whose frames have all been requested.
  mutating func end(sequence: Int) {
    noteHeldBytes()
    planners[sequence] = nil
  }

  /// The parameters of frame number `frame`, and the source of its field.
  mutating func next(frame: Int, of sequence: Int) -> (parameters: FrameParameters, field: FieldSource) {
    (renderer.timeline.parameters(at: frame), planners[sequence]?.source(ofFrame: frame) ?? .computed)
  }

  /// Whether a frame with `parameters` repeats the picture of `earlier` instead of being rendered.
  func repeats(_ earlier: FrameParameters, _ parameters: FrameParameters) -> Bool {
    reusesEqualFrames && earlier == parameters
  }

  /// A picture of the film's size, with any contents.
  func takePicture() throws -> Picture { try renderer.takePicture() }

  /// The work of rendering a frame into `picture`.
  func job(_ parameters: FrameParameters, field: FieldSource, into picture: Picture) -> FrameJob {
    renderer.job(parameters, field: field, into: picture)
  }

  /// Updates `largestFieldStoreBytes`.
  mutating func noteHeldBytes() {
    largestFieldStoreBytes = max(
      largestFieldStoreBytes, planners.values.reduce(0) { $0 + $1.largestHeldBytes })
  }
}

/// A picture that one or more frames show; only the coordinator has it.
final class SharedPicture {
  let picture: Picture
  let parameters: FrameParameters
  /// Whether it is rendered.
  var isComplete = false

  init(_ picture: Picture, parameters: FrameParameters) {
    self.picture = picture
    self.parameters = parameters
  }
}

extension Timeline {
  /// Whether most frames show the field of the one before in other colours, as where only the palette turns: judged by 64 frames
  /// spread over the film.
  fileprivate var mostlyRecolors: Bool {
    let pairs = stride(from: 0, to: frameCount - 1, by: max(1, frameCount / 64)).map { frame in
      (parameters(at: frame), parameters(at: frame + 1))
    }
    return 2 * pairs.count(where: { $0.0 != $0.1 && $0.0.showsField(of: $0.1) }) > pairs.count
  }
}

extension FrameParameters {
  /// Whether only colours may differ from those of `other`.
  fileprivate func showsField(of other: FrameParameters) -> Bool {
    var recolored = self
    (recolored.palettePhase, recolored.paletteDensity) = (other.palettePhase, other.paletteDensity)
    recolored.colors = other.colors
    return recolored == other
  }
}
