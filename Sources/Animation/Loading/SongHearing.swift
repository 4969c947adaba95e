/// Puts what a preset needs of its song in its place: the film's length, beats, and what its values follow.
struct SongHearing {
  let needs: SongNeeds
  /// The song that the preset names.
  let song: SongReference?
  /// The settings of the sound.
  private let audio: JSONNode?
  /// How the film's length is changed.
  private let paces: [FilmPace]

  private static let durationKey = "duration"

  /// What `root` needs, with `overrides` put over the values of `written`, in documents of `chain`: the preset itself and those that it
  /// extends, one after another.
  init(_ root: JSONNode, written: JSONNode, overrides: [Override], chain: [PresetDocument]) {
    needs = SongNeeds(of: root)
    paces = overrides.compactMap(\.pace)
    // A film without sound still follows the song that the preset has.
    let isSilenced = root["audio"].map { $0.value == .null && $0.origin.isOverride } ?? false
    audio = isSilenced ? written["audio"] : root["audio"]
    song = Self.reference(in: audio, chain: chain)
  }

  private static func reference(in audio: JSONNode?, chain: [PresetDocument]) -> SongReference? {
    guard let node = audio?["file"], case .string(let file) = node.value, let preset = chain.first else { return nil }
    let distance = node.origin.distance
    return SongReference(file: file, document: chain.indices.contains(distance) ? chain[distance] : preset)
  }

  /// Does so in `root` and `context`; what stands in the way is reported.
  func resolve(_ root: inout JSONNode, measure: SongMeasuring, _ context: inout DecodingContext) {
    guard !needs.isEmpty else { return }
    let film = film(in: root)
    defer { if let film, let heard = context.heard { context.heardOfScenes = scenes(of: film, heard) } }
    if !needs.needsLength, !needs.needsBeats, let heard = carried(by: root, film: film) {
      context.heard = heard
      return
    }
    guard let song else { return reportMissing(in: root, &context) }
    // A name that leads elsewhere is reported where it stands; what it names is not opened.
    guard SoundSettings.flaw(ofSong: song.file) == nil else { return }
    do throws(MissingDocument) {
      let found = try measure(song, SongRequest(features: needs.features, needsBeats: needs.needsBeats))
      if needs.needsLength { putLength(found.seconds - written("start"), in: &root, &context) }
      let start = found.isMixed ? 0 : written("start")
      if needs.needsBeats {
        context.detectedBeats = DetectedBeats(seconds: found.beats.map { $0 - start }.filter { $0 >= 0 })
      }
      if !needs.features.isEmpty, let seconds = filmSeconds(in: root, film: film) {
        context.heard = heard(found, from: start, seconds: seconds)
      }
    } catch {
      let place = PresetPath(.key(needs.needsLength ? Self.durationKey : "audio"), .key("file"))
      context.judging(.semantic) { $0.report(error.reason, at: root.place(place), in: root) }
    }
  }

  /// A number of the sound's settings; 0 if there is none.
  private func written(_ key: String) -> Double { audio?[key]?.numberText.flatMap(JSONNumber.value(of:)) ?? 0 }

  private func reportMissing(in root: JSONNode, _ context: inout DecodingContext) {
    context.judging(.semantic) { context in
      func report(_ message: String, at path: PresetPath) { context.report(message, at: path, in: root) }
      if needs.needsLength {
        report(
          "\"\(ValueCodec<Double>.lengthOfSong)\" is the length of a song, which \"audio\" has to name",
          at: PresetPath(.key(Self.durationKey)))
      } else if let follower = needs.followers.first {
        report("there is no song to follow; allowed: with \"audio\": {\"file\": …} in the preset", at: follower)
      } else {
        report(
          "there is no song whose beats could be found; allowed: with \"audio\": {\"file\": …} in the preset, or {\"bpm\": …}",
          at: PresetPath(.key("tempo")))
      }
    }
  }

  private func putLength(_ seconds: Double, in root: inout JSONNode, _ context: inout DecodingContext) {
    let path = PresetPath(.key(Self.durationKey))
    guard seconds > 0 else {
      context.judging(.semantic) {
        $0.report(
          "the song is over at \(JSONNumber.text(written("start"))) s, where it is to start", at: path, in: root)
      }
      return
    }
    let number = JSONNode(value: .number(text: JSONText.number(seconds)), origin: root.nearest(to: path).origin)
    root.put(number, at: Self.durationKey)
  }
}

// What values follow.
extension SongHearing {
  /// The length at its pace of the film of `root`, which is `film` if it has scenes; `nil` if none can be read.
  private func filmSeconds(in root: JSONNode, film: Preset?) -> Double? {
    if root[SceneSources.key] != nil { return film.map { min($0.durationSeconds, SoundSettings.longestSong) } }
    guard let written = root[Self.durationKey]?.numberText.flatMap(JSONNumber.value(of:)), written > 0 else {
      return nil
    }
    let seconds = paces.reduce(written) { seconds, pace in
      switch pace {
      case .speed(let factor): seconds / factor
      case .length(let length): length
      }
    }
    return min(seconds, SoundSettings.longestSong)
  }

  /// The film of `root` at its pace and with nothing heard yet, if it has scenes; `nil` also if there are errors in it, which are
  /// reported when it is read.
  private func film(in root: JSONNode) -> Preset? {
    guard root[SceneSources.key] != nil else { return nil }
    var context = DecodingContext()
    var film = Preset.schema.decode(root, &context)
    guard context.diagnostics.isEmpty, !film.scenes.isEmpty else { return nil }
    for index in film.scenes.indices { film.scenes[index].preset.output = film.output }
    film.takeLengthOfScenes()
    return paces.reduce(film) { $0.paced($1) }
  }

  /// What each scene of `film` hears of its song: at each moment of its own film, what the film hears when it shows that.
  private func scenes(of film: Preset, _ heard: HeardSong) -> [HeardSong] {
    let rate = film.output.frameRate
    return zip(film.scenes, SceneCut(film.scenes).places).map { scene, place in
      // The frame of its own film that it shows first is that of the film at which it begins.
      let frames = place.firstFrame - place.frames.lowerBound
      let seconds = rate.seconds(ofFrames: frames)
      // A closed film's envelope goes on from its own end.
      return heard.delayed(by: seconds, keepsBeginning: scene.preset.loop == .none)
        .cut(toSeconds: scene.preset.durationSeconds)
    }
  }

  /// What the preset itself says was heard, if it is of this song, all that is needed, and of a film no shorter.
  private func carried(by root: JSONNode, film: Preset?) -> HeardSong? {
    var context = DecodingContext()
    guard let node = root["heard"], let seconds = filmSeconds(in: root, film: film) else { return nil }
    let heard = HeardSong.schema.decode(node, &context)
    guard context.diagnostics.isEmpty, heard.seconds >= seconds,
      needs.features.allSatisfy({ heard.heard($0) != nil })
    else { return nil }
    if let audio {
      guard audio["file"]?.origin.isOverride != true, heard.start == written("start") else { return nil }
    }
    return heard.of(needs.features).cut(toSeconds: seconds)
  }

  /// The part of what was found that a film of so many seconds needs.
  private func heard(_ found: SongMeasurement, from start: Double, seconds: Double) -> HeardSong {
    let first = Int((start * HeardFeature.rate).rounded(.down))
    var heard = HeardSong()
    (heard.start, heard.seconds) = (written("start"), seconds)
    heard.offset = start - Double(first) / HeardFeature.rate
    heard.features = needs.features.map { feature in
      var part = HeardFeature()
      part.feature = feature
      part.values = Array((found.values[feature] ?? []).dropFirst(first))
      return part
    }
    return heard.cut(toSeconds: seconds)
  }
}

extension JSONNode {
  /// `path` as far as there are values.
  fileprivate func place(_ path: PresetPath) -> PresetPath {
    var place = PresetPath()
    var node: JSONNode? = self
    for component in path.components {
      guard case .key(let key) = component, let next = node?[key] else { break }
      place.components.append(component)
      node = next
    }
    return place
  }
}
