import Animation
import FractalMath
import Rendering

/// The frames rendered for a measurement, consecutive frames of a film, and the instructions used.
package struct RenderingWorkload: Sendable {
  /// The film; its size is even in both directions.
  package let preset: Preset
  /// The film laid out in time.
  package let timeline: Timeline
  /// The frames, a non-empty part of the film.
  package let frames: Range<Int>
  /// The vector instructions, which must be available.
  package let instructionSet: InstructionSet
  /// Whether a checksum of each finished frame is computed; it costs time, so it is for tests only.
  package let verifies: Bool
  /// Whether `renderer` takes as many samples as the film does, instead of one per pixel.
  private var isAntialiased = false

  /// The workload of `frames` of `preset`, with one sample per pixel.
  ///
  /// - Throws: `WorkloadError` if the size is odd, or the film has no such frames.
  package init(
    preset: Preset, frames: Range<Int>, instructionSet: InstructionSet = .best, verifies: Bool = false
  ) throws(WorkloadError) {
    guard preset.scenes.isEmpty else { throw .hasScenes }
    let timeline = Timeline(preset)
    guard timeline.size.width.isMultiple(of: 2), timeline.size.height.isMultiple(of: 2) else {
      throw .oddSize(timeline.size)
    }
    guard !frames.isEmpty, frames.lowerBound >= 0, frames.upperBound <= timeline.frameCount else {
      throw .noSuchFrames(frames, frameCount: timeline.frameCount)
    }
    self.preset = preset
    self.timeline = timeline
    self.frames = frames
    self.instructionSet = instructionSet
    self.verifies = verifies
  }

  /// The same workload with other frames of the same film, also part of it.
  func with(frames part: Range<Int>) -> RenderingWorkload {
    precondition(!part.isEmpty && frames.contains(part.lowerBound) && part.upperBound <= frames.upperBound)
    return RenderingWorkload(self, frames: part)
  }

  private init(_ other: RenderingWorkload, frames: Range<Int>) {
    preset = other.preset
    timeline = other.timeline
    self.frames = frames
    instructionSet = other.instructionSet
    verifies = other.verifies
    isAntialiased = other.isAntialiased
  }

  /// The same workload with the film's anti-aliasing; `nil` if the film has none.
  package var antialiased: RenderingWorkload? {
    guard Antialiasing(timeline.antialiasing) != .none else { return nil }
    var other = self
    other.isAntialiased = true
    return other
  }

  /// How fields are computed.
  var fieldSettings: FieldSettings {
    FieldSettings(limits: timeline.limits, instructionSet: instructionSet, channels: timeline.fieldChannels)
  }

  /// A renderer of these frames, with its counters at zero.
  func renderer() -> FrameRenderer {
    FrameRenderer(
      size: timeline.size, settings: fieldSettings, coloring: Coloring(timeline), format: .yuv420,
      antialiasing: isAntialiased ? Antialiasing(timeline.antialiasing) : .none,
      opensShutter: isAntialiased && timeline.opensShutter)
  }

  /// A renderer that colours smooth counts, without light.
  func shadingRenderer(_ format: PixelTarget.Format) -> FrameRenderer {
    FrameRenderer(
      size: timeline.size, settings: fieldSettings,
      coloring: Coloring(palette: timeline.palette, interior: timeline.interior), format: format)
  }

  /// Memory for one frame.
  func frameMemory(_ format: PixelTarget.Format = .yuv420) -> FrameMemory {
    FrameMemory(size: timeline.size, format: format)
  }
}

/// The reason why there is nothing to measure, as a sentence for the user.
package enum WorkloadError: Error, Hashable, Sendable, CustomStringConvertible {
  /// 4:2:0 needs an even width and height.
  case oddSize(FrameSize)
  /// One scene is measured at a time.
  case hasScenes
  /// The film is shorter.
  case noSuchFrames(Range<Int>, frameCount: Int)

  /// The sentence.
  package var description: String {
    switch self {
    case .oddSize(let size):
      "frames of \(size) cannot be 4:2:0: width and height must be even; "
        + "\(size.width + size.width % 2)×\(size.height + size.height % 2) is the next such size"
    case .hasScenes: "films with scenes are not measured; allowed: the preset of one of them"
    case .noSuchFrames(let frames, let count):
      "frames \(frames.lowerBound)..<\(frames.upperBound): the film has \(count), numbered 0..<\(count)"
    }
  }
}
