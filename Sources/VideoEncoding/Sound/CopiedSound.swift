import CFFmpeg
import FilmFormat
import HostSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The sound of a film as it is encoded, for another film of the same length: its packets are copied, so that nothing is lost a second time.
struct CopiedSound: ~Copyable, Sendable {
  private let file: RegularFile
  private let input: DescriptorInput
  private let streamIndex: Int
  private let codec: SoundCodec
  private let bitrate: Int
  private let form: Form
  private let displayName: String
  private let packet: PacketOwner
  /// The number of the next packet.
  private var number: Int64 = 0

  /// Where packets are.
  private struct Form {
    /// Samples that the encoder put before the sound.
    let delay: Int64
    /// Samples of a packet, the last one apart.
    let packetLength: Int64
    /// Samples of the film.
    let sampleCount: Int64

    /// The time of a packet in samples.
    func time(_ number: Int64) -> Int64 { number * packetLength - delay }
  }

  private static let operation = "copy the sound of the film"
  /// The most samples that an encoder puts before a sound.
  private static let longestDelay: Int64 = 1 << 14

  /// The sound of the film at `path`; `nil` where it is not in `codec`, or not just `sampleCount` samples long, with its packets one after
  /// another as our encoder makes them. Then it has to be encoded.
  ///
  /// - Complexity: reads the sizes and times of all packets.
  static func open(
    _ path: String, displayName: String, codec: SoundCodec, bitrate: Int, sampleCount: Int
  ) throws(LibAVError) -> CopiedSound? {
    guard !codec.isLossless else { return nil }
    let file: RegularFile
    do throws(FileContents.Failure) { file = try RegularFile.open(path) } catch { return nil }
    guard let format = SongFormat(beginning: file.beginning(SongFormat.byteCountOfMark)), format.hasTimes else {
      return nil
    }
    func open() throws(LibAVError) -> DescriptorInput {
      lseek(file.descriptor, 0, SEEK_SET)
      return try DescriptorInput.open(
        file.descriptor, demuxer: format.demuxer, displayName: displayName, operation: operation,
        byteLimit: SongDecoder.mostBytes)
    }
    let packet = try PacketOwner()
    let trial: DescriptorInput
    // Who decodes it says what is wrong.
    do throws(LibAVError) { trial = try open() } catch { return nil }
    guard let form = try form(of: trial, codec: codec, sampleCount: Int64(sampleCount), packet) else { return nil }
    let input = try open()
    guard let index = onlySound(of: input) else { return nil }
    return CopiedSound(
      file: file, input: input, streamIndex: index, codec: codec, bitrate: bitrate, form: form,
      displayName: displayName, packet: packet)
  }

  private init(
    file: consuming RegularFile, input: consuming DescriptorInput, streamIndex: Int, codec: SoundCodec, bitrate: Int,
    form: Form, displayName: String, packet: consuming PacketOwner
  ) {
    self.file = file
    self.input = input
    self.streamIndex = streamIndex
    self.codec = codec
    self.bitrate = bitrate
    self.form = form
    self.displayName = displayName
    self.packet = packet
  }

  /// The number of the stream of sound, if there is just one; nothing else is read.
  private static func onlySound(of input: borrowing DescriptorInput) -> Int? {
    let context = input.pointer
    var found: [Int] = []
    for index in 0..<Int(context.pointee.nb_streams) {
      guard let stream = context.pointee.streams[index] else { continue }
      if stream.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_AUDIO {
        found.append(index)
      } else {
        stream.pointee.discard = AVDISCARD_ALL
      }
    }
    return found.count == 1 ? found[0] : nil
  }

  /// Where the packets of a whole film are; `nil` where they are not as our encoder makes them.
  private static func form(
    of input: borrowing DescriptorInput, codec: SoundCodec, sampleCount: Int64, _ packet: borrowing PacketOwner
  ) throws(LibAVError) -> Form? {
    guard let index = onlySound(of: input), let stream = input.pointer.pointee.streams[index]?.pointee,
      let parameters = stream.codecpar?.pointee, stream.time_base.num > 0, stream.time_base.den > 0
    else { return nil }
    let (id, length): (AVCodecID, Int64) = codec == .aac ? (AV_CODEC_ID_AAC, 1024) : (AV_CODEC_ID_OPUS, 960)
    guard parameters.codec_id == id, parameters.sample_rate == Int32(SoundCodec.sampleRate),
      parameters.ch_layout.nb_channels == Int32(SoundCodec.channelCount)
    else { return nil }
    let tick = av_rescale_q_rnd(1, stream.time_base, OpenMux.soundTimeBase, AV_ROUND_UP)
    var form: Form?
    var count: Int64 = 0
    while true {
      let code = av_read_frame(input.pointer, packet.pointer)
      if code == CFFMPEG_ERROR_EOF { break }
      defer { av_packet_unref(packet.pointer) }
      let raw = packet.pointer.pointee
      // A cover, which has no time, comes whether it is wanted or not.
      if code >= 0, raw.stream_index != Int32(index) { continue }
      guard code >= 0, raw.pts != CFFMPEG_NO_TIMESTAMP, raw.size <= SongDecoder.mostBytesOfPacket else {
        LibAVLog.forget()
        return nil
      }
      let time = av_rescale_q(raw.pts, stream.time_base, OpenMux.soundTimeBase)
      if form == nil {
        let delay = codec == .opus ? Int64(parameters.initial_padding) : -time
        guard (0...longestDelay).contains(delay) else { return nil }
        form = Form(delay: delay, packetLength: length, sampleCount: sampleCount)
      }
      guard let form, abs(time - form.time(count)) <= (tick > 1 ? tick : 0) else { return nil }
      count += 1
    }
    LibAVLog.forget()
    guard let form, form.time(count - 1) < sampleCount, sampleCount <= form.time(count) else { return nil }
    return form
  }

  /// Writes the description of the packets to the empty `parameters`.
  func describe(into parameters: UnsafeMutablePointer<AVCodecParameters>) throws(LibAVError) {
    let own = input.pointer.pointee.streams[streamIndex]?.pointee.codecpar
    try check(avcodec_parameters_copy(parameters, own), to: Self.operation, path: displayName)
    parameters.pointee.codec_tag = 0
    // Files have the mean of what their packets take.
    parameters.pointee.bit_rate = Int64(bitrate)
    parameters.pointee.frame_size = Int32(form.packetLength)
    parameters.pointee.initial_padding = Int32(form.delay)
  }

  /// Writes the packets that are over at sample `end` of the film into `mux`.
  mutating func write(to end: Int, into mux: inout OpenMux) throws(LibAVError) {
    while form.time(number + 1) <= Int64(end), try writeNext(into: &mux) {}
  }

  /// Writes all packets that are left.
  mutating func finish(into mux: inout OpenMux) throws(LibAVError) {
    while try writeNext(into: &mux) {}
  }

  /// Writes the next packet, if there is one.
  private mutating func writeNext(into mux: inout OpenMux) throws(LibAVError) -> Bool {
    let time = form.time(number)
    guard time < form.sampleCount else { return false }
    let raw = packet.pointer
    repeat {
      av_packet_unref(raw)
      try check(av_read_frame(input.pointer, raw), to: Self.operation, path: displayName)
    } while raw.pointee.stream_index != Int32(streamIndex)
    let isLast = form.time(number + 1) >= form.sampleCount
    // Only what is to be dropped after the sound's end is written; what is before its beginning is in the description.
    if !isLast || codec == .aac { av_packet_free_side_data(raw) }
    (raw.pointee.pts, raw.pointee.dts) = (time, time)
    raw.pointee.duration = min(form.packetLength, form.sampleCount - time)
    raw.pointee.pos = -1
    number += 1
    try mux.writeSound(packet)
    return true
  }
}
