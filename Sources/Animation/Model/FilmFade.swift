import FractalMath

/// How a film comes from a colour at its start, or goes to one at its end.
public struct FilmFade: Hashable, Sendable {
  /// How long it takes in seconds.
  public internal(set) var durationSeconds = 1.0
  /// The colour.
  public internal(set) var color = SRGBColor(red: 0, green: 0, blue: 0)

  init() {}

  /// The same in a film of so many frames per second: never more than the film has.
  func frameCount(at rate: FrameRate) -> Int {
    rate.frameCount(inSeconds: durationSeconds)
  }
}

extension FilmFade {
  /// The keys of `opening` and `ending`.
  static let schema = ObjectSchema(
    "Fade",
    prototype: FilmFade(),
    fields: [
      .optional(
        "duration", \.durationSeconds, .number(.positive(upTo: Preset.longestDuration)), unit: "s",
        "How long it takes"),
      .optional("color", \.color, .color, "The colour that it comes from, or goes to"),
    ])
}

/// The rule of a film's start and end.
struct FadeRules {
  let film: Preset
  let root: JSONNode

  /// Reports fades that find no room beside each other and the scenes' transitions.
  func check(_ context: inout DecodingContext) {
    for (key, fade) in [("opening", film.opening), ("ending", film.ending)] {
      let place = PresetPath(.key(key))
      guard let fade, context.isSound(place), context.isSound(PresetPath(.key("output"))) else { continue }
      let frames = fade.frameCount(at: film.output.frameRate)
      let room = room(besides: key)
      guard frames > room else { continue }
      context.report(
        "takes \(frames) frames, and the film has \(room) for it; allowed: a shorter one",
        at: place + PresetPath(.key("duration")), in: root)
    }
  }

  /// Frames that show one scene only, at that end of the film.
  private func room(besides key: String) -> Int {
    let other = (key == "opening" ? film.ending : film.opening)?.frameCount(at: film.output.frameRate) ?? 0
    guard !film.scenes.isEmpty else { return film.frameCount - other }
    let places = SceneCut(film.scenes).places
    guard let place = key == "opening" ? places.first : places.last else { return 0 }
    return place.frames.count - place.entrance - place.exit - (places.count == 1 ? other : 0)
  }
}
