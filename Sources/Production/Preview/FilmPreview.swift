import Animation
import FractalMath
import HostSystem
import Rendering
import Synchronization
import WorkStealing

/// Pictures of a film while it is being edited: the planes that an encoder would get, of any size, at any moment.
///
/// What must be measured for a film's colours and timing is measured once for each preset. That may take a second, so a
/// preview during a drag reuses an earlier preset's measurement (`init(_:like:)`).
package final class FilmPreview: Sendable {
  /// The film's preset.
  package let preset: Preset
  /// The film in time.
  package let timeline: FilmTimeline
  /// Whether the film looks exactly like this: false if it relies on measurements of an earlier one.
  package let isExact: Bool

  private let measurements: [Measurement]
  private let settings: RenderingOptions
  private let renderers = Mutex<[(key: RendererKey, renderer: FrameRenderer)]>([])

  /// The most renderers kept of each scene: for the sizes that a page alternates between, with and without anti-aliasing. And of all.
  private static let (mostRenderersOfScene, mostRenderers) = (6, 96)

  /// What is measured of a scene, if it needs that.
  private struct Measurement {
    var pathTiming: PathTiming?
    var shares: ValueShares?

    /// What `scene` needs of `known`; `nil` if something is missing there.
    init?(for scene: Preset, of known: Measurement?) {
      if scene.timing == .visual {
        guard let timing = known?.pathTiming else { return nil }
        pathTiming = timing
      }
      if scene.shading.algorithm == .histogram {
        guard let shares = known?.shares else { return nil }
        self.shares = shares
      }
    }

    init(pathTiming: PathTiming?, shares: ValueShares?) { (self.pathTiming, self.shares) = (pathTiming, shares) }

    var isEmpty: Bool { pathTiming == nil && shares == nil }
  }

  private struct RendererKey: Equatable {
    let scene: Int
    let size: FrameSize
    let isFine: Bool
    let hasOpacity: Bool
    /// Whether it renders what is seen in transitions.
    let mixes: Bool
  }

  /// The exact preview of `preset`.
  ///
  /// - Complexity: for each scene seconds of processor time if its timing is visual, some small fields if its colours are equalized.
  package static func measured(_ preset: Preset, workerCount: Int) throws -> FilmPreview {
    let timings = try preset.films.map { film in
      film.timing == .visual ? try PathTiming.measured(film, workerCount: workerCount) : nil
    }
    let timeline = FilmTimeline(preset, pathTimings: timings.map { $0 ?? .written })
    let measurements = try zip(timeline.scenes, timings).map { scene, timing in
      let shares =
        scene.isEqualized ? try FilmProbe(FilmTimeline(scene), workerCount: workerCount).valueShares() : nil
      return Measurement(pathTiming: timing, shares: shares)
    }
    return FilmPreview(preset, timeline, measurements, isExact: true)
  }

  /// The preview of `preset` without delay. It is exact if nothing needs to be measured; otherwise it uses the
  /// measurements of `earlier`.
  ///
  /// - Returns: `nil` if a measurement is needed that `earlier` does not have.
  package convenience init?(_ preset: Preset, like earlier: FilmPreview?) {
    let films = preset.films
    let known = earlier.flatMap { $0.measurements.count == films.count ? $0.measurements : nil }
    var measurements: [Measurement] = []
    for (index, film) in films.enumerated() {
      guard let measurement = Measurement(for: film, of: known?[index]) else { return nil }
      measurements.append(measurement)
    }
    let timeline = FilmTimeline(preset, pathTimings: measurements.map { $0.pathTiming ?? .written })
    self.init(preset, timeline, measurements, isExact: measurements.allSatisfy(\.isEmpty))
  }

  private init(_ preset: Preset, _ timeline: FilmTimeline, _ measurements: [Measurement], isExact: Bool) {
    self.preset = preset
    self.timeline = timeline
    self.measurements = measurements
    self.isExact = isExact
    settings = RenderingOptions(workerCount: 1)
  }

  /// Renders `frames` into `planes`, one behind the other, and returns when they are finished.
  ///
  /// - Parameters:
  ///   - isFine: with the film's anti-aliasing and shutter; otherwise with one sample per pixel.
  ///   - isUrgent: before all work that is not urgent.
  /// - Precondition: `planes` have room for them.
  package func render(
    _ frames: [FilmFrame], isFine: Bool, into planes: PreviewPlanes, on workers: WorkStealingPool,
    isUrgent: Bool
  ) {
    precondition(frames.count == planes.count, "\(frames.count) frames for \(planes.count) pictures")
    func renderer(_ scene: Int, mixes: Bool) -> FrameRenderer {
      self.renderer(
        RendererKey(
          scene: scene, size: planes.size, isFine: isFine, hasOpacity: planes.hasOpacity, mixes: mixes))
    }
    let latches = frames.enumerated().map { index, frame in
      let job = frame.job(into: planes.target(index)) {
        renderer($0, mixes: false)
      } layers: {
        renderer($0, mixes: true)
      }
      return workers.submit(job, isUrgent: isUrgent)
    }
    for latch in latches { latch.wait() }
  }

  private func renderer(_ key: RendererKey) -> FrameRenderer {
    if let kept = renderers.withLock({ $0.first { $0.key == key }?.renderer }) { return kept }
    let scene = timeline.scenes[key.scene]
    let renderer = FrameRenderer(
      size: key.size, settings: settings.fieldSettings(scene),
      coloring: Coloring(scene, shares: measurements[key.scene].shares),
      format: key.mixes ? .rgb(bitDepth: .sixteen) : .yuv420,
      antialiasing: key.isFine ? Antialiasing(scene.antialiasing) : .none,
      opensShutter: key.isFine && scene.opensShutter, mixes: key.mixes, isTranslucent: key.hasOpacity)
    renderers.withLock { kept in
      if kept.count >= min(Self.mostRenderersOfScene * timeline.scenes.count, Self.mostRenderers) { kept.removeFirst() }
      kept.append((key, renderer))
    }
    return renderer
  }
}

extension Preset {
  /// The scenes' own films; the film itself if it has no scenes.
  fileprivate var films: [Preset] { scenes.isEmpty ? [self] : scenes.map(\.preset) }
}
