import CFFmpeg
import FilmFormat
import FractalMath

/// A container whose file is open and whose header is not written yet.
///
/// Writing the header turns it into an `OpenMux`, so that it happens once and before the first packet.
struct MuxSetup: ~Copyable {
  private let output: OutputContextOwner
  private let displayName: String

  /// A container in `file`, which is empty.
  ///
  /// - Parameters:
  ///   - displayName: the file's name in error messages.
  ///   - muxer: libavformat's name for the file's format.
  ///   - metadata: the file's description of itself.
  init(
    file: consuming MuxFile, displayName: String, muxer: String, metadata: FilmMetadata
  ) throws(LibAVError) {
    LibAVLog.silence
    let output = try OutputContextOwner(format: muxer, file: file)
    // No time of day, version or random number in the file: the same film is the same bytes.
    output.pointer.pointee.flags |= AVFMT_FLAG_BITEXACT
    for (key, value) in metadata.tags where !value.isEmpty {
      try check(av_dict_set(&output.pointer.pointee.metadata, key, value, 0), to: "set the film's \(key)")
    }
    self.output = output
    self.displayName = displayName
  }

  /// Adds the film's stream of pictures, and one of sound if it has any, and writes the header; from then on the container takes packets.
  ///
  /// - Parameters:
  ///   - frameRate: pictures per second, constant.
  ///   - options: the muxer's; unknown options are errors.
  ///   - hasSound: whether there is a stream of sound.
  ///   - cover: the film's cover, if it has one, and the container, which holds it.
  ///   - describe: writes the description of the pictures' packets, or of the sound's, to empty parameters.
  consuming func writeHeader(
    frameRate: FrameRate, options: KeyValuePairs<String, String>,
    hasSound: Bool = false, cover: (picture: CoverPicture, container: Container)? = nil,
    describe: (OpenMux.Stream, UnsafeMutablePointer<AVCodecParameters>) throws(LibAVError) -> Void
  ) throws(LibAVError) -> OpenMux {
    let stream = try allocated(avformat_new_stream(output.pointer, nil), "a video stream")
    try describe(.pictures, stream.pointee.codecpar)
    // A request: the header decides the time base that the file can hold.
    stream.pointee.time_base = frameRate.timeBase
    stream.pointee.avg_frame_rate = frameRate.rational
    stream.pointee.r_frame_rate = frameRate.rational
    stream.pointee.sample_aspect_ratio = stream.pointee.codecpar.pointee.sample_aspect_ratio
    if hasSound {
      let sound = try allocated(avformat_new_stream(output.pointer, nil), "a stream of sound")
      try describe(.sound, sound.pointee.codecpar)
      sound.pointee.codecpar.pointee.codec_tag = 0
      sound.pointee.time_base = OpenMux.soundTimeBase
      // The delay of the sound's encoder is no reason to shift the pictures: the file tells it.
      output.pointer.pointee.avoid_negative_ts = 0
    }
    if let cover { try cover.picture.addStream(to: output.pointer, of: cover.container) }
    let soundDelay = hasSound ? Self.delayInTimes(output.pointer) : 0
    var options = try OptionDictionary(options)
    let operation = "write the header of"
    try check(avformat_write_header(output.pointer, &options.pointer), to: operation, path: displayName)
    try options.requireAllTaken()
    try check(output.pointer.pointee.pb.pointee.error, to: operation, path: displayName)
    return OpenMux(
      output: output, frameRate: frameRate, soundDelay: soundDelay, hasSound: hasSound, displayName: displayName)
  }

  /// By how many samples sound is later in the file's times than in the film.
  ///
  /// Matroska's times include the delay of the sound's encoder (CodecDelay, RFC 9559).
  private static func delayInTimes(_ output: UnsafeMutablePointer<AVFormatContext>) -> Int64 {
    let isMatroska = ["matroska", "webm"].contains(String(cString: output.pointee.oformat.pointee.name))
    guard isMatroska else { return 0 }
    return Int64(output.pointee.streams[OpenMux.Stream.sound.rawValue]?.pointee.codecpar.pointee.initial_padding ?? 0)
  }
}

/// A container with its header written, which takes packets and is then finished, once.
///
/// Dropped unfinished, it leaves its file without a trailer.
struct OpenMux: ~Copyable {
  private let frameRate: FrameRate
  private let soundDelay: Int64
  private let hasSound: Bool
  private let output: OutputContextOwner
  private let displayName: String

  /// A container whose header is in `output`; in its times, sound is later by `soundDelay` samples.
  init(
    output: consuming OutputContextOwner, frameRate: FrameRate, soundDelay: Int64, hasSound: Bool, displayName: String
  ) {
    self.output = output
    self.frameRate = frameRate
    self.soundDelay = soundDelay
    self.hasSound = hasSound
    self.displayName = displayName
  }

  /// What a packet belongs to, by its number in the file.
  enum Stream: Int {
    case pictures, sound
  }

  /// The unit in which the times of sound count samples.
  static let soundTimeBase = AVRational(num: 1, den: Int32(SoundCodec.sampleRate))

  /// Writes the next packet of the pictures, in decoding order, and leaves `packet` empty.
  ///
  /// The packet shows one frame, and its timestamps count frames.
  mutating func write(_ packet: borrowing PacketOwner) throws(LibAVError) {
    packet.pointer.pointee.duration = 1
    try write(packet, to: .pictures, timeBase: frameRate.timeBase, operation: "write a frame to")
  }

  /// Writes the next packet of the sound, whose times count samples, and leaves `packet` empty.
  mutating func writeSound(_ packet: borrowing PacketOwner) throws(LibAVError) {
    if soundDelay > 0 {
      packet.pointer.pointee.pts += soundDelay
      packet.pointer.pointee.dts += soundDelay
      // The muxer takes the file's length from this: the sound ends with the pictures, not so much later. Without one, it would take
      // the length of a whole packet, so at least a tick is left.
      let tick = Int64(SoundCodec.sampleRate / 1000)
      packet.pointer.pointee.duration = max(packet.pointer.pointee.duration - soundDelay, tick)
    }
    try write(packet, to: .sound, timeBase: Self.soundTimeBase, operation: "write sound to")
  }

  /// Writes the cover, for which MP4 has a stream, before anything else, and leaves `packet` empty.
  mutating func writeCover(_ cover: CoverPicture, by packet: borrowing PacketOwner) throws(LibAVError) {
    try cover.packet.fill(packet)
    (packet.pointer.pointee.pts, packet.pointer.pointee.dts) = (0, 0)
    // It comes after the streams of the film.
    packet.pointer.pointee.stream_index = hasSound ? 2 : 1
    // Not interleaved: it has no part in time.
    try check(av_write_frame(output.pointer, packet.pointer), to: "write the cover of", path: displayName)
    av_packet_unref(packet.pointer)
  }

  /// By how much libavformat will delay the sound by itself: from version 60 on, before that it shifted the pictures.
  ///
  /// It adds the rounded delay to rounded times. Here it is taken from the rounded sum of both, so that each time is the nearest tick.
  private func delayByMuxer(of kind: Stream, inTicksOf timeBase: AVRational) -> Int64 {
    guard kind == .sound, soundDelay > 0, avformat_version() >> 16 >= 60 else { return 0 }
    return av_rescale_q(soundDelay, Self.soundTimeBase, timeBase)
  }

  private func write(
    _ packet: borrowing PacketOwner, to kind: Stream, timeBase: AVRational, operation: String
  ) throws(LibAVError) {
    guard let stream = output.pointer.pointee.streams[kind.rawValue] else {
      preconditionFailure("the film has \(kind)")
    }
    packet.pointer.pointee.stream_index = Int32(kind.rawValue)
    av_packet_rescale_ts(packet.pointer, timeBase, stream.pointee.time_base)
    let later = delayByMuxer(of: kind, inTicksOf: stream.pointee.time_base)
    packet.pointer.pointee.pts -= later
    packet.pointer.pointee.dts -= later
    try check(av_interleaved_write_frame(output.pointer, packet.pointer), to: operation, path: displayName)
    // A failed write may only show up in the buffer, after the packet was accepted.
    try check(output.pointer.pointee.pb.pointee.error, to: operation, path: displayName)
  }

  /// Writes the trailer; the file is a film when this returns.
  consuming func finish() throws(LibAVError) {
    let trailer = av_write_trailer(output.pointer)
    avio_flush(output.pointer.pointee.pb)
    let pending = output.pointer.pointee.pb.pointee.error
    try check(trailer, to: "write the index of", path: displayName)
    try check(pending, to: "write to the end of", path: displayName)
  }
}

extension Container {
  /// The muxer's name within libavformat.
  var muxerName: String { rawValue }

  /// The muxer's options besides its defaults. The index comes in front: into room that is left for `indexByteCount` bytes of it or,
  /// where that is `nil`, by moving everything else when it is known.
  func muxerOptions(indexByteCount: Int?) -> KeyValuePairs<String, String> {
    switch self {
    case .mp4, .mov: indexByteCount.map { ["moov_size": "\($0)"] } ?? ["movflags": "+faststart"]
    case .matroska, .webm: [:]
    }
  }

  /// The container's four-character code for streams of `format`; 0 for its own choice.
  ///
  /// Apple's players require `hvc1` for HEVC: all headers are in the container's, none among the frames.
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

extension FrameRate {
  /// Frames per second as libav's fraction; both parts are at most a million.
  var rational: AVRational { AVRational(num: Int32(numerator), den: Int32(denominator)) }

  /// Seconds a frame is shown: the unit in which the timestamps of a film are the frame numbers themselves.
  var timeBase: AVRational { AVRational(num: Int32(denominator), den: Int32(numerator)) }
}
