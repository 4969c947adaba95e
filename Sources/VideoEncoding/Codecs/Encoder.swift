import CFFmpeg
import FilmFormat
import FractalMath

/// An open encoder: pictures in, packets out.
///
/// Takes pictures of one size and layout. After each picture, packets are requested until it needs input again.
struct Encoder: ~Copyable {
  /// The result of requesting a packet.
  enum Pull {
    /// The packet is filled.
    case packet
    /// There is none until the next picture.
    case needsInput
    /// There are no more.
    case endOfStream
  }

  private let name: String
  private let size: FrameSize
  /// The layout of the pictures that it takes.
  let layout: PixelLayout
  private let context: CodecContextOwner
  /// Passes a picture's buffers and its timestamp to the encoder, so that the picture itself is never changed.
  private let envelope: FrameOwner
  private var hasTakenPicture = false
  /// Whether the last packet has come out.
  private var hasEnded = false

  /// Opens libavcodec's encoder `name`.
  ///
  /// - Parameters:
  ///   - options: passed to the encoder; unknown options are errors.
  ///   - configure: sets everything besides size, layout and options, before the encoder is opened.
  init(
    name: String, size: FrameSize, layout: PixelLayout, options: KeyValuePairs<String, String>,
    configure: (inout AVCodecContext) -> Void
  ) throws(LibAVError) {
    LibAVLog.silence
    try layout.validate(size)
    guard let codec = avcodec_find_encoder_by_name(name) else {
      throw LibAVError(
        operation: "use the encoder \(name)", code: CFFMPEG_ERROR_ENCODER_NOT_FOUND,
        reason: "the FFmpeg on this machine was built without it")
    }
    let context = try CodecContextOwner(for: codec)
    let raw = context.pointer
    raw.pointee.width = Int32(size.width)
    raw.pointee.height = Int32(size.height)
    raw.pointee.pix_fmt = layout.pixelFormat
    raw.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
    raw.pointee.flags |= AV_CODEC_FLAG_BITEXACT
    layout.colorTags.apply(to: &raw.pointee)
    configure(&raw.pointee)
    var dictionary = try OptionDictionary(options)
    try check(context.open(codec, options: &dictionary), to: "open the encoder \(name) for frames of \(size)")
    try dictionary.requireAllTaken()
    let envelope = try FrameOwner()
    self.envelope = envelope
    self.context = context
    self.name = name
    self.size = size
    self.layout = layout
  }

  deinit { if name == FilmEncoder.av1.name && !hasEnded { endForClosing() } }

  /// The most frames by which a packet precedes its display order in the stream, as far as libavcodec knows.
  var reorderDepth: Int { Int(context.pointer.pointee.has_b_frames) }

  /// The stream's four-character code in MP4 and MOV; 0 if the encoder leaves it to the container.
  var tag: UInt32 { context.pointer.pointee.codec_tag }

  /// The header that a decoder needs before the first packet, for containers that store it separately.
  var header: [UInt8] {
    let raw = context.pointer.pointee
    return Array(UnsafeBufferPointer(start: raw.extradata, count: Int(raw.extradata_size)))
  }

  /// Writes the description of the packets to the empty `parameters`.
  func describe(into parameters: UnsafeMutablePointer<AVCodecParameters>) throws(LibAVError) {
    try check(avcodec_parameters_from_context(parameters, context.pointer), to: "describe the packets of \(name)")
  }

  /// Gives the encoder the picture shown at `timestamp`, in units of its time base.
  mutating func send(_ picture: Picture, at timestamp: Int64) throws(LibAVError) {
    precondition(
      picture.size == size && picture.layout == layout,
      "an encoder for \(layout) of \(size) was given \(picture.layout) of \(picture.size)")
    try picture.reference(in: envelope)
    defer { av_frame_unref(envelope.pointer) }
    envelope.pointer.pointee.pts = timestamp
    hasTakenPicture = true
    try check(avcodec_send_frame(context.pointer, envelope.pointer), to: "encode frame \(timestamp) with \(name)")
  }

  /// Signals the last picture, so that the encoder outputs what it still holds.
  mutating func sendEnd() throws(LibAVError) {
    try check(avcodec_send_frame(context.pointer, nil), to: "finish encoding with \(name)")
  }

  /// Requests the next packet.
  mutating func receive(into packet: borrowing PacketOwner) throws(LibAVError) -> Pull {
    let code = avcodec_receive_packet(context.pointer, packet.pointer)
    switch code {
    case CFFMPEG_ERROR_AGAIN: return .needsInput
    case CFFMPEG_ERROR_EOF:
      hasEnded = true
      return .endOfStream
    default:
      try check(code, to: "encode with \(name)")
      return .packet
    }
  }

  /// Has SVT-AV1 encode what it holds, so that it can be closed: closed earlier, it waits forever if it was given no
  /// picture, and otherwise frees memory that its threads still use (seen in 1.4.1).
  private func endForClosing() {
    if !hasTakenPicture {
      let frame = envelope.pointer
      frame.pointee.format = layout.pixelFormat.rawValue
      frame.pointee.width = context.pointer.pointee.width
      frame.pointee.height = context.pointer.pointee.height
      frame.pointee.pts = 0
      guard av_frame_get_buffer(frame, 0) >= 0, avcodec_send_frame(context.pointer, frame) >= 0 else { return }
    }
    avcodec_send_frame(context.pointer, nil)
    guard let packet = try? PacketOwner() else { return }
    while avcodec_receive_packet(context.pointer, packet.pointer) >= 0 {}
  }
}

extension Encoder {
  /// An encoder for the pictures of a film, whose timestamps are frame numbers.
  ///
  /// The output of encoders with equal sizes, rates and presets can be joined without re-encoding: groups of pictures
  /// are closed, and the stream's headers do not depend on the rate factor.
  init(settings: EncoderSettings, size: FrameSize, frameRate: FrameRate) throws(LibAVError) {
    try settings.validate()
    if !settings.codec.encoder.refusesSmallPictures, let problem = settings.codec.problem(with: size) {
      throw .refused("encode frames of \(size)", because: problem)
    }
    try settings.codec.encoder.requireThreads()
    try self.init(
      name: settings.codec.encoder.name, size: size, layout: settings.layout,
      options: settings.codec.encoder.options(settings)
    ) { context in
      context.time_base = frameRate.timeBase
      context.framerate = frameRate.rational
      context.gop_size = Int32(settings.codec.facts.hasOnlyKeyframes ? 1 : settings.keyframeInterval)
      context.thread_count = Int32(settings.threadCount)
      context.thread_type = FF_THREAD_FRAME
      // All containers store the stream's headers in their own.
      context.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | Int32(bitPattern: AV_CODEC_FLAG_CLOSED_GOP)
      if let profile = settings.codec.encoder.profile { context.profile = profile(settings) }
    }
  }
}
