import CFFmpeg

/// The versions of the libraries that this program runs with, which may be newer than those it was built against.
package enum LibraryVersions {
  /// FFmpeg's release, such as `5.1.6-0+deb12u1`.
  package static var ffmpeg: String { String(cString: av_version_info()) }

  /// The version of libavcodec, such as `59.37.100`.
  package static var libavcodec: String {
    let version = avcodec_version()
    return "\(version >> 16).\(version >> 8 & 0xFF).\(version & 0xFF)"
  }

  /// The version of x264 that stands in what it has encoded, such as `core 164 r3095 baee400`: libavcodec has no word for it,
  /// but the encoder writes it into a film's first picture (the message of user data in x264's `encoder/set.c`).
  ///
  /// - Parameter film: the bytes of a film, or its beginning with the first picture.
  /// - Returns: `nil` where x264 does not name itself.
  /// - Complexity: O(bytes up to the name).
  package static func x264(in film: [UInt8]) -> String? {
    guard let name = film.firstRange(of: Array("x264 - ".utf8)) else { return nil }
    let words = film[name.upperBound...].prefix(80)
    guard let end = words.firstRange(of: Array(" - ".utf8)) else { return nil }
    return String(decoding: words[..<end.lowerBound], as: UTF8.self)
  }
}
