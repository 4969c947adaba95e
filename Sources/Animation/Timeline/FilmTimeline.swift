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
  /// Whether what lies behind the film is seen through some of its colours.
  public let isTranslucent: Bool
  /// The scenes' own films, at least one; a film without scenes is its only one.
  public private(set) var scenes: [Timeline]
  /// The frames that show each scene alone, in the scenes' order.
  public var solos: [Range<Int>] {
    let middle = (opening?.frames ?? 0)..<frameCount - (ending?.frames ?? 0)
    guard let cut else { return [middle] }
    return cut.places.map {
      ($0.frames.lowerBound + $0.entrance..<$0.frames.upperBound - $0.exit).clamped(to: middle)
    }
  }

  private let cut: SceneCut?
  private let transitions: [SceneTransition?]
  private var opening: Fade?
  private var ending: Fade?

  /// Frames that lead from a colour or to one.
  private struct Fade {
    let frames: Int
    let color: SRGBColor

    /// `nil` if it is shorter than half a frame.
    init?(_ fade: FilmFade?, of film: Preset) {
      guard let fade, case let frames = fade.frameCount(at: film.output.frameRate), frames > 0 else { return nil }
      (self.frames, color) = (min(frames, film.frameCount), fade.color)
    }
  }

  /// Prepares the scenes of `preset`.
  ///
  /// - Parameters:
  ///   - preset: a film, of one scene or of several.
  ///   - pathTimings: how c moves in each scene; as written if left out.
  /// - Complexity: that of `Timeline.init` for each scene.
  public init(_ preset: Preset, pathTimings: [PathTiming] = []) {
    func timing(_ scene: Int) -> PathTiming { pathTimings.indices.contains(scene) ? pathTimings[scene] : .written }
    guard !preset.scenes.isEmpty else {
      self.init(Timeline(preset, pathTiming: timing(0)), isTranslucent: preset.isTranslucent)
      (opening, ending) = (Fade(preset.opening, of: preset), Fade(preset.ending, of: preset))
      return
    }
    let cut = SceneCut(preset.scenes)
    self.init(
      preset.scenes.enumerated().map { Timeline($1.preset, pathTiming: timing($0)) }, size: preset.output.size,
      frameRate: preset.output.frameRate, frameCount: cut.frameCount, cut: cut,
      transitions: preset.scenes.map(\.transition), isTranslucent: preset.isTranslucent)
    (opening, ending) = (Fade(preset.opening, of: preset), Fade(preset.ending, of: preset))
  }

  /// A film of one scene.
  public init(_ timeline: Timeline, isTranslucent: Bool = false) {
    self.init(
      [timeline], size: timeline.size, frameRate: timeline.frameRate, frameCount: timeline.frameCount, cut: nil,
      transitions: [], isTranslucent: isTranslucent)
  }

  private init(
    _ scenes: [Timeline], size: FrameSize, frameRate: FrameRate, frameCount: Int, cut: SceneCut?,
    transitions: [SceneTransition?], isTranslucent: Bool
  ) {
    (self.scenes, self.size, self.frameRate, self.frameCount) = (scenes, size, frameRate, frameCount)
    (self.cut, self.transitions, self.isTranslucent) = (cut, transitions, isTranslucent)
  }

  /// The frames that show each scene, those of its transitions included, in the scenes' order; in dissolves they overlap.
  public var sceneFrames: [Range<Int>] { cut?.places.map(\.frames) ?? [0..<frameCount] }

  /// Whether scenes follow one another.
  public var hasScenes: Bool { cut != nil }

  /// Whether a frame shows more than one scene's picture.
  public var hasTransitions: Bool { transitions.contains { $0 != nil } || opening != nil || ending != nil }

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
    guard let cut else {
      return FilmFrame(scenes[0].parameters(at: frame), transition: fade(at: Double(frame)))
    }
    precondition((0..<frameCount).contains(frame), "a film of \(frameCount) frames has no frame \(frame)")
    return shown(at: Double(frame), cut) { scene in
      scenes[scene].parameters(at: Int(cut.places[scene].own(Double(frame))))
    }
  }

  /// What is shown at a moment at or between frames, for stills.
  ///
  /// - Parameter seconds: from the start of the film, finite; with scenes, clamped to the film.
  public func frame(atSeconds seconds: Double) -> FilmFrame {
    let rate = Double(frameRate.numerator) / Double(frameRate.denominator)
    let moment = min(max(seconds * rate, 0), Double(frameCount - 1))
    guard let cut else {
      return FilmFrame(scenes[0].parameters(atSeconds: seconds), transition: fade(at: moment))
    }
    return shown(at: moment, cut) { scene in
      scenes[scene].parameters(atSeconds: cut.places[scene].own(moment) / rate)
    }
  }

  private func shown(
    at moment: Double, _ cut: SceneCut, _ parameters: (_ scene: Int) -> FrameParameters
  ) -> FilmFrame {
    let scene = cut.scene(at: moment)
    return FilmFrame(
      scene: scene, parameters(scene),
      transition: fade(at: moment) ?? transition(at: moment, of: scene, cut, parameters))
  }

  /// What is seen of the colour at the film's start, or of that at its end.
  private func fade(at moment: Double) -> FilmFrame.Transition? {
    if let opening, moment < Double(opening.frames) {
      return .init(.color(opening.color), share: 1 - (moment + 0.5) / Double(opening.frames))
    }
    guard let ending, case let left = Double(frameCount) - moment, left <= Double(ending.frames) else { return nil }
    return .init(.color(ending.color), share: 1 - (left - 0.5) / Double(ending.frames))
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
