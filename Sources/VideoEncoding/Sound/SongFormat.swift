import CFFmpeg

/// The kinds of files that songs are read from: each by its own demuxer, as the file's first bytes say, and by no other.
///
/// Playlists, lists of files and streams from networks are none of them.
enum SongFormat: CaseIterable {
  case wave, aiff, flac, ogg, mp3, adts, mp4, matroska

  /// Bytes from a file's beginning that tell its kind.
  static let byteCountOfMark = 12

  /// The kind of a file that begins with `bytes`; `nil` if it is none of them.
  init?(beginning bytes: [UInt8]) {
    func has(_ text: String, at place: Int = 0) -> Bool { bytes.dropFirst(place).starts(with: text.utf8) }
    if has("RIFF") && has("WAVE", at: 8) {
      self = .wave
    } else if has("FORM") && (has("AIFF", at: 8) || has("AIFC", at: 8)) {
      self = .aiff
    } else if has("fLaC") {
      self = .flac
    } else if has("OggS") {
      self = .ogg
    } else if has("ID3") {
      self = .mp3
    } else if has("ftyp", at: 4) {
      self = .mp4
    } else if bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) {
      self = .matroska
    } else if bytes.count > 1, bytes[0] == 0xFF, bytes[1] & 0xE0 == 0xE0 {
      // A frame's first 11 bits; the layer of ADTS is 0 (ISO 13818-7, 6.2), which MPEG audio does not have (ISO 11172-3, 2.4.2.3).
      self = bytes[1] & 0xF6 == 0xF0 ? .adts : .mp3
    } else {
      return nil
    }
  }

  /// libavformat's name of its demuxer.
  var demuxer: String {
    switch self {
    case .wave: "wav"
    case .aiff: "aiff"
    case .flac: "flac"
    case .ogg: "ogg"
    case .mp3: "mp3"
    case .adts: "aac"
    case .mp4: "mov"
    case .matroska: "matroska"
    }
  }

  /// Whether its packets have places in time, which are not always those at which decoded samples end up one after another. In other
  /// files the first sample is the song's beginning.
  var hasTimes: Bool { self == .mp4 || self == .matroska }

  /// The kinds, in words.
  static let names = "a WAV, AIFF, FLAC, Ogg, MP3, AAC, MP4, MOV, Matroska or WebM file"

  /// libavcodec's names of the decoders that may be opened; PCM of all kinds is among them by its prefix.
  private static let decoders: Set<String> = [
    "mp3float", "mp3", "mp2float", "mp2", "aac", "vorbis", "opus", "libopus", "flac", "alac",
  ]

  /// Whether songs may be in what `codec` decodes.
  static func allows(_ codec: UnsafePointer<AVCodec>) -> Bool {
    let name = String(cString: codec.pointee.name)
    return decoders.contains(name) || name.hasPrefix("pcm_")
  }
}
