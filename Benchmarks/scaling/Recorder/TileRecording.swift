import Animation
import FractalMath
import Rendering
import WorkStealing

/// Renders frames tile by tile on the calling thread, as a worker does, with a clock beside it.
struct TileRecording {
  private let timeline: Timeline
  private let runs: Int
  private let renderer: FrameRenderer
  private let picture: PlanarPicture

  /// A recording of frames of `timeline`, of which each tile is rendered `runs` times.
  init(_ timeline: Timeline, runs: Int) {
    self.timeline = timeline
    self.runs = runs
    renderer = FrameRenderer(
      size: timeline.size, settings: FieldSettings(limits: timeline.limits),
      coloring: Coloring(palette: timeline.palette, interior: timeline.interior),
      format: .yuv420)
    picture = PlanarPicture(size: timeline.size)
  }

  /// The median of what each tile takes, for `frames` frames evenly spread over the film.
  func nanoseconds(frames: Int) -> [[Int]] {
    let numbers = (0..<frames).map { $0 * timeline.frameCount / frames }
    // The first pass touches the memory and wakes the vector units.
    _ = numbers.first.map(frameNanoseconds)
    return numbers.map(frameNanoseconds)
  }

  private func frameNanoseconds(_ frame: Int) -> [Int] {
    let job = renderer.job(timeline.parameters(at: frame), into: picture.target)
    let passes = (0..<runs).map { _ in (0..<job.itemCount).map { Self.nanoseconds(of: job, item: $0) } }
    return (0..<job.itemCount).map { item in passes.map { $0[item] }.sorted()[runs / 2] }
  }

  private static func nanoseconds(of job: FrameJob, item: Int) -> Int {
    let duration = ContinuousClock().measure { job.perform(item: item, worker: 0) }
    return Int(duration / .nanoseconds(1))
  }
}

/// Memory for one 4:2:0 picture.
private final class PlanarPicture {
  private let size: FrameSize
  private let samples: UnsafeMutableBufferPointer<UInt8>

  init(size: FrameSize) {
    self.size = size
    samples = .allocate(capacity: size.pixelCount * 3 / 2)
    samples.initialize(repeating: 0)
  }

  deinit {
    samples.deallocate()
  }

  var target: PixelTarget {
    guard let base = samples.baseAddress else { preconditionFailure("a picture has samples") }
    let chroma = base + size.pixelCount
    return PixelTarget(
      format: .yuv420,
      planes: [
        PixelTarget.Plane(base: base, rowStride: size.width),
        PixelTarget.Plane(base: chroma, rowStride: size.width / 2),
        PixelTarget.Plane(base: chroma + size.pixelCount / 4, rowStride: size.width / 2),
      ], owner: self)
  }
}
