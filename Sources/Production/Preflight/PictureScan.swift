import Animation
import FractalMath
import Rendering
import VideoEncoding
import WorkStealing

/// Renders small pictures of a film and passes on their samples; created by `FilmProbe`.
struct PictureScan {
  /// Size of the pictures.
  let size: FrameSize

  private let options: RenderingOptions
  private let reusesFields: Bool
  private let mostIterations: Int
  private let renderer: FilmRenderer
  /// Workers that render. With one, pictures are rendered one after the other, so that a field that can be reused
  /// always is, and `steps` is the same each time.
  var workerCount: Int

  /// Pictures of `timeline` with other anti-aliasing, and orbits given up after `mostIterations` steps.
  ///
  /// - Parameter colorings: measured if omitted.
  init(
    _ timeline: FilmTimeline, size: FrameSize, options: RenderingOptions, mostIterations: Int,
    antialiasing: Antialiasing,
    colorings: [Coloring]? = nil
  ) throws {
    self.size = size
    self.options = options
    self.mostIterations = mostIterations
    workerCount = options.workerCount
    // With more than one sample per pixel, fields are not stored, nor where they may be of several scenes.
    reusesFields = antialiasing == .none && !timeline.hasScenes
    renderer = try FilmRenderer(
      timeline, options: options, size: size, antialiasing: antialiasing, mostIterations: mostIterations,
      colorings: colorings)
  }

  /// The same with other anti-aliasing, and orbits given up after `mostIterations` steps, if that is earlier; its
  /// colours are not measured again.
  func sampled(_ antialiasing: Antialiasing, mostIterations: Int = .max) throws -> PictureScan {
    var scan = try PictureScan(
      renderer.timeline, size: size, options: options,
      mostIterations: min(self.mostIterations, mostIterations), antialiasing: antialiasing,
      colorings: renderer.colorings)
    scan.workerCount = workerCount
    return scan
  }

  /// Light of each sample code.
  static let light = (0...255).map { SRGBTransfer.linear(Double($0) / 255) }

  /// Orbit steps that all pictures have taken so far.
  var steps: Int { renderer.counters.iterations }

  /// Passes the picture of each of `frames` to `body`, in order: codes of red, green and blue in turn, row by row.
  ///
  /// - Complexity: O(frames × pixels × iterations) over the workers; memory for a few pictures, and for reused fields.
  func run(over frames: [Int], _ body: ([UInt8]) throws -> Void) throws {
    try run(frames.map(renderer.timeline.frame(at:)), body)
  }

  /// Passes the picture at each of `moments`, in seconds, to `body` in the same way.
  func run(atSeconds moments: [Double], _ body: ([UInt8]) throws -> Void) throws {
    try run(moments.map(renderer.timeline.frame(atSeconds:)), body)
  }

  private func run(_ shown: [FilmFrame], _ body: ([UInt8]) throws -> Void) throws {
    var planner =
      reusesFields
      ? ReusePlanner(
        size: size, settings: renderer.settings(ofScene: 0), frames: shown.indices, parameters: { shown[$0].parameters }
      )
      : nil
    try WorkStealingPool.run(workerCount: workerCount) { workers in
      try workers.forEachInOrder(shown.indices, lookahead: 2 * workerCount + 2) { _ in
        try renderer.takePicture()
      } task: { index, picture in
        renderer.job(
          shown[index], field: planner?.source(ofFrame: index) ?? .computed, into: picture)
      } finish: { _, picture in
        try body(samples(of: picture))
      }
    }
  }

  private func samples(of picture: Picture) -> [UInt8] {
    let plane = picture.planes[0]
    return (0..<size.height).flatMap { row in
      UnsafeBufferPointer(start: plane.base + row * plane.rowStride, count: 3 * size.width)
    }
  }
}
