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
  package let timeline: Timeline
  /// Whether the film looks exactly like this: false if it relies on measurements of an earlier one.
  package let isExact: Bool

  private let pathTiming: PathTiming
  private let shares: ValueShares?
  private let settings: FieldSettings
  private let renderers = Mutex<[(key: RendererKey, renderer: FrameRenderer)]>([])

  /// The most renderers kept: for the sizes that a page alternates between, with and without anti-aliasing.
  private static let mostRenderers = 6

  private struct RendererKey: Equatable {
    let size: FrameSize
    let isFine: Bool
  }

  /// The exact preview of `preset`.
  ///
  /// - Complexity: seconds of processor time if the preset's timing is visual, some small fields if its colours are
  ///   equalized.
  package static func measured(_ preset: Preset, workerCount: Int) throws -> FilmPreview {
    let pathTiming = try PathTiming.measured(preset, workerCount: workerCount)
    let timeline = Timeline(preset, pathTiming: pathTiming)
    let shares =
      timeline.isEqualized ? try FilmProbe(FilmTimeline(timeline), workerCount: workerCount).valueShares() : nil
    return FilmPreview(preset, timeline, pathTiming, shares, isExact: true)
  }

  /// The preview of `preset` without delay. It is exact if nothing needs to be measured; otherwise it uses the
  /// measurements of `earlier`.
  ///
  /// - Returns: `nil` if a measurement is needed that `earlier` does not have.
  package convenience init?(_ preset: Preset, like earlier: FilmPreview?) {
    let isTimed = preset.timing == .visual
    let isTimedAlike = isTimed && earlier?.preset.timing == .visual
    let pathTiming = isTimedAlike ? earlier?.pathTiming ?? .written : .written
    let timeline = Timeline(preset, pathTiming: pathTiming)
    let shares = timeline.isEqualized ? earlier?.shares : nil
    if isTimed && !isTimedAlike || timeline.isEqualized && shares == nil { return nil }
    self.init(preset, timeline, pathTiming, shares, isExact: !isTimed && shares == nil)
  }

  private init(
    _ preset: Preset, _ timeline: Timeline, _ pathTiming: PathTiming, _ shares: ValueShares?, isExact: Bool
  ) {
    self.preset = preset
    self.timeline = timeline
    self.pathTiming = pathTiming
    self.shares = shares
    self.isExact = isExact
    settings = RenderingOptions(workerCount: 1).fieldSettings(timeline)
  }

  /// Renders `frames` into `planes`, one behind the other, and returns when they are finished.
  ///
  /// - Parameters:
  ///   - isFine: with the film's anti-aliasing; otherwise with one sample per pixel.
  ///   - isUrgent: before all work that is not urgent.
  /// - Precondition: `planes` have room for them.
  package func render(
    _ frames: [FrameParameters], isFine: Bool, into planes: PreviewPlanes, on workers: WorkStealingPool,
    isUrgent: Bool
  ) {
    precondition(frames.count == planes.count, "\(frames.count) frames for \(planes.count) pictures")
    let renderer = renderer(RendererKey(size: planes.size, isFine: isFine))
    let latches = frames.enumerated().map { index, parameters in
      workers.submit(renderer.job(parameters, into: planes.target(index)), isUrgent: isUrgent)
    }
    for latch in latches { latch.wait() }
  }

  private func renderer(_ key: RendererKey) -> FrameRenderer {
    if let kept = renderers.withLock({ $0.first { $0.key == key }?.renderer }) { return kept }
    let renderer = FrameRenderer(
      size: key.size, settings: settings, coloring: Coloring(timeline, shares: shares), format: .yuv420,
      antialiasing: key.isFine ? Antialiasing(timeline.antialiasing) : .none,
      opensShutter: key.isFine && timeline.opensShutter)
    renderers.withLock { kept in
      if kept.count >= Self.mostRenderers { kept.removeFirst() }
      kept.append((key, renderer))
    }
    return renderer
  }
}
