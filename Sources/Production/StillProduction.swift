import Animation
import FractalMath
import Rendering
import VideoEncoding
import WorkStealing

/// Makes single frames: as a picture, or as the numbers behind it.
public struct StillProduction: Sendable {
  private let timeline: Timeline
  private let workerCount: Int

  /// The production of stills of `timeline` by `workerCount` workers.
  public init(timeline: Timeline, workerCount: Int) {
    self.timeline = timeline
    self.workerCount = workerCount
  }

  /// Writes the frame with the given parameters as an sRGB PNG.
  public func writePNG(_ parameters: FrameParameters, to path: String) throws {
    let picture = try PicturePool(size: timeline.size, layout: .rgb24).take()
    let renderer = FrameRenderer(
      size: timeline.size, settings: FieldSettings(limits: timeline.limits), coloring: Coloring(timeline),
      format: .rgb24)
    try perform(renderer.job(parameters, into: PixelTarget(lending: picture)))
    var encoder = try PNGEncoder(size: timeline.size)
    try PendingFile.write(encoder.encode(picture), to: path)
  }

  /// Writes the smooth iteration counts of the frame with the given parameters as a NumPy array of float32, of shape
  /// (height, width), row 0 at the top, −1 where the orbit does not escape.
  public func writeField(_ parameters: FrameParameters, to path: String) throws {
    let counts = UnsafeMutableBufferPointer<Float>.allocate(capacity: timeline.size.pixelCount)
    defer { counts.deallocate() }
    try perform(
      FieldJob(
        parameters: parameters, size: timeline.size, settings: FieldSettings(limits: timeline.limits), counts: counts))
    try PendingFile.write(
      NumPyArray.file(of: UnsafeBufferPointer(counts), rows: timeline.size.height, columns: timeline.size.width),
      to: path)
  }

  /// Returns when all of `task` is done and no worker holds it any more.
  private func perform(_ task: some ParallelTask) throws {
    try WorkStealingPool.run(workerCount: workerCount) { workers in workers.submit(task).wait() }
  }
}
