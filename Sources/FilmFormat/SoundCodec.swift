/// How a film's sound is coded: as the programs expect that read such a file.
public enum SoundCodec: String, Hashable, Sendable, CaseIterable {
  /// AAC (ISO 14496-3), in MP4 and MOV.
  case aac
  /// Opus (RFC 6716), in Matroska and WebM.
  case opus
  /// FLAC (RFC 9639) of 24 bits, without loss as FFV1 is.
  case flac
  /// Uncompressed samples of 24 bits, for cutting as ProRes is.
  case pcm

  /// The sound of films in `container` whose pictures are in `codec`.
  public init(in container: Container, beside codec: VideoCodec) {
    switch codec {
    case .prores: self = .pcm
    case .ffv1: self = .flac
    case .h264, .hevc, .av1, .vp9:
      switch container {
      case .mp4, .mov: self = .aac
      case .matroska, .webm: self = .opus
      }
    }
  }

  /// Whether samples come back as they went in.
  public var isLossless: Bool { self == .flac || self == .pcm }

  /// Samples per second of a film's sound, whatever the song has: those of every codec here.
  public static let sampleRate = 48_000
  /// Channels of a film's sound.
  public static let channelCount = 2
}
