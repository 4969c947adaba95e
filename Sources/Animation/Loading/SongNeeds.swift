/// What a preset needs to know of its song.
struct SongNeeds {
  /// The places of the values that follow it.
  private(set) var followers: [PresetPath] = []
  /// What they follow, each feature once, in an order of their own, so that equal presets carry equal features.
  private(set) var features: [SongFeature] = []
  /// Whether keyframes are at its beats.
  let needsBeats: Bool
  /// Whether the film is as long.
  let needsLength: Bool

  /// What `root`, a whole preset, needs.
  init(of root: JSONNode) {
    needsBeats = Tempo(of: root)?.isDetected == true && root.hasBeat
    needsLength = root["duration"]?.value == .string(ValueCodec<Double>.lengthOfSong)
    guard case .object(let members) = root.value else { return }
    // At the top the key is the film's sound.
    for member in members where member.key != Self.key { add(member.node, at: PresetPath(.key(member.key))) }
    features.sort()
  }

  private static let key = "audio"

  /// Whether anything is needed.
  var isEmpty: Bool { followers.isEmpty && !needsBeats && !needsLength }

  private mutating func add(_ node: JSONNode, at path: PresetPath) {
    switch node.value {
    case .object(let members):
      for member in members {
        let place = path + PresetPath(.key(member.key))
        if member.key == Self.key, let feature = Self.feature(of: member.node) {
          followers.append(place)
          if !features.contains(feature) { features.append(feature) }
        } else {
          add(member.node, at: place)
        }
      }
    case .array(let elements):
      for (index, element) in elements.enumerated() { add(element, at: path + PresetPath(.index(index))) }
    default: return
    }
  }

  /// The feature that the follower at `node` follows, whatever kind of value is beside it; `nil` if there is an error in it, which is
  /// reported when it is read.
  private static func feature(of node: JSONNode) -> SongFeature? {
    guard case .object = node.value else { return nil }
    return feature(of: node, SongFollower.schema) ?? feature(of: node, PointFollower.schema)
      ?? feature(of: node, MixtureFollower<ColorInterpolation>.schema)
      ?? feature(of: node, MixtureFollower<PaletteInterpolation>.schema)
  }

  private static func feature<Follower: SongFollowing>(
    of node: JSONNode, _ schema: ObjectSchema<Follower>
  ) -> SongFeature? {
    var context = DecodingContext()
    let follower = schema.decode(node, &context)
    return context.diagnostics.isEmpty ? follower.song.feature : nil
  }
}

extension JSONNode {
  /// Whether a keyframe is at a beat.
  fileprivate var hasBeat: Bool {
    switch value {
    case .object(let members): members.contains { $0.key == "beat" || $0.node.hasBeat }
    case .array(let elements): elements.contains(where: \.hasBeat)
    default: false
    }
  }
}

/// The rules for films that follow a song.
struct SongRules {
  let needs: SongNeeds
  let preset: Preset
  let root: JSONNode

  /// Reports a film that cannot follow a song, and paces of `overrides` that a song does not have.
  func check(_ overrides: [Override], _ context: inout DecodingContext) {
    if needs.needsBeats, let pace = overrides.first(where: { $0.pace != nil }) {
      context.report(
        "keyframes are at the beats of the song, which keeps its pace; allowed: \"tempo\": {\"bpm\": …}",
        at: .override(pace.origin))
    }
    guard !needs.followers.isEmpty else { return }
    if preset.scenes.isEmpty { checkLoop(preset, at: PresetPath(), &context) }
    for (index, scene) in preset.scenes.enumerated() {
      let place = PresetPath(.key(SceneSources.key), .index(index))
      guard needs.followers.contains(where: { $0.components.starts(with: place.components) }) else { continue }
      checkLoop(scene.preset, at: place + PresetPath(.key("preset")), &context)
      if scene.firstFrame + scene.frameCount > scene.ownFrameCount {
        context.report(
          "the scene would come again while the song that it follows goes on; allowed: at most \(scene.ownFrameCount - scene.firstFrame) frames",
          at: place + PresetPath(.key("duration")), in: root)
      }
    }
    if let times = preset.output.repeatCount, times > 1 {
      context.report(
        "the pictures would come again while the song that they follow goes on; allowed: 1",
        at: PresetPath(.key("output"), .key("repeat")), in: root)
    }
  }

  private func checkLoop(_ film: Preset, at place: PresetPath, _ context: inout DecodingContext) {
    guard film.loop == .pingpong else { return }
    context.report(
      "a film that runs backwards in its second half cannot follow a song; allowed: \"none\" or \"wrap\"",
      at: place + PresetPath(.key("loop")), in: root)
  }
}
