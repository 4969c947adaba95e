extension Preset {
  /// The same film whose palette's phase moves `factor` times as far, 0…1, and so as fast, from where it begins.
  ///
  /// In a loop the phase still ends whole cycles from where it began, the next lower number of them.
  public func slowingPhase(by factor: Double) -> Preset {
    guard case .keyframes(let keyframes, let interpolation) = shading.phase, let first = keyframes.first,
      let last = keyframes.last
    else { return self }
    var share = factor
    let cycles = last.value - first.value
    if loop == .wrap, last.time == durationSeconds, cycles != 0 {
      share = (cycles * factor).rounded(.towardZero) / cycles
    }
    var slower = self
    slower.shading.phase = .keyframes(
      keyframes.map { keyframe in
        var moved = keyframe
        moved.value = first.value + (keyframe.value - first.value) * share
        return moved
      }, interpolation: interpolation)
    return slower
  }
}
