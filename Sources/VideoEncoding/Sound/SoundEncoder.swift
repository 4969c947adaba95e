import CFFmpeg
import FilmFormat

/// An open encoder of a film's sound: interleaved floats in, packets out, whose times count samples.
struct SoundEncoder: ~Copyable, Sendable {
  private let context: CodecContextOwner
  private let frame: FrameOwner
  private let name: String
  /// Samples of each channel in a frame.
  private let frameLength: Int
  /// Samples of each channel that the encoder has.
  private(set) var sampleCount = 0
  /// Interleaved samples that do not make a frame yet.
  private var waiting: [Float] = []

  /// Where the encoder leaves the length of frames open: a twentieth of a second.
  private static let usualFrameLength = SoundCodec.sampleRate / 20
  /// Bits of the samples where they are whole numbers; they are the high ones of 32.
  private static let bitsOfWholeNumbers = 24
  private static let byteAlignment: Int32 = 0

  /// An encoder of `codec`; those with loss aim at `bitrate` bits per second.
  init(_ codec: SoundCodec, bitrate: Int) throws(LibAVError) {
    LibAVLog.silence
    let name = codec.encoderName
    guard let encoder = avcodec_find_encoder_by_name(name) else {
      throw LibAVError(
        operation: "use the encoder \(name)", code: CFFMPEG_ERROR_ENCODER_NOT_FOUND,
        reason: "the FFmpeg on this machine was built without it")
    }
    let context = try CodecContextOwner(for: encoder)
    let raw = context.pointer
    raw.pointee.sample_rate = Int32(SoundCodec.sampleRate)
    raw.pointee.sample_fmt = codec.sampleFormat
    av_channel_layout_default(&raw.pointee.ch_layout, Int32(SoundCodec.channelCount))
    raw.pointee.time_base = AVRational(num: 1, den: Int32(SoundCodec.sampleRate))
    raw.pointee.thread_count = 1
    raw.pointee.flags |= AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_GLOBAL_HEADER
    if codec.isLossless {
      raw.pointee.bits_per_raw_sample = Int32(Self.bitsOfWholeNumbers)
    } else {
      raw.pointee.bit_rate = Int64(bitrate)
    }
    try check(avcodec_open2(raw, encoder, nil), to: "open the encoder \(name) for \(bitrate / 1000) kbit/s")
    frame = try FrameOwner()
    self.context = context
    self.name = name
    frameLength = raw.pointee.frame_size > 0 ? Int(raw.pointee.frame_size) : Self.usualFrameLength
  }

  /// Writes the description of the packets to the empty `parameters`.
  func describe(into parameters: UnsafeMutablePointer<AVCodecParameters>) throws(LibAVError) {
    try check(avcodec_parameters_from_context(parameters, context.pointer), to: "describe the packets of \(name)")
  }

  /// Gives the encoder more samples, of both channels by turns, and hands each packet that comes out to `take`.
  mutating func append(
    _ samples: [Float], to packet: borrowing PacketOwner, take: () throws(LibAVError) -> Void
  ) throws(LibAVError) {
    waiting += samples
    let frameCount = waiting.count / (frameLength * SoundCodec.channelCount)
    for index in 0..<frameCount {
      let start = index * frameLength * SoundCodec.channelCount
      try send(waiting[start..<start + frameLength * SoundCodec.channelCount])
      try receive(packet, take: take)
    }
    waiting.removeFirst(frameCount * frameLength * SoundCodec.channelCount)
  }

  /// Gives the encoder what does not make a whole frame, and the end.
  mutating func finish(
    to packet: borrowing PacketOwner, take: () throws(LibAVError) -> Void
  ) throws(LibAVError) {
    if !waiting.isEmpty { try send(waiting[...]) }
    waiting = []
    try check(avcodec_send_frame(context.pointer, nil), to: "finish encoding with \(name)")
    try receive(packet, take: take)
  }

  private func receive(
    _ packet: borrowing PacketOwner, take: () throws(LibAVError) -> Void
  ) throws(LibAVError) {
    while true {
      let code = avcodec_receive_packet(context.pointer, packet.pointer)
      if code == CFFMPEG_ERROR_AGAIN || code == CFFMPEG_ERROR_EOF { return LibAVLog.forget() }
      try check(code, to: "encode sound with \(name)")
      try take()
    }
  }

  private mutating func send(_ samples: ArraySlice<Float>) throws(LibAVError) {
    let raw = frame.pointer
    defer { av_frame_unref(raw) }
    let count = samples.count / SoundCodec.channelCount
    raw.pointee.nb_samples = Int32(count)
    raw.pointee.format = context.pointer.pointee.sample_fmt.rawValue
    raw.pointee.sample_rate = Int32(SoundCodec.sampleRate)
    av_channel_layout_default(&raw.pointee.ch_layout, Int32(SoundCodec.channelCount))
    raw.pointee.pts = Int64(sampleCount)
    try check(av_frame_get_buffer(raw, Self.byteAlignment), to: "allocate a block of sound")
    samples.withUnsafeBufferPointer { Self.fill(raw, with: $0) }
    sampleCount += count
    try check(avcodec_send_frame(context.pointer, raw), to: "encode sound with \(name)")
  }

  private static func fill(_ frame: UnsafeMutablePointer<AVFrame>, with samples: UnsafeBufferPointer<Float>) {
    let planes = frame.pointee.extended_data
    switch AVSampleFormat(frame.pointee.format) {
    case AV_SAMPLE_FMT_FLTP:
      for channel in 0..<SoundCodec.channelCount {
        planes?[channel]?.withMemoryRebound(to: Float.self, capacity: samples.count / SoundCodec.channelCount) {
          plane in
          for index in 0..<samples.count / SoundCodec.channelCount {
            plane[index] = samples[index * SoundCodec.channelCount + channel]
          }
        }
      }
    case AV_SAMPLE_FMT_FLT:
      planes?[0]?.withMemoryRebound(to: Float.self, capacity: samples.count) { plane in
        for index in samples.indices { plane[index] = samples[index] }
      }
    default:
      planes?[0]?.withMemoryRebound(to: Int32.self, capacity: samples.count) { plane in
        for index in samples.indices { plane[index] = wholeNumber(samples[index]) }
      }
    }
  }

  /// The nearest of the codes, in the high bits.
  private static func wholeNumber(_ sample: Float) -> Int32 {
    let largest = Int32(1) << (bitsOfWholeNumbers - 1)
    let code = Int32(min(max((sample * Float(largest)).rounded(), -Float(largest)), Float(largest - 1)))
    return code << (Int32.bitWidth - bitsOfWholeNumbers)
  }
}

extension SoundCodec {
  /// The encoder's name within libavcodec.
  var encoderName: String {
    switch self {
    case .aac: "aac"
    case .opus: "libopus"
    case .flac: "flac"
    case .pcm: "pcm_s24le"
    }
  }

  /// The form of the samples that its encoder takes.
  var sampleFormat: AVSampleFormat {
    switch self {
    case .aac: AV_SAMPLE_FMT_FLTP
    case .opus: AV_SAMPLE_FMT_FLT
    case .flac, .pcm: AV_SAMPLE_FMT_S32
    }
  }
}
