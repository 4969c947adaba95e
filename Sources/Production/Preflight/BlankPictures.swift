import Animation
import FractalMath
import Rendering
import VideoEncoding
import WorkStealing

/// Looks at small pictures of a film for those that have one colour.
struct BlankPictures {
  /// Why a picture has one colour.
  enum Blankness {
    case interior
    case equalColors

    /// A part of a sentence.
    var reason: String {
      switch self {
      case .interior: "no point of it escapes, so that all have the interior colour"
      case .equalColors: "all of its points have the same colour"
      }
    }

    /// The key of a preset that it follows from.
    var key: String {
      switch self {
      case .interior: "camera"
      case .equalColors: "shading"
      }
    }
  }

  /// Frames looked at, spread evenly over the film.
  private static let frameCount = 9
  /// The longer side of the pictures: first the smaller, and the larger of what is blank there.
  private static let extents = [48, 96]
  /// Bounds the time to a fraction of a second; the end of orbits that have not escaped by then is unknown.
  private static let mostIterations = 20_000
  /// The largest invisible difference of 8-bit samples.
  private static let invisibleDifference: UInt8 = 2

  private let timeline: FilmTimeline
  private let renderers: [FilmRenderer]

  /// For pictures of `timeline`.
  init(_ timeline: FilmTimeline) throws {
    self.timeline = timeline
    var renderers: [FilmRenderer] = []
    for extent in Self.extents {
      renderers.append(
        try FilmRenderer(
          timeline, size: timeline.size.scaled(toExtent: extent), antialiasing: Antialiasing.none,
          mostIterations: Self.mostIterations, colorings: renderers.first?.colorings))
    }
    self.renderers = renderers
  }

  /// The frames to look at: the first, the last and some between, of each scene, but none that is equal to an earlier one.
  var distinctFrames: [Int] {
    var seen: Set<FilmFrame> = []
    let count = max(Self.frameCount / timeline.scenes.count, 2)
    return timeline.solos.filter { !$0.isEmpty }.flatMap { frames in
      (0..<count).map { frames.lowerBound + $0 * (frames.count - 1) / (count - 1) }
    }
    .filter { seen.insert(timeline.frame(at: $0)).inserted }
  }

  /// Why the picture of `frame` has one colour; `nil` if it has several.
  ///
  /// - Throws: without memory.
  func blankness(ofFrame frame: Int) throws -> Blankness? {
    let shown = timeline.frame(at: frame)
    var blankness: Blankness?
    for renderer in renderers {
      blankness = try self.blankness(of: shown, renderer)
      if blankness == nil { return nil }
    }
    return blankness
  }

  private func blankness(of frame: FilmFrame, _ renderer: FilmRenderer) throws -> Blankness? {
    guard try renderer.picture(frame).isOfOneColor(within: Self.invisibleDifference) else { return nil }
    let counts = UnsafeMutableBufferPointer<Float>.allocate(capacity: renderer.size.pixelCount)
    defer { counts.deallocate() }
    let settings = renderer.settings(ofScene: frame.scene)
    let field = FieldJob(parameters: frame.parameters, size: renderer.size, settings: settings, counts: counts)
    try WorkStealingPool.run(workerCount: 1) { workers in workers.submit(field).wait() }
    guard counts.allSatisfy({ $0 < 0 }) else { return .equalColors }
    return settings.limits == timeline.scenes[frame.scene].limits ? .interior : nil
  }
}

extension FrameSize {
  /// The size, scaled down so that the longer side is at most `extent`.
  fileprivate func scaled(toExtent extent: Int) -> FrameSize {
    let longer = max(width, height)
    func scaled(_ side: Int) -> Int { longer <= extent ? side : max(1, side * extent / longer) }
    return FrameSize(width: scaled(width), height: scaled(height))
  }
}

extension Picture {
  /// Whether no sample of an R′G′B′ picture differs by more than `tolerance` from that of its first pixel.
  fileprivate func isOfOneColor(within tolerance: UInt8) -> Bool {
    guard let plane = planes.first else { return true }
    let channels = 3
    return (0..<size.height).allSatisfy { row in
      let samples = plane.base + row * plane.rowStride
      return (0..<size.width * channels).allSatisfy { index in
        let (sample, first) = (samples[index], plane.base[index % channels])
        return max(sample, first) - min(sample, first) <= tolerance
      }
    }
  }
}
