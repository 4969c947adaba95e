extension SoundSettings {
  /// The longest song, in seconds.
  static let longestSong = 86_400.0

  /// The keys of `audio`.
  static let schema = ObjectSchema(
    "Audio",
    prototype: SoundSettings(file: ""),
    fields: [
      .required(
        "file", \.file, .songFile,
        "The song: WAV, AIFF, FLAC, Ogg, MP3, AAC, or the sound of an MP4, MOV, Matroska or WebM file"),
      .optional(
        "start", \.start, .number(.init(0...longestSong)), unit: "s", "The moment of the song at which the film begins"),
      .optional("gain", \.gain, .number(.init(-60...24)), unit: "dB", "How much louder the song becomes"),
      .optional(
        "fadeIn", \.fadeIn, .number(.init(0...longestSong)), unit: "s",
        "How long the sound takes to come at the film's beginning"),
      .optional(
        "fadeOut", \.fadeOut, .number(.init(0...longestSong)), unit: "s",
        "How long the sound takes to go at the film's end"),
      .optional(
        "bitrate", \.bitrate, .integer(32...512), unit: "kbit/s",
        "How much AAC and Opus may take; FLAC and PCM keep everything"),
    ])
}

extension ValueCodec where Value == String {
  /// The name of a song's file, in the preset's folder or below it.
  static var songFile: Self {
    let text = nonEmptyText
    return ValueCodec(
      allowed: "the path of a file in the preset's folder or below it",
      jsonSchema: text.jsonSchema,
      read: { node, allowed, context in
        guard let file = text.describing(allowed: allowed).decode(node, &context) else { return nil }
        guard let flaw = SoundSettings.flaw(ofSong: file) else { return file }
        context.judging(.semantic) {
          $0.report("“\(file.printable)” \(flaw); allowed: \(allowed)", at: node.origin)
        }
        return nil
      },
      encode: JSONText.string)
  }
}

extension SoundSettings {
  /// Why a preset may not name the song `file`; `nil` if it may. By bytes, as file systems read names.
  static func flaw(ofSong file: String) -> String? {
    let bytes = Array(file.utf8)
    let steps = bytes.split(separator: UInt8(ascii: "/"))
    if bytes.first == UInt8(ascii: "/") { return "is an absolute path" }
    if steps.contains(where: { $0.elementsEqual("..".utf8) }) { return "leads out of the folder" }
    if bytes.firstRange(of: Array("://".utf8)) != nil { return "is no file" }
    return bytes.contains(0) ? "is no file's name" : nil
  }
}

extension ValueCodec where Value == Double {
  /// The word for a film that is as long as its song.
  static var lengthOfSong: String { "audio" }

  /// The length of a film: a number in `range`, or the song's, for which a number is put in before this is read.
  static func filmLength(_ range: NumberRange) -> Self {
    let number = number(range)
    return ValueCodec(
      allowed: "\(number.allowed), or \"\(lengthOfSong)\"",
      jsonSchema: .anyOf([number.jsonSchema, .names([lengthOfSong])]),
      read: { node, allowed, context in
        // Why there is none is reported already.
        if node.value == .string(lengthOfSong) { return nil }
        return number.describing(allowed: allowed).decode(node, &context)
      },
      encode: number.encode)
  }
}
