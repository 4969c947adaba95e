/// Where the scenes of a film are in it, in frames.
struct SceneCut: Sendable {
  /// Where one scene is.
  struct Place: Sendable {
    /// The film's frames that show it, those of its transitions included.
    let frames: Range<Int>
    /// The frame of its own film that it shows first.
    let firstFrame: Int
    /// Number of frames of its own film.
    let ownFrameCount: Int
    /// How many of its frames come in by a transition.
    let entrance: Int
    /// How many of its frames go out by the next scene's transition.
    let exit: Int

    /// The moment of its own film, in frames, that the film shows at `moment`, in frames.
    func own(_ moment: Double) -> Double {
      let shown = Double(firstFrame) + moment - Double(frames.lowerBound)
      // A loop goes on at its start.
      return shown < Double(ownFrameCount) ? shown : shown.truncatingRemainder(dividingBy: Double(ownFrameCount))
    }
  }

  /// The places, in the scenes' order.
  let places: [Place]

  /// The cut of a film of `scenes`, at least one.
  init(_ scenes: [Scene]) {
    var (places, start) = ([Place](), 0)
    for (index, scene) in scenes.enumerated() {
      let entrance = scene.entrance(isFirst: index == 0)
      if scene.transition?.kind == .dissolve { start -= entrance }
      places.append(
        Place(
          frames: start..<start + scene.frameCount, firstFrame: scene.firstFrame, ownFrameCount: scene.ownFrameCount,
          entrance: entrance, exit: index + 1 < scenes.count ? scenes[index + 1].exitOfPrevious : 0))
      start += scene.frameCount
    }
    self.places = places
  }

  /// Number of frames of the film.
  var frameCount: Int { places.last?.frames.upperBound ?? 0 }

  /// The last scene that has begun at `moment`, in frames.
  ///
  /// - Complexity: O(log scenes).
  func scene(at moment: Double) -> Int {
    var (low, high) = (0, places.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if Double(places[middle].frames.lowerBound) <= moment { low = middle } else { high = middle - 1 }
    }
    return low
  }
}

extension Scene {
  /// How many of its frames come in by its transition.
  fileprivate func entrance(isFirst: Bool) -> Int {
    transition?.kind == .fade && !isFirst ? transitionFrameCount - exitOfPrevious : transitionFrameCount
  }

  /// How many frames of the scene before it go out by its transition.
  fileprivate var exitOfPrevious: Int {
    transition?.kind == .fade ? transitionFrameCount / 2 : transitionFrameCount
  }
}
