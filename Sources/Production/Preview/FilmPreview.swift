import Animation
import FractalMath
import HostSystem
import Rendering
import Synchronization
import WorkStealing

/// Pictures of a film while it is being shaped: the planes that an encoder would get, of any size, at any moment.
///
/// What a film's colours and timing need to have measured is measured once for each preset. That may take a second, so a preview for a
/// hand that is dragging takes over what an earlier preset's measurement found (`init(_:like:)`).
package final class FilmPreview: Sendable {
  /// The film's preset.
  package let preset: Preset
  /// The film in time.
  package let timeline: Timeline
  /// Whether the film looks exactly like this: false where it stands on what was measured of an earlier one.
  package let isExact: Bool

  private let pathTiming: PathTiming
  private let shares: ValueShares?
  private let settings: FieldSettings
  private let renderers = Mutex<[(key: RendererKey, renderer: FrameRenderer)]>([])

  /// Renderers that are kept: the sizes that a page asks for by turns, with and without anti-aliasing.
  private static let mostRenderers = 6

  private struct RendererKey: Equatable {
    let size: FrameSize
    let isFine: Bool
  }

  /// The preview of `preset`, exact.
  ///
  /// - Complexity: seconds of processor time where the preset's timing is visual, some small fields where its colours are equalized.
  package convenience init(measuring preset: Preset, workerCount: Int) throws {
    let pathTiming = try PathTiming(measuring: preset, workerCount: workerCount)
    let timeline = Timeline(preset, pathTiming: pathTiming)
    let shares = timeline.isEqualized ? try FilmProbe(timeline, workerCount: workerCount).valueShares() : nil
    self.init(preset, timeline, pathTiming, shares, isExact: true)
  }

  /// The preview of `preset` at once. It is exact where nothing needs to be measured; otherwise it has what was measured of `earlier`.
  ///
  /// - Returns: `nil` where something needs to be measured of which `earlier` knows nothing.
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

  /// Renders `frames` into `planes`, one behind the other, and returns when they are there.
  ///
  /// - Parameters:
  ///   - isFine: with the film's anti-aliasing; otherwise with one sample a pixel.
  ///   - isUrgent: before all that is not.
  /// - Precondition: `planes` have the room for them.
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
      antialiasing: key.isFine ? Antialiasing(timeline.antialiasing) : .none)
    renderers.withLock { kept in
      if kept.count >= Self.mostRenderers { kept.removeFirst() }
      kept.append((key, renderer))
    }
    return renderer
  }
}
