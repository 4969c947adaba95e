/// The beats of a film, by which keyframes may be placed: steady ones, or those of its song.
public struct Tempo: Hashable, Sendable {
  /// Beats in a minute.
  public internal(set) var beatsPerMinute = 120.0
  /// Seconds from the start of the film to beat 0; negative if that is before.
  public internal(set) var offsetSeconds = 0.0
  /// Whether the beats are those of the song, and the rest does not count.
  public internal(set) var isDetected = false

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
    var context = DecodingContext()
    guard let node = root["tempo"], let tempo = ValueCodec.tempo.decode(node, &context), context.diagnostics.isEmpty
    else { return nil }
    self = tempo
  }
}

extension ValueCodec where Value == Tempo {
  /// Steady beats, or the word for those of the song.
  static var tempo: Self {
    let schema = Tempo.schema
    let word = ValueCodec<String>.name(oneOf: ["detect"])
    var codec = ValueCodec(
      allowed: "an object, or \(word.allowed)", jsonSchema: .anyOf([schema.jsonSchema, word.jsonSchema]),
      read: { node, allowed, context in
        guard case .string = node.value else { return schema.decode(node, &context) }
        guard word.describing(allowed: allowed).decode(node, &context) != nil else { return nil }
        var tempo = Tempo()
        tempo.isDetected = true
        return tempo
      },
      encode: { $0.isDetected ? word.encode("detect") : schema.encode($0) })
    codec.section = schema.outline.title
    return codec
  }
}

/// The beats that were found in a song, counted from the first one of the film.
struct DetectedBeats {
  /// When they are, in seconds from the start of the film, in order.
  let seconds: [Double]

  /// When `beat` is; in between at the same part of the time from one to the next. `nil` if there is no such beat.
  func seconds(ofBeat beat: Double) -> Double? {
    guard beat >= 0, beat <= Double(seconds.count - 1) else { return nil }
    let index = Int(beat)
    guard index + 1 < seconds.count else { return seconds[index] }
    return seconds[index] + (seconds[index + 1] - seconds[index]) * (beat - Double(index))
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
            guard let seconds = context.seconds(ofBeat: beat, of: tempo, at: node.origin) else { return }
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

extension DecodingContext {
  /// When `beat` is, in seconds from the start of the film; `nil` where the song has no such beat, which is reported.
  fileprivate mutating func seconds(ofBeat beat: Double, of tempo: Tempo, at origin: DiagnosticOrigin) -> Double? {
    guard tempo.isDetected else { return tempo.seconds(ofBeat: beat) }
    guard let beats = detectedBeats else {
      distrust()
      return nil
    }
    if let seconds = beats.seconds(ofBeat: beat) { return seconds }
    report(
      "the song has no beat \(JSONNumber.text(beat)) from the film's start on; allowed: "
        + (beats.seconds.isEmpty ? "time, since no beats are found" : "0 to \(beats.seconds.count - 1)"), at: origin)
    return nil
  }
}
