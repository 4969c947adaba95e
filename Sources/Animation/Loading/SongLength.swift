/// Puts a number in the place of the word that makes a film as long as its song.
struct SongLength {
  let measure: SongMeasuring

  private static let durationKey = "duration"

  /// The song that `root` names, from one of the documents of `chain`: the preset itself and those that it extends, one after another.
  static func reference(in root: JSONNode, chain: [PresetDocument]) -> SongReference? {
    guard let node = root["audio"]?["file"], case .string(let file) = node.value, let preset = chain.first else {
      return nil
    }
    guard case .inherited(_, _, let distance) = node.origin, chain.indices.contains(distance) else {
      return SongReference(file: file, document: preset)
    }
    return SongReference(file: file, document: chain[distance])
  }

  /// Does so in `root`, whose song is `song`; what stands in the way is reported.
  func resolve(_ root: inout JSONNode, song: SongReference?, _ context: inout DecodingContext) {
    let word = ValueCodec<Double>.lengthOfSong
    guard let duration = root[Self.durationKey], duration.value == .string(word) else { return }
    context.within(.key(Self.durationKey)) { context in
      context.judging(.semantic) { context in
        guard let song else {
          context.report("\"\(word)\" is the length of a song, which \"audio\" has to name", at: duration.origin)
          return
        }
        // A name that leads elsewhere is reported where it stands; what it names is not opened.
        guard SoundSettings.flaw(ofSong: song.file) == nil else { return }
        do throws(MissingDocument) {
          let start = root["audio"]?["start"]?.numberText.flatMap(JSONNumber.value(of:)) ?? 0
          let seconds = try measure(song) - start
          guard seconds > 0 else {
            context.report("the song is over at \(JSONNumber.text(start)) s, where it is to start", at: duration.origin)
            return
          }
          let number = JSONNode(value: .number(text: JSONText.number(seconds)), origin: duration.origin)
          root.put(number, at: Self.durationKey)
        } catch {
          context.report(error.reason, at: duration.origin)
        }
      }
    }
  }
}
