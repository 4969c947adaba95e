import FractalMath

/// A part of a film that is a film of its own, with its own c, camera and colours.
public struct Scene: Hashable, Sendable {
  /// Its name; empty without one.
  public internal(set) var name = ""
  /// What it shows; output and sound are the whole film's.
  public internal(set) var preset: Preset
  /// The moment of its own film at which it begins, in seconds.
  public internal(set) var startSeconds = 0.0
  /// Its length in seconds; `nil` for the rest of its own film.
  public internal(set) var durationSeconds: Double?
  /// How it takes the place of the scene before it; `nil` for a cut.
  public internal(set) var transition: SceneTransition?

  /// Number of frames of its own film.
  var ownFrameCount: Int { preset.frameCount }

  /// The frame of its own film that it shows first.
  var firstFrame: Int { frames(startSeconds) }

  /// Number of frames that it shows.
  var frameCount: Int { durationSeconds.map(frames) ?? (ownFrameCount - firstFrame) }

  /// Frames of its transition.
  var transitionFrameCount: Int { transition.map { frames($0.durationSeconds) } ?? 0 }

  private func frames(_ seconds: Double) -> Int {
    let rate = preset.output.frameRate
    return rate.frameCount(inSeconds: seconds)
  }
}

/// How a scene takes the place of the one before it.
public struct SceneTransition: Hashable, Sendable {
  /// What is seen meanwhile.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Both scenes, the new one more and more: they overlap for the whole transition.
    case dissolve
    /// The old scene goes to a colour, and the new one comes from it, half of the time each.
    case fade
  }

  /// What is seen meanwhile.
  public internal(set) var kind: Kind
  /// How long it takes in seconds.
  public internal(set) var durationSeconds = 1.0
  /// The colour of a fade.
  public internal(set) var color = SRGBColor(red: 0, green: 0, blue: 0)
}

extension Preset {
  /// The same film with another title.
  package func titled(_ title: String) -> Preset {
    var film = self
    film.title = title
    return film
  }

  /// The film of one of its scenes: what that shows, without its transitions; `nil` if there is none of this name.
  ///
  /// - Parameter name: a scene's name, or its number from 1.
  public func ofScene(_ name: String) -> Preset? {
    let number = Int(name).flatMap { scenes.indices.contains($0 &- 1) ? $0 - 1 : nil }
    guard let index = scenes.firstIndex(where: { $0.name == name }) ?? number else { return nil }
    var film = self
    if heard != nil {
      // The song goes on from where the scene begins in the whole film.
      let start = output.frameRate.seconds(ofFrames: SceneCut(scenes).places[index].frames.lowerBound)
      film.audio?.start += start
      film.heard = heard?.delayed(by: -start, keepsBeginning: true)
      film.heard?.start += start
    }
    film.scenes = [scenes[index]]
    film.scenes[0].transition = nil
    (film.opening, film.ending) = (nil, nil)
    film.takeLengthOfScenes()
    film.heard = film.heard?.cut(toSeconds: film.durationSeconds)
    return film
  }

  /// Makes the film as long as its scenes are together.
  mutating func takeLengthOfScenes() {
    let rate = output.frameRate
    durationSeconds = rate.seconds(ofFrames: frameCount)
  }
}
