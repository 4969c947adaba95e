/// Puts the presets of scenes in the places where they are named, with everything that they extend.
struct SceneSources {
  let find: BaseDocumentFinder
  /// The film's document, and those that it extends, one after another.
  let chain: [PresetDocument]

  static let key = "scenes"
  private static let presetKey = "preset"

  /// Does so in `root`; what stands in the way is reported.
  ///
  /// - Parameter afterOverrides: whether that is done already, and only what overrides have brought is new.
  /// - Throws: `PresetError.syntax` of a scene's document.
  func resolve(
    _ root: inout JSONNode, afterOverrides: Bool = false, _ context: inout DecodingContext
  ) throws(PresetError) {
    guard let scenes = root[Self.key], case .array(var elements) = scenes.value else { return }
    guard elements.count <= Scene.most else {
      context.report(
        semantic: "\(elements.count) scenes are too many; allowed: at most \(Scene.most)",
        at: PresetPath(.key(Self.key)), from: scenes.origin)
      return
    }
    for index in elements.indices {
      guard let preset = elements[index][Self.presetKey], !afterOverrides || preset.isOverridden else { continue }
      let path = PresetPath(.key(Self.key), .index(index), .key(Self.presetKey))
      if let found = try found(preset, at: path, &context) { elements[index].put(found, at: Self.presetKey) }
    }
    root.put(JSONNode(value: .array(elements), origin: scenes.origin), at: Self.key)
    dropKeysOfScenes(&root, scenes: scenes, &context)
  }

  /// What a scene's `preset`, at `path`, stands for; `nil` if it has no meaning.
  private func found(
    _ preset: JSONNode, at path: PresetPath, _ context: inout DecodingContext
  ) throws(PresetError) -> JSONNode? {
    let distance = preset.origin.distance
    guard chain.indices.contains(distance) else { return nil }
    var inheritance = PresetInheritance(find, chain: Array(chain[...distance]), place: path)
    switch preset.value {
    case .string(let name) where !name.isEmpty:
      guard let named = try inheritance.resolve(named: preset, &context) else { return nil }
      return checked(named.without(Preset.keysOfFilm), at: path, &context)
    case .object:
      let own = preset.without(Preset.keysOfFilm)
      for key in Preset.keysOfFilm {
        guard let node = preset[key] else { continue }
        context.report(semantic: "belongs to the whole film", at: path + PresetPath(.key(key)), from: node.origin)
      }
      return checked(
        try inheritance.resolveExtended(own, &context).without(Preset.keysOfFilm), at: path, &context)
    default: return nil
    }
  }

  private func checked(_ scene: JSONNode, at path: PresetPath, _ context: inout DecodingContext) -> JSONNode {
    if let nested = scene[Self.key] {
      context.report(
        semantic: "a scene has no scenes of its own; allowed: a preset without", at: path + PresetPath(.key(Self.key)),
        from: nested.origin)
    }
    if let duration = scene["duration"], duration.value == .string(ValueCodec<Double>.lengthOfSong) {
      context.report(
        semantic: "a scene has no song of its own; allowed: a number of seconds",
        at: path + PresetPath(.key("duration")), from: duration.origin)
    }
    if let tempo = scene["tempo"], Tempo(of: scene)?.isDetected ?? false {
      context.report(
        semantic: "a scene has no song of its own; allowed: {\"bpm\": …}", at: path + PresetPath(.key("tempo")),
        from: tempo.origin)
    }
    return scene.without([Self.key])
  }

  /// Drops keys that a film with scenes has from a preset that it extends; reports those that it has itself.
  private func dropKeysOfScenes(_ root: inout JSONNode, scenes: JSONNode, _ context: inout DecodingContext) {
    for key in Preset.keysOfScenes {
      guard let node = root[key] else { continue }
      if node.origin.precedence >= scenes.origin.precedence {
        context.report(
          semantic: "belongs to a scene, in a film with scenes; allowed: scenes[0].preset.\(key), for instance",
          at: PresetPath(.key(key)), from: node.origin)
      }
    }
    root = root.without(Preset.keysOfScenes)
  }
}

extension JSONNode {
  /// Whether this, or a member of it, comes from an override.
  fileprivate var isOverridden: Bool {
    guard case .object(let members) = value else { return origin.isOverride }
    return origin.isOverride || members.contains { $0.node.origin.isOverride }
  }
}
