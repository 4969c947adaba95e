import FractalMath

extension Scene {
  /// The most scenes of a film.
  static let most = 1000

  /// The keys of an element of `scenes`.
  static let schema = ObjectSchema(
    "Scene",
    prototype: Scene(preset: .blank),
    fields: [
      .optional("name", \.name, .text, "Its name, for --scene"),
      .required(
        "preset", \.preset, .scenePreset,
        "What it shows: a preset's path or name, or an object that is a preset itself, and may extend one. Output and sound are the film's"
      ),
      .optional(
        "start", \.startSeconds, .number(Preset.momentRange), unit: "s",
        "The moment of the scene's own film at which it begins"),
      .alternative(
        "duration", \.durationSeconds, .number(.positive(upTo: Preset.longestDuration)), unit: "s",
        "How long it is seen, transitions included: a loop is repeated; the rest of its own film if left out"),
      .alternative(
        "transition", \.transition, .object(SceneTransition.schema),
        "How it takes the place of the scene before it; a cut if left out"),
    ])
}

extension SceneTransition {
  /// The keys of `transition`.
  static let schema = ObjectSchema(
    "Transition",
    prototype: SceneTransition(kind: .fade),
    fields: [
      .required(
        "kind", \.kind, .choice,
        "\"dissolve\" mixes the light of both scenes, which overlap meanwhile; \"fade\" goes to a colour in one half of the time and comes from it in the other"
      ),
      .optional(
        "duration", \.durationSeconds, .number(.positive(upTo: Preset.longestDuration)), unit: "s",
        "How long it takes"),
      .optional("color", \.color, .color, "The colour of a fade").absent { $0.kind == .dissolve },
    ],
    rule: { transition, node, context in
      let color = PresetPath(.key("color"))
      guard transition.kind == .dissolve, node["color"] != nil, context.isSound(PresetPath(.key("kind"))) else {
        return
      }
      context.report("only a \"fade\" has a colour", at: color, in: node)
    })
}

extension Preset {
  /// What is filled in by reading.
  static var blank: Preset { Preset(title: "", durationSeconds: 1, juliaConstant: .track(.constant(.zero))) }

  /// Keys that belong to a whole film, and not to a scene of it.
  static let keysOfFilm = ["output", "audio", "heard", "opening", "ending"]
  /// Keys that belong to each scene of a film that has some.
  static let keysOfScenes = ["duration", "loop", "tempo", "fractal", "c", "timing", "camera", "shading"]

  /// The scenes of a film that has some.
  var writtenScenes: [Scene]? {
    get { scenes.isEmpty ? nil : scenes }
    set { scenes = newValue ?? [] }
  }
}

extension ValueCodec where Value == Preset {
  /// The preset of a scene, whose name `SceneSources` has replaced by what it names.
  static var scenePreset: Self {
    ValueCodec(
      allowed: "a preset's path or name, or an object that is a preset",
      jsonSchema: .anyOf([.text(pattern: #"\S"#), JSONSchema([("$ref", JSONText.string("#"))])]),
      read: { node, allowed, context in
        // Why a name stands for nothing is reported already.
        if case .string(let name) = node.value, !name.isEmpty { return nil }
        guard case .object = node.value else {
          context.refuse(node, allowed: allowed)
          return nil
        }
        let (tempo, heard) = (context.tempo, context.heard)
        defer { (context.tempo, context.heard) = (tempo, heard) }
        context.tempo = Tempo(of: node)
        // Scenes are read in order.
        if !context.heardOfScenes.isEmpty { context.heard = context.heardOfScenes.removeFirst() }
        var preset = Preset.schema.decode(node, &context)
        preset.heard = context.heard
        return preset
      },
      encode: { Preset.schema.encode($0, without: Preset.keysOfFilm) })
  }
}
