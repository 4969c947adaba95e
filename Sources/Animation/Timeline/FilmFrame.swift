import FractalMath

/// What a frame of a film shows: a frame of a scene, in a transition together with something else.
public struct FilmFrame: Hashable, Sendable {
  /// What the other part of a frame's light comes from.
  public enum Other: Hashable, Sendable {
    /// A frame of an earlier scene.
    case scene(Int, FrameParameters)
    /// One colour everywhere.
    case color(SRGBColor)
  }

  /// The number of the scene, from 0.
  public let scene: Int
  /// The parameters of the scene's frame.
  public let parameters: FrameParameters
  /// In a transition, the rest of the light.
  public let transition: Transition?

  /// The rest of a frame's light.
  public struct Transition: Hashable, Sendable {
    /// Where it comes from.
    public internal(set) var other: Other
    /// How much of the light it is, in parts of `whole`, more than none and less than all.
    public let share: Int

    /// The parts of the whole light.
    public static let whole = 1 << 16
  }

  /// The frame of a scene with the given parameters.
  public init(scene: Int = 0, _ parameters: FrameParameters, transition: Transition? = nil) {
    (self.scene, self.parameters, self.transition) = (scene, parameters, transition)
  }

  /// All frames of scenes that it shows.
  public var layers: [(scene: Int, parameters: FrameParameters)] {
    guard case .scene(let scene, let parameters)? = transition?.other else { return [(self.scene, self.parameters)] }
    return [(self.scene, self.parameters), (scene, parameters)]
  }

  /// The same with each orbit computed from its own pixel on, in double precision, in a frame of `size`.
  public func withoutPrefix(size: FrameSize) throws(NeededPrefix) -> FilmFrame {
    var transition = transition
    if case .scene(let scene, let parameters)? = transition?.other {
      transition?.other = .scene(scene, try parameters.withoutPrefix(size: size))
    }
    return FilmFrame(scene: scene, try parameters.withoutPrefix(size: size), transition: transition)
  }
}
