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
  private let timeline: Timeline
  private let pictures: [Picture]

  /// How many of `frames` fit the memory reserved for them, at least 1.
  package static func frameCount(of frames: Range<Int>, timeline: Timeline) -> Int {
    min(frames.count, max(1, largestPictureBytes / PixelLayout.yuv420.byteCount(of: timeline.size)))
  }

  /// The first of `frames` of the film of `preset`, as many as fit, rendered with `options`.
  ///
  /// - Throws: `ProductionError` where the size cannot be encoded; `LibAVError` without memory.
  package init(preset: Preset, frames: Range<Int>, options: RenderingOptions) throws {
    let timeline = Timeline(preset)
    try timeline.size.requireFit(in: .yuv420)
    let renderer = try FilmRenderer(timeline, options: options, layout: .yuv420)
    pictures = try WorkStealingPool.run(workerCount: options.workerCount) { workers in
      try frames.prefix(Self.frameCount(of: frames, timeline: timeline)).map { frame in
        let picture = try renderer.takePicture()
        workers.submit(renderer.job(timeline.parameters(at: frame), into: picture))
        return picture
      }
    }
    self.preset = preset
    self.timeline = timeline
  }

  /// Encodes the pictures like a film, in as many segments of equal length as there are workers, into a file at `path`.
  ///
  /// - Throws: `ProductionError`, or `LibAVError` where an encoder or the container failed.
  package func encode(to path: String, workerCount: Int, partialFiles: PartialFiles = PartialFiles()) throws {
    let cut = FilmCut(
      frames: pictures.indices, segmentLength: (pictures.count + workerCount - 1) / workerCount)
    var sink = try VideoSink(
      path: path, container: .mp4, size: timeline.size, frameRate: timeline.frameRate,
      segmentLength: cut.segmentLength, settings: EncoderSettings(preset.output), metadata: FilmMetadata(preset)
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
    for frame in cut.frames(ofSegment: item) { try encoders[item].append(pictures[frame]) }
    let segment = try encoders[item].finish()
    finished.withLock { $0[item] = segment }
  }
}
