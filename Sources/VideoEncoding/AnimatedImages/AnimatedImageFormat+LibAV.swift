import FilmFormat

extension AnimatedImageFormat {
  /// The encoder's name within libavcodec.
  var encoderName: String {
    switch self {
    case .gif: "gif"
    case .webp: "libwebp_anim"
    }
  }

  /// The muxer's name within libavformat.
  var muxerName: String { rawValue }
}
