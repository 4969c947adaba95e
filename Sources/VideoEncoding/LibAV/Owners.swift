import CFFmpeg
import HostSystem

/// Owns one `AVCodecContext`, opened or not.
// Proof of Sendable: the only reference is this noncopyable owner, and libavcodec asks for one thread at a time,
// not for the same one.
struct CodecContextOwner: ~Copyable, @unchecked Sendable {
  /// Borrowed by C calls while the owner lives.
  let pointer: UnsafeMutablePointer<AVCodecContext>

  init(for codec: UnsafePointer<AVCodec>) throws(LibAVError) {
    pointer = try allocated(avcodec_alloc_context3(codec), "an encoder")
  }

  /// Opens the encoder, which removes the options that it knows from `options`; returns libav's result. One of AV1 waits while others
  /// with another preset are open (`SVTAV1Turns`). If root opens one, SVT-AV1 would schedule its threads, and this one for good, before
  /// all others of the machine (FIFO, priority 99; svt_av1_enc_init and svt_create_thread): two busy ones stop a machine of two processors.
  func open(_ codec: UnsafePointer<AVCodec>, options: inout OptionDictionary) -> Int32 {
    guard Self.isSVTAV1(codec) else { return avcodec_open2(pointer, codec, &options.pointer) }
    return SVTAV1Turns.ofProcess.open(preset: options["preset"] ?? "") {
      RealTimeScheduling.withheld { avcodec_open2(pointer, codec, &options.pointer) }
    }
  }

  private static func isSVTAV1(_ codec: UnsafePointer<AVCodec>) -> Bool {
    codec.pointee.id == AV_CODEC_ID_AV1 && av_codec_is_encoder(codec) != 0
  }

  deinit {
    var context: UnsafeMutablePointer<AVCodecContext>? = pointer
    if avcodec_is_open(pointer) != 0, let codec = pointer.pointee.codec, Self.isSVTAV1(codec) {
      SVTAV1Turns.ofProcess.close { avcodec_free_context(&context) }
    } else {
      avcodec_free_context(&context)
    }
  }
}

/// Owns one `AVFormatContext` for writing, and the file it writes to.
///
/// Its `deinit` closes the file without writing a trailer, so an unfinished file is distinguishable from a film.
// Proof of Sendable: the only reference is this noncopyable owner, and libavformat asks for one thread at a time,
// not for the same one.
struct OutputContextOwner: ~Copyable, @unchecked Sendable {
  /// Borrowed by C calls while the owner lives.
  let pointer: UnsafeMutablePointer<AVFormatContext>
  private let file: MuxFile

  init(format: String, file: consuming MuxFile) throws(LibAVError) {
    var context: UnsafeMutablePointer<AVFormatContext>?
    try check(avformat_alloc_output_context2(&context, nil, format, nil), to: "use the container \(format)")
    let pointer = try allocated(context, "a container")
    do throws(LibAVError) {
      try file.attach(to: pointer)
    } catch {
      avformat_free_context(pointer)
      throw error
    }
    self.pointer = pointer
    self.file = file
  }

  deinit {
    MuxFile.detach(from: pointer)
    avformat_free_context(pointer)
  }
}

/// Owns one `AVPacket`, filled by an encoder and emptied by a muxer again and again.
// Proof of Sendable: the only reference is this noncopyable owner, and an AVPacket belongs to no thread.
struct PacketOwner: ~Copyable, @unchecked Sendable {
  /// Borrowed by C calls while the owner lives.
  let pointer: UnsafeMutablePointer<AVPacket>

  init() throws(LibAVError) {
    pointer = try allocated(av_packet_alloc(), "a packet")
  }

  deinit {
    var packet: UnsafeMutablePointer<AVPacket>? = pointer
    av_packet_free(&packet)
  }
}

/// Owns one `AVFrame` and with it a reference to the frame's buffers.
// Proof of Sendable: the only reference is this noncopyable owner, and an AVFrame belongs to no thread.
struct FrameOwner: ~Copyable, @unchecked Sendable {
  /// Borrowed by C calls while the owner lives.
  let pointer: UnsafeMutablePointer<AVFrame>

  init() throws(LibAVError) {
    pointer = try allocated(av_frame_alloc(), "a frame")
  }

  deinit {
    var frame: UnsafeMutablePointer<AVFrame>? = pointer
    av_frame_free(&frame)
  }
}

/// Options for a libav call that removes those it knows; the rest are misspelt or not supported.
struct OptionDictionary: ~Copyable {
  /// Borrowed by C calls, which may replace it.
  var pointer: OpaquePointer?

  init(_ options: KeyValuePairs<String, String>) throws(LibAVError) {
    pointer = nil
    for (key, value) in options {
      try check(av_dict_set(&pointer, key, value, 0), to: "set the option \(key)")
    }
  }

  /// An option's value.
  subscript(key: String) -> String? {
    av_dict_get(pointer, key, nil, 0).map { String(cString: $0.pointee.value) }
  }

  /// Throws for the first remaining option.
  func requireAllTaken() throws(LibAVError) {
    guard let entry = av_dict_get(pointer, "", nil, AV_DICT_IGNORE_SUFFIX) else { return }
    throw LibAVError(
      operation: "set the option \(String(cString: entry.pointee.key))", code: CFFMPEG_ERROR_OPTION_NOT_FOUND)
  }

  deinit {
    var dictionary = pointer
    av_dict_free(&dictionary)
  }
}
