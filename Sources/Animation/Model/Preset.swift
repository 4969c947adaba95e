import ComplexModule
import FractalMath
import RealModule

/// A film as its author describes it: how c, the camera and the colours move, and which file is written.
///
/// A preset is always valid: only `load(bytes:name:overrides:)` makes one, and it refuses a document with any error. It
/// is a plain value that may be used from any thread.
public struct Preset: Hashable, Sendable {
  /// Name of the film, not empty.
  public internal(set) var title: String
  /// What the film shows, for a reader; may be empty.
  public internal(set) var description = ""
  /// Who made it; may be empty.
  public internal(set) var author = ""
  /// Length in seconds, above 0 and at most 86 400.
  public internal(set) var durationSeconds: Double
  /// How the end of the film connects to its beginning.
  public internal(set) var loop = Loop.none
  /// The beats by which keyframes may be placed.
  public internal(set) var tempo: Tempo?
  /// Size, rate and encoding of the film.
  public internal(set) var output = OutputSettings()
  /// The map, and when an orbit counts as escaped.
  public internal(set) var fractal = FractalSettings()
  /// How the constant c of the map moves; |c| stays at most `JuliaPath.largestModulus`.
  public internal(set) var juliaConstant: JuliaPath
  /// How c is timed.
  public internal(set) var timing = JuliaTiming.written
  /// How the camera moves.
  public internal(set) var camera = CameraTracks()
  /// How orbits become colours.
  public internal(set) var shading = Shading()
  /// How the colour of a pixel is averaged over its area.
  public internal(set) var antialiasing = AntialiasingSettings()
  /// How long each frame is exposed; `nil` for an instant.
  public internal(set) var shutter: ShutterSettings?
  /// The film's sound; `nil` for none.
  public internal(set) var audio: SoundSettings?
  /// The scenes, in a film of several; then its own c, camera, colours and length mean nothing but the scenes' do.
  public internal(set) var scenes: [Scene] = []
  /// How the film comes from a colour at its start; `nil` if it does not.
  public internal(set) var opening: FilmFade?
  /// How it goes to a colour at its end; `nil` if it does not.
  public internal(set) var ending: FilmFade?
  /// What values follow of the song; `nil` where none does.
  var heard: HeardSong?

  /// The version of the preset format that this program reads and writes.
  public static let formatVersion = 1

  /// Seconds after which the film repeats itself; `nil` if it does not.
  var period: Double? { loop == .wrap ? durationSeconds : nil }

  /// Length of the motion in seconds: the whole film, or half of it with loop `pingpong`.
  public var motionSeconds: Double { loop == .pingpong ? durationSeconds / 2 : durationSeconds }

  /// The film's length in frames before rounding.
  var exactFrameCount: Double {
    durationSeconds * Double(output.frameRate.numerator) / Double(output.frameRate.denominator)
  }

  /// Number of frames: duration × frame rate, rounded, with loop `pingpong` to an even number; 1…`Timeline.largestFrameCount`
  /// in a valid preset.
  package var frameCount: Int {
    if !scenes.isEmpty { return SceneCut(scenes).frameCount }
    return loop == .pingpong ? 2 * Int((exactFrameCount / 2).rounded()) : Int(exactFrameCount.rounded())
  }
}

/// How the end of a film connects to its beginning.
public enum Loop: String, CaseIterable, Hashable, Sendable {
  /// They do not connect: before its first and after its last keyframe a track is constant.
  case none
  /// The film is one turn of a closed loop, so that it can be repeated without a seam.
  case wrap
  /// The film runs to the end of its motion and back: the second half is the first in reverse order, and no frame
  /// occurs twice in a row. The motion itself takes half of the duration, and the number of frames is even.
  case pingpong
}

extension Preset {
  /// The same film with the palette's phase moving `factor` times as far and as fast from its start, 0…1.
  ///
  /// In a loop the phase still ends whole cycles from where it began, the next lower number of them.
  public func slowingPhase(by factor: Double) -> Preset {
    var slower = self
    for index in scenes.indices { slower.scenes[index].preset = scenes[index].preset.slowingPhase(by: factor) }
    slower.shading.phase.oscillation?.amplitude *= factor
    slower.shading.phase.follower?.least *= factor
    slower.shading.phase.follower?.most *= factor
    guard case .keyframes(let keyframes, let interpolation) = shading.phase.base, let first = keyframes.first,
      let last = keyframes.last
    else { return slower }
    var share = factor
    let cycles = last.value - first.value
    if loop == .wrap, last.time == durationSeconds, cycles != 0 {
      share = (cycles * factor).rounded(.towardZero) / cycles
    }
    slower.shading.phase.base = .keyframes(
      keyframes.map { keyframe in
        var moved = keyframe
        moved.value = first.value + (keyframe.value - first.value) * share
        return moved
      }, interpolation: interpolation)
    return slower
  }
}

extension Preset {
  /// Whether c or the camera's centre follows a song.
  var movesWithSong: Bool {
    if case .shifted = juliaConstant { return true }
    return camera.center.follower != nil || juliaConstant.tracks.contains { $0.track.follower != nil }
  }
}

extension Preset {
  /// Whether what lies behind the film is seen through some of its colours.
  public var isTranslucent: Bool {
    if [opening, ending].contains(where: { $0.map { !$0.color.isOpaque } ?? false }) { return true }
    return scenes.isEmpty
      ? shading.isTranslucent
      : scenes.contains { $0.preset.isTranslucent || $0.transition.map { !$0.color.isOpaque } ?? false }
  }
}
