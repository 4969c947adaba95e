import Animation
import FilmFormat
import Rendering
import Synchronization
import VideoEncoding
import WorkStealing

/// A few frames rendered beforehand, so that encoding can be measured alone.
package struct PrerenderedFilm {
  /// Bytes that the pictures may take.
  private static let largestPictureBytes = 256 << 20

  private let preset: Preset
  private let timeline: FilmTimeline
  private let firstFrame: Int
  private let pictures: [Picture]

  /// How many of `frames` fit the memory reserved for them, at least 1.
  package static func frameCount(of frames: Range<Int>, preset: Preset) -> Int {
    let layout = EncoderSettings(preset).layout
    return min(frames.count, max(1, largestPictureBytes / layout.byteCount(of: preset.output.size)))
  }

  /// The first of `frames` of the film of `preset`, as many as fit, rendered with `options` as the film has them.
  ///
  /// - Throws: `ProductionError` where the size cannot be encoded; `LibAVError` without memory.
  package init(preset: Preset, frames: Range<Int>, options: RenderingOptions) throws {
    let timeline = FilmTimeline(preset)
    let settings = EncoderSettings(preset)
    try timeline.size.requireFit(in: settings.layout, of: settings.codec)
    let renderer = try FilmRenderer(timeline, options: options, layout: settings.layout)
    let chosen = frames.prefix(Self.frameCount(of: frames, preset: preset))
    pictures = try WorkStealingPool.run(workerCount: options.workerCount) { workers in
      try chosen.map { frame in
        let picture = try renderer.takePicture()
        workers.submit(renderer.job(timeline.frame(at: frame), into: picture))
        return picture
      }
    }
    self.preset = preset
    self.timeline = timeline
    firstFrame = chosen.lowerBound
  }

  /// Encodes the pictures into a file at `path`, in the film's own segments, so that the encoders do what they do in the
  /// film.
  ///
  /// - Throws: `ProductionError`, or `LibAVError` where an encoder or the container failed.
  package func encode(to path: String, workerCount: Int, partialFiles: PartialFiles = PartialFiles()) throws {
    let cut = FilmCut(
      frames: firstFrame..<firstFrame + pictures.count,
      segmentLength: FilmCut.segmentLength(frameCount: timeline.frameCount))
    var sink = try VideoSink(
      path: path, container: .mp4, size: timeline.size, frameRate: timeline.frameRate,
      segmentLength: cut.segmentLength, settings: EncoderSettings(preset), metadata: FilmMetadata(preset)
    ) { () throws(ProductionError) in try PendingFile(path: path, among: partialFiles) }
    let encoders = try (0..<cut.segmentCount).map {
      try sink.makeEncoder(firstFrame: cut.frames(ofSegment: $0).lowerBound)
    }
    let task = SegmentsTask(pictures: pictures, cut: cut, encoders: encoders)
    try WorkStealingPool.run(workerCount: workerCount) { workers in
      workers.submit(task).wait()
      try workers.checkCancellation()
    }
    for segment in task.segments { try sink.append(segment) }
    try sink.finish()
  }
}

/// Segments that are encoded in parallel, each by one worker.
private final class SegmentsTask: ParallelTask {
  private let pictures: [Picture]
  private let cut: FilmCut
  private let encoders: [VideoSegmentEncoder]
  private let finished = Mutex<[Int: VideoSink.Segment]>([:])

  init(pictures: [Picture], cut: FilmCut, encoders: [VideoSegmentEncoder]) {
    self.pictures = pictures
    self.cut = cut
    self.encoders = encoders
  }

  var itemCount: Int { cut.segmentCount }

  /// The segments in order, once the task is finished.
  var segments: [VideoSink.Segment] {
    finished.withLock { finished in finished.sorted { $0.key < $1.key }.map(\.value) }
  }

  func perform(item: Int, worker: Int) throws {
    for frame in cut.frames(ofSegment: item) { try encoders[item].append(pictures[frame - cut.frames.lowerBound]) }
    let segment = try encoders[item].finish()
    finished.withLock { $0[item] = segment }
  }
}
