import FilmFormat
import FractalMath

/// A film laid out in time: its scenes one after another, and their transitions.
///
/// Like a scene's `Timeline` it is a pure function of the frame.
public struct FilmTimeline: Sendable {
  /// Frame size in pixels.
  public let size: FrameSize
  /// Frames per second.
  public let frameRate: FrameRate
  /// Number of frames, 1…`Timeline.largestFrameCount`.
  public let frameCount: Int
  /// The scenes' own films, at least one; a film without scenes is its only one.
  public private(set) var scenes: [Timeline]
  /// The frames that show each scene alone, in the scenes' order.
  public var solos: [Range<Int>] {
    cut?.places.map { $0.frames.lowerBound + $0.entrance..<$0.frames.upperBound - $0.exit } ?? [0..<frameCount]
  }

  private let cut: SceneCut?
  private let transitions: [SceneTransition?]

  /// Prepares the scenes of `preset`.
  ///
  /// - Parameter pathTimings: how c moves in each scene; as written if left out.
  /// - Complexity: that of `Timeline.init` for each scene.
  public init(_ preset: Preset, pathTimings: [PathTiming] = []) {
    func timing(_ scene: Int) -> PathTiming { pathTimings.indices.contains(scene) ? pathTimings[scene] : .written }
    guard !preset.scenes.isEmpty else {
      self.init(Timeline(preset, pathTiming: timing(0)))
      return
    }
    let cut = SceneCut(preset.scenes)
    self.init(
      preset.scenes.enumerated().map { Timeline($1.preset, pathTiming: timing($0)) }, size: preset.output.size,
      frameRate: preset.output.frameRate, frameCount: cut.frameCount, cut: cut,
      transitions: preset.scenes.map(\.transition))
  }

  /// A film of one scene.
  public init(_ timeline: Timeline) {
    self.init(
      [timeline], size: timeline.size, frameRate: timeline.frameRate, frameCount: timeline.frameCount, cut: nil,
      transitions: [])
  }

  private init(
    _ scenes: [Timeline], size: FrameSize, frameRate: FrameRate, frameCount: Int, cut: SceneCut?,
    transitions: [SceneTransition?]
  ) {
    (self.scenes, self.size, self.frameRate, self.frameCount) = (scenes, size, frameRate, frameCount)
    (self.cut, self.transitions) = (cut, transitions)
  }

  /// Whether scenes follow one another.
  public var hasScenes: Bool { cut != nil }

  /// Whether a frame shows more than one scene's picture.
  public var hasTransitions: Bool { transitions.contains { $0 != nil } }

  /// Whether the timing of c was measured with fewer pictures than a fine one needs.
  public var isTimedCoarsely: Bool { scenes.contains(where: \.isTimedCoarsely) }

  /// The same film with each orbit computed from its own pixel on, in double precision.
  public func withoutPrefix() throws(NeededPrefix) -> FilmTimeline {
    var plain = self
    for index in scenes.indices { try plain.scenes[index] = scenes[index].withoutPrefix() }
    return plain
  }

  /// What frame `frame` shows, 0..<`frameCount`.
  ///
  /// - Complexity: that of `Timeline.parameters(at:)`, in a dissolve twice.
  public func frame(at frame: Int) -> FilmFrame {
    guard let cut else { return FilmFrame(scenes[0].parameters(at: frame)) }
    precondition((0..<frameCount).contains(frame), "a film of \(frameCount) frames has no frame \(frame)")
    return shown(at: Double(frame), cut) { scene in
      scenes[scene].parameters(at: Int(cut.places[scene].own(Double(frame))))
    }
  }

  /// What is shown at a moment at or between frames, for stills.
  ///
  /// - Parameter seconds: from the start of the film, finite; with scenes, clamped to the film.
  public func frame(atSeconds seconds: Double) -> FilmFrame {
    guard let cut else { return FilmFrame(scenes[0].parameters(atSeconds: seconds)) }
    let rate = Double(frameRate.numerator) / Double(frameRate.denominator)
    let moment = min(max(seconds * rate, 0), Double(frameCount - 1))
    return shown(at: moment, cut) { scene in
      scenes[scene].parameters(atSeconds: cut.places[scene].own(moment) / rate)
    }
  }

  private func shown(
    at moment: Double, _ cut: SceneCut, _ parameters: (_ scene: Int) -> FrameParameters
  ) -> FilmFrame {
    let scene = cut.scene(at: moment)
    return FilmFrame(scene: scene, parameters(scene), transition: transition(at: moment, of: scene, cut, parameters))
  }

  /// What `scene`, the last that has begun at `moment`, is shown with then.
  private func transition(
    at moment: Double, of scene: Int, _ cut: SceneCut, _ parameters: (_ scene: Int) -> FrameParameters
  ) -> FilmFrame.Transition? {
    let place = cut.places[scene]
    let since = moment - Double(place.frames.lowerBound)
    if let entering = transitions[scene], since < Double(place.entrance) {
      switch entering.kind {
      case .dissolve:
        // No frame of the overlap shows one scene only.
        let share = 1 - (since + 1) / Double(place.entrance + 1)
        return .init(.scene(scene - 1, parameters(scene - 1)), share: share)
      case .fade: return .init(.color(entering.color), share: 1 - (since + 0.5) / Double(place.entrance))
      }
    }
    let left = Double(place.frames.upperBound) - moment
    guard transitions.indices.contains(scene + 1), let leaving = transitions[scene + 1], leaving.kind == .fade,
      left <= Double(place.exit)
    else { return nil }
    return .init(.color(leaving.color), share: 1 - (left - 0.5) / Double(place.exit))
  }
}

extension FilmFrame.Transition {
  /// The given part of the light, 0…1; `nil` if that is none.
  fileprivate init?(_ other: FilmFrame.Other, share: Double) {
    let share = Int((Double(Self.whole) * share).rounded())
    guard share > 0 else { return nil }
    (self.other, self.share) = (other, min(share, Self.whole - 1))
  }
}
