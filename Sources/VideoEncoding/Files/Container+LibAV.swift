import FilmFormat

extension Container {
  /// The muxer's name within libavformat.
  var muxerName: String { rawValue }

  /// What the muxer is told besides its defaults.
  var muxerOptions: KeyValuePairs<String, String> {
    switch self {
    case .mp4, .mov: ["movflags": "+faststart"]
    case .matroska, .webm: [:]
    }
  }

  /// The four characters by which the container calls streams of `format`; 0 for its own choice.
  ///
  /// Apple's players want HEVC called `hvc1`: all headers are in the container's, none among the frames.
  func tag(of format: StreamFormat) -> UInt32 {
    switch self {
    case .matroska, .webm: 0
    case .mp4, .mov: format.codec == .hevc ? Self.tag("hvc1") : format.tag
    }
  }

  /// The number that stands for four ASCII characters, the first in the lowest byte.
  private static func tag(_ text: StaticString) -> UInt32 {
    text.withUTF8Buffer { bytes in bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) } }
  }
}
