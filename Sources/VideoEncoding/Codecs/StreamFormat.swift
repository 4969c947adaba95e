import CFFmpeg
import FilmFormat
import FractalMath

/// What a decoder needs to know before the first packet of a film: the part of libav's `AVCodecParameters` that our
/// films use, as plain values.
///
/// A film has one for all of its packets, so segments can be joined if and only if theirs are equal. Joined despite a
/// difference, a film may decode to wrong pictures without any error.
package struct StreamFormat: Hashable, Sendable {
  /// The compression of the packets.
  package var codec: VideoCodec
  /// The layout of the decoded pictures, and with it their colours' meaning.
  package var layout: PixelLayout
  /// Width and height of each picture.
  package var size: FrameSize
  /// Frames per second, constant.
  package var frameRate: FrameRate
  /// Frames by which decoding must run ahead of display (libav's `video_delay`): 2 if B-frames refer to each other, 0
  /// without B-frames.
  package var reorderDepth: Int
  /// The stream's four-character code in MP4 and MOV, if the codec has several (ProRes); 0 leaves it to the container.
  package var tag: UInt32
  /// The codec's own header (libav's `extradata`): in H.264 the sequence and picture parameter sets.
  package var header: [UInt8]

  /// A format of these values.
  package init(
    codec: VideoCodec, layout: PixelLayout, size: FrameSize, frameRate: FrameRate, reorderDepth: Int, tag: UInt32 = 0,
    header: [UInt8]
  ) {
    self.codec = codec
    self.layout = layout
    self.size = size
    self.frameRate = frameRate
    self.reorderDepth = reorderDepth
    self.tag = tag
    self.header = header
  }

  /// The most frames that decoding may run ahead: no H.264 or HEVC stream holds more than 16 pictures (ITU-T H.264,
  /// A.3.1; H.265, A.4.2).
  package static let maximumReorderDepth = 16
  /// The most bytes of a header. Ours have a few hundred at most; parsers read lengths of 16 bits in them.
  package static let maximumHeaderByteCount = 1 << 16

  /// The reason why films cannot have the format, in words; `nil` if they can, as far as the numbers show.
  package var problem: String? {
    guard codec.allLayouts.contains(layout) else { return "\(codec.title) does not support \(layout.title)" }
    guard size.width > 0, size.height > 0 else { return "its frames are \(size)" }
    if let problem = layout.problem(with: size) ?? codec.problem(with: size) { return problem }
    guard (0...Self.maximumReorderDepth).contains(reorderDepth) else {
      return "its frames are reordered by \(reorderDepth), more than any stream's"
    }
    guard header.count <= Self.maximumHeaderByteCount else { return "its stream header has \(header.count) bytes" }
    return nil
  }

  /// Whether the opacities of a frame are a coded picture of their own beside it, as VP9 in Matroska and WebM has them.
  package var hasOpacityBesideFrames: Bool { codec == .vp9 && layout.hasOpacity }

  /// The reason why a stream of this format cannot continue with packets of `other`, in words; `nil` if it can.
  package func difference(from other: StreamFormat) -> String? {
    if other.codec != codec { return "it is \(other.codec.title), the film \(codec.title)" }
    if other.layout != layout { return "its pictures are \(other.layout.title), the film's \(layout.title)" }
    if other.size != size { return "its frames are \(other.size), the film's \(size)" }
    if other.frameRate != frameRate {
      return "it has \(other.frameRate) frames per second, the film \(frameRate)"
    }
    guard other == self else { return "its stream header differs: it was encoded with other settings or libraries" }
    return nil
  }

  /// Writes the format, which films can have (`problem`), to the empty `parameters`.
  func describe(into parameters: UnsafeMutablePointer<AVCodecParameters>) throws(LibAVError) {
    parameters.pointee.codec_type = AVMEDIA_TYPE_VIDEO
    parameters.pointee.codec_id = codec.encoder.identifier
    parameters.pointee.format = layout.pixelFormat.rawValue
    // By this, QuickTime files tell that a picture has opacity.
    if codec == .prores, layout.hasOpacity { parameters.pointee.bits_per_coded_sample = 32 }
    parameters.pointee.width = Int32(size.width)
    parameters.pointee.height = Int32(size.height)
    parameters.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
    parameters.pointee.video_delay = Int32(reorderDepth)
    layout.colorTags.apply(to: &parameters.pointee)
    // Parsers may read some bytes past the end, which have to be zero.
    let memory = try allocated(
      av_mallocz(header.count + Int(AV_INPUT_BUFFER_PADDING_SIZE)), "the header of a video stream")
    memory.copyMemory(from: header, byteCount: header.count)
    parameters.pointee.extradata = memory.assumingMemoryBound(to: UInt8.self)
    parameters.pointee.extradata_size = Int32(header.count)
  }
}
