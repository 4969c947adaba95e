import CFFmpeg
import HostSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Decodes a song, block by block, to interleaved floats of a wanted rate and number of channels, which are −1…1 but where the song
/// itself is louder.
///
/// Sample 0 is the song's beginning: what encoders put before it is dropped, as the file tells it. The file may be a stranger's. It is
/// read by the one demuxer that its first bytes choose; the decoder is one of a few; and no other file is opened. A film may be a song
/// too: its pictures are not decoded. Used by one thread at a time, not always the same; whoever wants no more drops it.
package struct SongDecoder: ~Copyable, Sendable {
  /// Samples per second of the blocks.
  package let sampleRate: Int
  /// Channels of the blocks.
  package let channelCount: Int
  /// Packets that could not be decoded so far; there is silence in their place.
  package private(set) var damagedPacketCount = 0
  /// Samples of each channel given out so far.
  package private(set) var sampleCount = 0

  private let displayName: String
  private let file: RegularFile
  private let input: DescriptorInput
  private let streamIndex: Int32
  private let timeBase: AVRational
  private let decoder: CodecContextOwner
  private let packet: PacketOwner
  private let frame: FrameOwner
  private var converter: SampleConverter?
  /// The time of the first packet.
  private var firstTime: Int64?
  /// Samples of silence to come before anything else, or, below 0, samples to be dropped; `nil` until the first frame tells.
  private var lead: Int?
  /// How long the packet lasts that the decoder was given last.
  private var packetSeconds = 0.0
  private var isAtEnd = false

  static let operation = "read the song"
  /// Bytes from a file's beginning that tell its kind.
  package static let byteCountOfMark = SongFormat.byteCountOfMark
  /// The most bytes that are read of a file: those of the largest WAV.
  static let mostBytes = 4 << 30
  /// The most bytes of a packet.
  static let mostBytesOfPacket: Int32 = 16 << 20
  /// The length of a song, 24 hours.
  package static let mostSeconds = 86_400
  /// Packets after which a call returns, even without samples.
  private static let packetsOfCall = 256
  /// The most samples of silence in a block.
  private static let samplesOfSilence = 1 << 14

  /// Opens the file at `path`.
  ///
  /// - Parameters:
  ///   - displayName: its name in error messages; `path` by default.
  ///   - sampleRate: the blocks' samples per second.
  ///   - channels: the blocks' channels; a song with others is mixed.
  /// - Throws: if it is no regular file, none of `SongFormat`, damaged, or has no sound.
  package init(
    contentsOf path: String, displayName: String? = nil, sampleRate: Int = 48_000, channels: Int = 2
  ) throws(LibAVError) {
    let name = displayName ?? path
    try self.init(Self.open(path, displayName: name), displayName: name, sampleRate: sampleRate, channels: channels)
  }

  private static func open(_ path: String, displayName: String) throws(LibAVError) -> RegularFile {
    do throws(FileContents.Failure) {
      return try RegularFile.open(path)
    } catch {
      throw LibAVError(
        operation: operation, path: displayName, code: cffmpeg_error_from_errno(error == .missing ? ENOENT : EINVAL),
        reason: "\(error)")
    }
  }

  /// The same for `file`; nothing has been read from it.
  package init(
    _ file: consuming RegularFile, displayName name: String, sampleRate: Int = 48_000, channels: Int = 2
  ) throws(LibAVError) {
    precondition((4_000...384_000).contains(sampleRate) && (1...8).contains(channels))
    LibAVLog.silence
    guard file.byteCount > 0 else { throw .refused(Self.operation, path: name, because: "it is empty") }
    guard let format = SongFormat(beginning: file.beginning(SongFormat.byteCountOfMark)) else {
      throw .refused(Self.operation, path: name, because: "it is not \(SongFormat.names)")
    }
    let input = try DescriptorInput.open(
      file.descriptor, demuxer: format.demuxer, displayName: name, operation: Self.operation,
      byteLimit: Self.mostBytes)
    let (index, parameters, timeBase) = try Self.soundStream(of: input, displayName: name)
    let decoder = try Self.openDecoder(of: parameters, timeBase: timeBase, displayName: name)
    let packet = try PacketOwner()
    let frame = try FrameOwner()
    self.decoder = decoder
    self.packet = packet
    self.frame = frame
    self.streamIndex = index
    self.timeBase = timeBase
    self.input = input
    self.file = file
    self.sampleRate = sampleRate
    channelCount = channels
    displayName = name
    if !format.hasTimes { lead = 0 }
  }

  /// The sound that the file marks as its usual one, or its first. Nothing else in it is read.
  private static func soundStream(
    of input: borrowing DescriptorInput, displayName: String
  ) throws(LibAVError) -> (index: Int32, parameters: UnsafeMutablePointer<AVCodecParameters>, timeBase: AVRational) {
    let context = input.pointer
    var found: UnsafeMutablePointer<AVStream>?
    for index in 0..<Int(context.pointee.nb_streams) {
      guard let stream = context.pointee.streams[index] else { continue }
      stream.pointee.discard = AVDISCARD_ALL
      guard stream.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_AUDIO else { continue }
      let isUsual = stream.pointee.disposition & AV_DISPOSITION_DEFAULT != 0
      if found == nil || (isUsual && (found?.pointee.disposition ?? 0) & AV_DISPOSITION_DEFAULT == 0) { found = stream }
    }
    guard let found, let parameters = found.pointee.codecpar, found.pointee.time_base.num > 0,
      found.pointee.time_base.den > 0
    else { throw .refused(operation, path: displayName, because: "there is no sound in it") }
    found.pointee.discard = AVDISCARD_DEFAULT
    return (found.pointee.index, parameters, found.pointee.time_base)
  }

  private static func openDecoder(
    of parameters: UnsafeMutablePointer<AVCodecParameters>, timeBase: AVRational, displayName: String
  ) throws(LibAVError) -> CodecContextOwner {
    let name = String(cString: avcodec_get_name(parameters.pointee.codec_id))
    guard let codec = avcodec_find_decoder(parameters.pointee.codec_id), SongFormat.allows(codec) else {
      throw .refused(
        operation, path: displayName,
        because: "its sound is \(name); allowed: PCM, FLAC, ALAC, MP3, AAC, Vorbis and Opus")
    }
    let decoder = try CodecContextOwner(for: codec)
    try check(avcodec_parameters_to_context(decoder.pointer, parameters), to: operation, path: displayName)
    // From this the decoder tells where a frame begins from which samples are dropped.
    decoder.pointer.pointee.pkt_timebase = timeBase
    decoder.pointer.pointee.thread_count = 1
    decoder.pointer.pointee.flags |= AV_CODEC_FLAG_BITEXACT
    try check(avcodec_open2(decoder.pointer, codec, nil), to: operation, path: displayName)
    return decoder
  }

  /// The next block: some samples of every channel, first of all channels, then second …; `nil` at the end. It may be empty.
  ///
  /// - Throws: if the file cannot be read on, or nothing in it can be decoded.
  /// - Complexity: milliseconds, and some megabytes at most.
  package mutating func next() throws(LibAVError) -> [Float]? {
    var next = takeLead()
    if next == nil { next = try decodedBlock() }
    guard let block = next else { return nil }
    sampleCount += block.count / channelCount
    guard sampleCount <= Self.mostSeconds * sampleRate else {
      throw .refused(Self.operation, path: displayName, because: "it is longer than 24 hours")
    }
    return block
  }

  /// Silence that comes now, or `nil`.
  private mutating func takeLead() -> [Float]? {
    guard let lead, lead > 0 else { return nil }
    let count = min(lead, Self.samplesOfSilence)
    self.lead = lead - count
    return [Float](repeating: 0, count: count * channelCount)
  }

  private mutating func decodedBlock() throws(LibAVError) -> [Float]? {
    for _ in 0..<Self.packetsOfCall where !isAtEnd {
      let code = avcodec_receive_frame(decoder.pointer, frame.pointer)
      switch code {
      case CFFMPEG_ERROR_AGAIN: try sendPacket()
      case CFFMPEG_ERROR_EOF:
        isAtEnd = true
        guard converter != nil else {
          throw .refused(Self.operation, path: displayName, because: "nothing in it can be decoded")
        }
        return cut(converter?.finish() ?? [])
      case ..<0: noteDamage()
      default:
        defer { av_frame_unref(frame.pointer) }
        let block = try converted()
        if !block.isEmpty { return block }
      }
      if let silence = takeLead() { return silence }
    }
    return isAtEnd ? nil : []
  }

  /// Gives the decoder the next packet, or the end.
  private mutating func sendPacket() throws(LibAVError) {
    let code = av_read_frame(input.pointer, packet.pointer)
    if code == CFFMPEG_ERROR_EOF {
      LibAVLog.forget()
      avcodec_send_packet(decoder.pointer, nil)
      return
    }
    try check(code, to: Self.operation, path: displayName)
    defer { av_packet_unref(packet.pointer) }
    guard packet.pointer.pointee.stream_index == streamIndex else { return }
    guard packet.pointer.pointee.size <= Self.mostBytesOfPacket else {
      throw .refused(
        Self.operation, path: displayName, because: "a packet has \(packet.pointer.pointee.size) bytes")
    }
    if firstTime == nil { firstTime = packet.pointer.pointee.pts }
    packetSeconds = min(max(Double(packet.pointer.pointee.duration) * av_q2d(timeBase), 0), 1)
    if avcodec_send_packet(decoder.pointer, packet.pointer) < 0 { noteDamage() }
  }

  /// Puts silence in the place of the packet that could not be decoded.
  private mutating func noteDamage() {
    LibAVLog.forget()
    damagedPacketCount += 1
    guard converter != nil, let lead else { return }
    self.lead = lead + Int(packetSeconds * Double(sampleRate))
  }

  /// The samples of the frame that was decoded.
  private mutating func converted() throws(LibAVError) -> [Float] {
    let raw = frame.pointer.pointee
    if lead == nil { lead = firstLead(of: raw) }
    var block: [Float] = []
    if converter?.input != SampleConverter.Input(of: raw) {
      block = converter?.finish() ?? []
      converter = nil
      converter = try SampleConverter(
        for: raw, sampleRate: sampleRate, channelCount: channelCount, operation: Self.operation, path: displayName)
    }
    block += converter?.convert(raw) ?? []
    return cut(block)
  }

  /// `block` without what lies before the song's beginning.
  private mutating func cut(_ block: [Float]) -> [Float] {
    guard let lead, lead < 0 else { return block }
    let dropped = min(-lead, block.count / channelCount)
    self.lead = lead + dropped
    return Array(block.dropFirst(dropped * channelCount))
  }

  /// How far the first frame is from the beginning, in samples. Less than a tick and a half is rounding: Matroska's are milliseconds.
  ///
  /// The first packet of Vorbis gives no samples, and the second one those of the first one's time; but where the file tells the encoder's
  /// delay, as FFmpeg 9 writes it, the first packet is as much earlier.
  private func firstLead(of frame: AVFrame) -> Int {
    let context = decoder.pointer.pointee
    let isAsFirstPacket = context.codec_id == AV_CODEC_ID_VORBIS && context.initial_padding == 0
    let time = isAsFirstPacket ? firstTime ?? CFFMPEG_NO_TIMESTAMP : frame.pts
    let tick = av_q2d(timeBase)
    guard time != CFFMPEG_NO_TIMESTAMP, abs(Double(time) * tick) < Double(Self.mostSeconds) else { return 0 }
    let seconds = Double(time) * tick
    return abs(seconds) > 1.5 * tick ? Int((seconds * Double(sampleRate)).rounded()) : 0
  }
}
