/// The file format that holds a film's packets.
public enum Container: String, Hashable, Sendable, CaseIterable {
  /// MP4 (ISO 14496-14) with its index in front, so that playing can begin before all of it has arrived.
  case mp4
  /// Matroska; its timestamps are whole milliseconds.
  case matroska

  /// The muxer's name within libavformat.
  var muxerName: String { rawValue }

  /// What the muxer is told besides its defaults.
  var muxerOptions: KeyValuePairs<String, String> {
    switch self {
    case .mp4: ["movflags": "+faststart"]
    case .matroska: [:]
    }
  }
}
