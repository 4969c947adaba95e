import FractalMath

/// The rules of a film's scenes.
struct SceneRules {
  let film: Preset
  let root: JSONNode

  private static let scenes = PresetPath(.key(SceneSources.key))

  /// The film with what it gives to its scenes; violated rules are reported.
  func completed(_ context: inout DecodingContext) -> Preset {
    var film = film
    for index in film.scenes.indices {
      film.scenes[index].preset.output = film.output
      if root["antialiasing"] != nil { film.scenes[index].preset.antialiasing = film.antialiasing }
      if root["shutter"] != nil { film.scenes[index].preset.shutter = film.shutter }
    }
    guard !film.scenes.isEmpty else { return film }
    // Now the scenes have them.
    (film.antialiasing, film.shutter) = (Preset.blank.antialiasing, nil)
    guard context.isSound(PresetPath(.key("output"))) else { return film }
    for (index, scene) in film.scenes.enumerated() { check(scene, number: index, &context) }
    guard context.isSound(Self.scenes) else { return film }
    check(SceneCut(film.scenes), of: film.scenes, &context)
    if context.isSound(Self.scenes) { film.takeLengthOfScenes() }
    return film
  }

  /// Checks the scene's own film, and the part of it that is shown.
  private func check(_ scene: Scene, number: Int, _ context: inout DecodingContext) {
    let place = Self.scenes + PresetPath(.index(number))
    let preset = place + PresetPath(.key("preset"))
    guard context.isSound(preset) else { return }
    context.within(preset) { context in
      FilmRules(preset: scene.preset, root: root.nearest(to: preset)).check(&context)
    }
    guard context.isSound(place) else { return }
    let length = scene.preset.durationSeconds
    if scene.startSeconds >= length || scene.firstFrame >= scene.ownFrameCount {
      context.report(
        "\(JSONNumber.text(scene.startSeconds)) is after the end of the scene's own film, which has \(JSONNumber.text(length)) s",
        at: place + PresetPath(.key("start")), in: root)
    } else if scene.frameCount < 1 {
      context.report("this is less than half a frame", at: place + PresetPath(.key("duration")), in: root)
    } else if scene.preset.loop == .none, scene.firstFrame + scene.frameCount > scene.ownFrameCount {
      context.report(
        "its own film has \(JSONNumber.text(length - scene.startSeconds)) s from there and is no loop; allowed: at most that",
        at: place + PresetPath(.key("duration")), in: root)
    }
  }

  /// Checks that transitions find room in their scenes.
  private func check(_ cut: SceneCut, of scenes: [Scene], _ context: inout DecodingContext) {
    for (index, place) in cut.places.enumerated() {
      let transition = Self.scenes + PresetPath(.index(index), .key("transition"))
      if index == 0, scenes[0].transition?.kind == .dissolve {
        context.report(
          "there is no scene before the first; allowed: \"fade\"", at: transition + PresetPath(.key("kind")), in: root)
      }
      guard place.entrance + place.exit > place.frames.count else { continue }
      let late = place.entrance > 0 ? index : index + 1
      context.report(
        "the scene of \(place.frames.count) frames is too short for its transitions, which take \(place.entrance + place.exit) of them",
        at: Self.scenes + PresetPath(.index(late), .key("transition"), .key("duration")), in: root)
    }
  }
}
