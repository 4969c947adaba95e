import CFFmpeg
import FilmFormat
import FractalMath

/// A picture that stands for a film in lists of files: a PNG inside the film's file.
///
/// MP4 has a place for it among the file's texts (`covr`), Matroska attaches it. Either is a stream of its own for libav, with one picture
/// and the disposition `attached_pic`, after those of the film.
package struct CoverPicture: Hashable, Sendable {
  /// A whole PNG file.
  let png: [UInt8]
  /// Width and height of the picture.
  let size: FrameSize

  /// A cover of the PNG file `png`, which shows a picture of `size`.
  package init(png: [UInt8], size: FrameSize) {
    (self.png, self.size) = (png, size)
  }

  /// Adds the stream of the cover to the file behind `output`.
  func addStream(to output: UnsafeMutablePointer<AVFormatContext>, of container: Container) throws(LibAVError) {
    let stream = try allocated(avformat_new_stream(output, nil), "a stream for the cover")
    guard let parameters = stream.pointee.codecpar else { return }
    parameters.pointee.codec_id = AV_CODEC_ID_PNG
    (parameters.pointee.width, parameters.pointee.height) = (Int32(size.width), Int32(size.height))
    guard container == .matroska else {
      parameters.pointee.codec_type = AVMEDIA_TYPE_VIDEO
      stream.pointee.disposition = AV_DISPOSITION_ATTACHED_PIC
      stream.pointee.time_base = AVRational(num: 1, den: 1)
      return
    }
    parameters.pointee.codec_type = AVMEDIA_TYPE_ATTACHMENT
    let padded = png.count + Int(AV_INPUT_BUFFER_PADDING_SIZE)
    let memory = try allocated(av_mallocz(padded), "a cover")
    memory.copyMemory(from: png, byteCount: png.count)
    parameters.pointee.extradata = memory.assumingMemoryBound(to: UInt8.self)
    parameters.pointee.extradata_size = Int32(png.count)
    // The name by which players know a cover (Matroska, "Attachments").
    for (key, value) in [("filename", "cover.png"), ("mimetype", "image/png")] {
      try check(av_dict_set(&stream.pointee.metadata, key, value, 0), to: "set the cover's \(key)")
    }
  }

  /// The picture as the only packet of its stream.
  var packet: EncodedPacket { EncodedPacket(bytes: png, frame: 0, flags: AV_PKT_FLAG_KEY) }
}
