import CFFmpeg

/// The supported picture files, each recognised by its first bytes. Nothing else in an untrusted file chooses a
/// decoder.
package enum PictureFormat: String, CaseIterable, Sendable {
  case jpeg = "JPEG"
  case png = "PNG"
  case webp = "WebP"
  case bmp = "BMP"
  case gif = "GIF"
  case tiff = "TIFF"

  /// The kind of a file that begins with `bytes`, of which twelve are enough; `nil` if it is none of these.
  package init?(beginning bytes: some Collection<UInt8>) {
    let beginning = Array(bytes.prefix(12))
    func has(_ signature: [UInt8], at place: Int = 0) -> Bool { beginning.dropFirst(place).starts(with: signature) }
    if has([0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if has(Array("RIFF".utf8)) && has(Array("WEBP".utf8), at: 8) {
      self = .webp
    } else if has(Array("GIF87a".utf8)) || has(Array("GIF89a".utf8)) {
      self = .gif
    } else if has([0x49, 0x49, 0x2A, 0]) || has([0x4D, 0x4D, 0, 0x2A]) {
      self = .tiff
    } else if has(Array("BM".utf8)) && has([0, 0, 0, 0], at: 6) {
      // A text may begin with these two letters; in a picture four reserved bytes are zero.
      self = .bmp
    } else {
      return nil
    }
  }

  var codec: AVCodecID {
    switch self {
    case .jpeg: AV_CODEC_ID_MJPEG
    case .png: AV_CODEC_ID_PNG
    case .webp: AV_CODEC_ID_WEBP
    case .bmp: AV_CODEC_ID_BMP
    case .gif: AV_CODEC_ID_GIF
    case .tiff: AV_CODEC_ID_TIFF
    }
  }
}
