/// How a film's times are changed together: its length, keyframes and periods.
public enum FilmPace: Hashable, Sendable {
  /// So many times as fast.
  case speed(Double)
  /// So many seconds long.
  case length(Double)
}

extension Preset {
  /// The film at another pace: all that happens in it happens at the same part of it.
  func paced(_ pace: FilmPace) -> Preset {
    let length: Double =
      switch pace {
      case .speed(let speed): durationSeconds / speed
      case .length(let seconds): seconds
      }
    var film = self
    film.opening?.durationSeconds *= length / durationSeconds
    film.ending?.durationSeconds *= length / durationSeconds
    guard scenes.isEmpty else {
      film.scenes = scenes.map { $0.paced(by: length / durationSeconds) }
      film.takeLengthOfScenes()
      return film
    }
    film.durationSeconds = length
    let change = TimeChange(factor: length / durationSeconds, end: film.motionSeconds)
    film.tempo?.beatsPerMinute /= change.factor
    film.tempo?.offsetSeconds *= change.factor
    film.juliaConstant = change.applied(to: juliaConstant)
    film.fractal.parameter = change.applied(to: fractal.parameter)
    film.camera.center = change.applied(to: camera.center)
    film.camera.width = change.applied(to: camera.width)
    film.camera.rotationDegrees = change.applied(to: camera.rotationDegrees)
    film.camera.zoom = camera.zoom.map(change.applied(to:))
    film.shading.palette = change.applied(to: shading.palette)
    if case .flat(let color) = shading.interior { film.shading.interior = .flat(change.applied(to: color)) }
    film.shading.density = change.applied(to: shading.density)
    film.shading.phase = change.applied(to: shading.phase)
    film.shading.light = shading.light.map { light in
      var changed = light
      changed.directionDegrees = change.applied(to: light.directionDegrees)
      changed.heightDegrees = change.applied(to: light.heightDegrees)
      return changed
    }
    return film
  }
}

extension Scene {
  /// The scene with all times multiplied by `factor`.
  fileprivate func paced(by factor: Double) -> Scene {
    var scene = self
    scene.preset = preset.paced(.length(preset.durationSeconds * factor))
    scene.startSeconds *= factor
    scene.durationSeconds? *= factor
    scene.transition?.durationSeconds *= factor
    return scene
  }
}

/// A change of all times by a factor.
private struct TimeChange {
  let factor: Double
  /// The new end of the motion, which no keyframe passes by a rounding.
  let end: Double

  func applied<Value>(to keyframes: [Keyframe<Value>]) -> [Keyframe<Value>] {
    keyframes.map { keyframe in
      var moved = keyframe
      moved.time = min(keyframe.time * factor, end)
      return moved
    }
  }

  func applied<Method>(to track: Track<Method>) -> Track<Method> {
    guard case .keyframes(let keyframes, let interpolation) = track else { return track }
    return .keyframes(applied(to: keyframes), interpolation: interpolation)
  }

  func applied<Method, Follower>(to track: FollowingTrack<Method, Follower>) -> FollowingTrack<Method, Follower> {
    var changed = track
    changed.base = applied(to: track.base)
    return changed
  }

  /// Paths that are no keyframes are given by parts of the film.
  func applied(to path: JuliaPath) -> JuliaPath {
    switch path {
    case .track(let track): .track(applied(to: track))
    case .shifted(let base, let follower): .shifted(applied(to: base), follower)
    default: path
    }
  }

  func applied<Method>(to track: SwingingTrack<Method>) -> SwingingTrack<Method> {
    var changed = track
    changed.base = applied(to: track.base)
    changed.oscillation?.periodSeconds *= factor
    return changed
  }
}
