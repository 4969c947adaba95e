import Animation
import FractalMath
import Rendering
import WorkStealing

/// Small pictures and fields of a film, for facts needed before it is rendered.
///
/// They are the same on every machine: their size is derived from the film's shape, and their numbers are computed with
/// the baseline instructions, regardless of those that render the film.
struct FilmProbe {
  /// Size of the small frames.
  let size: FrameSize

  private let timeline: FilmTimeline
  private let workerCount: Int

  /// The default longer side of a small frame in pixels.
  static let defaultExtent = 96

  /// The probe of `timeline`, whose small frames are `extent` pixels long and have the film's shape, rounded to even sides.
  init(_ timeline: FilmTimeline, workerCount: Int, extent: Int = defaultExtent) {
    let longer = Double(max(timeline.size.width, timeline.size.height))
    func side(_ pixels: Int) -> Int { max(2 * Int((Double(extent) / 2 * Double(pixels) / longer).rounded()), 4) }
    size = FrameSize(width: side(timeline.size.width), height: side(timeline.size.height))
    self.timeline = timeline
    self.workerCount = workerCount
  }

  /// A scan of small pictures of the film, with the given anti-aliasing; orbits are given up after `mostIterations`
  /// steps.
  func pictureScan(
    antialiasing: Antialiasing, mostIterations: Int = Self.mostIterations
  ) throws -> PictureScan {
    try PictureScan(
      timeline, size: size, options: options, mostIterations: mostIterations, antialiasing: antialiasing)
  }

  /// Passes the values of each of `frames`, in a transition those of the later scene, to `body`, row by row, in order.
  ///
  /// - Complexity: O(frames × pixels × iterations) over the workers; memory for a few small frames.
  func scanFields(of frames: some Sequence<Int>, _ body: (_ frame: Int, UnsafeBufferPointer<Float>) throws -> Void)
    throws
  {
    let settings = settings
    try WorkStealingPool.run(workerCount: workerCount) { workers in
      try workers.forEachInOrder(frames, lookahead: 2 * workerCount + 2) { _ in
        FieldMemory(count: size.pixelCount)
      } task: { frame, memory in
        let shown = timeline.frame(at: frame)
        return FieldJob(
          parameters: shown.parameters, size: size, settings: settings[shown.scene], counts: memory.values)
      } finish: { frame, memory in
        try body(frame, UnsafeBufferPointer(memory.values))
      }
    }
  }

  /// The cost of a small field of each of `frames`, in order.
  ///
  /// - Complexity: as `scanFields(of:_:)`.
  func counters(of frames: some Sequence<Int>) throws -> [FieldCounters] {
    let settings = settings
    var counters: [FieldCounters] = []
    try WorkStealingPool.run(workerCount: workerCount) { workers in
      try workers.forEachInOrder(frames, lookahead: 2 * workerCount + 2) { _ in
        (FieldMemory(count: size.pixelCount), FieldCounters())
      } task: { frame, room in
        let shown = timeline.frame(at: frame)
        return FieldJob(
          parameters: shown.parameters, size: size, settings: settings[shown.scene], counts: room.0.values,
          counters: room.1)
      } finish: { _, room in
        counters.append(room.1)
      }
    }
    return counters
  }

  /// How the small fields of each scene are computed.
  private var settings: [FieldSettings] {
    timeline.scenes.map { options.fieldSettings($0, mostIterations: Self.mostIterations) }
  }

  /// The distribution of escaping points' values in the film's figures, for equalized colours.
  func valueShares() throws -> ValueShares {
    var counts = ValueCounts()
    try scanFields(of: Self.evenly(Self.framesForShares, of: timeline.frameCount)) { _, values in
      counts.add(picture: values, width: size.width)
    }
    return ValueShares(counts)
  }

  /// The most frames counted.
  private static let framesForShares = 240

  /// At most `count` frames, evenly spread over a film of `frameCount`.
  static func evenly(_ count: Int, of frameCount: Int) -> [Int] {
    frameCount <= count ? Array(0..<frameCount) : (0..<count).map { $0 * frameCount / count }
  }

  /// Bounds the time of a small frame; points that have not escaped by then are too few to be visible in it.
  static let mostIterations = 2000

  /// The baseline instructions, regardless of those that render the film.
  private var options: RenderingOptions { RenderingOptions(workerCount: workerCount, instructionSet: .baseline) }
}

/// Memory for the values of one small frame.
private final class FieldMemory {
  let values: UnsafeMutableBufferPointer<Float>

  init(count: Int) { values = .allocate(capacity: count) }

  deinit { values.deallocate() }
}
