/// The beats of a film, by which keyframes may be placed.
public struct Tempo: Hashable, Sendable {
  /// Beats in a minute.
  public internal(set) var beatsPerMinute = 120.0
  /// Seconds from the start of the film to beat 0; negative if that is before.
  public internal(set) var offsetSeconds = 0.0

  /// 120 beats in a minute from the start on.
  init() {}

  /// When `beat` is, in seconds from the start of the film.
  func seconds(ofBeat beat: Double) -> Double { offsetSeconds + beat * 60 / beatsPerMinute }

  /// The keys of `tempo`.
  static let schema = ObjectSchema(
    "Tempo",
    prototype: Tempo(),
    fields: [
      .required("bpm", \.beatsPerMinute, .number(.init(1...1000)), unit: "beats/min", "Beats in a minute"),
      .optional(
        "offset", \.offsetSeconds, .number(.init(-86_400...86_400)), unit: "s",
        "Time from the start of the film to beat 0; negative if that is before"),
    ])

  /// The tempo of the preset `root`; `nil` if it has none, or one with errors, which are reported elsewhere.
  init?(of root: JSONNode) {
    guard let node = root["tempo"] else { return nil }
    var context = DecodingContext()
    self = Self.schema.decode(node, &context)
    guard context.diagnostics.isEmpty else { return nil }
  }
}

extension SchemaKey {
  private static var beats: NumberRange { NumberRange(-1e6...1e6) }

  /// The key `beat`, which gives the time that `moment` is in beats.
  static func beat(of moment: WritableKeyPath<Root, Double> & Sendable) -> SchemaKey {
    let number = ValueCodec<Double>.number(beats)
    return SchemaKey(
      key: "beat", meaning: "Time in beats of the film's tempo, from beat 0, in place of time", unit: "beats",
      allowed: number.allowed, section: nil, isRequired: false, jsonSchema: { number.jsonSchema },
      decode: { node, root, context in
        guard let beat = number.decode(node, &context) else { return }
        context.judging(.semantic) { context in
          if context.isWithin("parts") {
            context.report(
              "the times of a part are counted from its start, and stretched; allowed: time in place of beat",
              at: node.origin)
          } else if let tempo = context.tempo {
            let seconds = tempo.seconds(ofBeat: beat)
            if Preset.momentRange.contains(seconds) {
              root[keyPath: moment] = seconds
            } else {
              let time = JSONNumber.text((seconds * 1000).rounded() / 1000)
              context.report(
                "beat \(JSONNumber.text(beat)) is at \(time) s; allowed: beats within the film", at: node.origin)
            }
          } else {
            context.report(
              "beats need a tempo; allowed: time, or \"tempo\": {\"bpm\": …} in the preset", at: node.origin)
          }
        }
      },
      encode: { _ in nil })
  }
}
