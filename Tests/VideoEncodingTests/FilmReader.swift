import CFFmpeg

/// Demuxes and decodes the first stream of a file with plain libav calls.
struct FilmReader: ~Copyable {
  struct Failure: Error {
    let step: String
    let code: Int32
  }

  private var format: UnsafeMutablePointer<AVFormatContext>?
  private var decoder: UnsafeMutablePointer<AVCodecContext>?
  private var packet = av_packet_alloc()
  private var frame = av_frame_alloc()

  /// Everything in the file at `path`.
  static func read(_ path: String) throws -> DecodedFilm {
    var reader = FilmReader()
    let stream = try reader.open(path)
    var film = reader.properties(of: stream)
    while av_read_frame(reader.format, reader.packet) >= 0 {
      try Self.check(avcodec_send_packet(reader.decoder, reader.packet), "send packet")
      av_packet_unref(reader.packet)
      try reader.receiveFrames(into: &film)
    }
    try Self.check(avcodec_send_packet(reader.decoder, nil), "drain")
    try reader.receiveFrames(into: &film)
    return film
  }

  private static func check(_ code: Int32, _ step: String) throws(Failure) {
    guard code >= 0 else { throw Failure(step: step, code: code) }
  }

  private mutating func open(_ path: String) throws(Failure) -> AVStream {
    av_log_set_level(AV_LOG_QUIET)
    try Self.check(avformat_open_input(&format, "file:" + path, nil, nil), "open")
    try Self.check(avformat_find_stream_info(format, nil), "find streams")
    guard let stream = format?.pointee.streams[0]?.pointee,
      let codec = avcodec_find_decoder(stream.codecpar.pointee.codec_id)
    else { throw Failure(step: "find a stream", code: 0) }
    decoder = avcodec_alloc_context3(codec)
    try Self.check(avcodec_parameters_to_context(decoder, stream.codecpar), "describe")
    try Self.check(avcodec_open2(decoder, codec, nil), "open decoder")
    return stream
  }

  private func properties(of stream: AVStream) -> DecodedFilm {
    var film = DecodedFilm()
    let parameters = stream.codecpar.pointee
    film.width = Int(parameters.width)
    film.height = Int(parameters.height)
    film.pixelFormat = AVPixelFormat(parameters.format)
    film.profile = parameters.profile
    film.primaries = parameters.color_primaries
    film.transfer = parameters.color_trc
    film.matrix = parameters.color_space
    film.range = parameters.color_range
    film.chromaLocation = parameters.chroma_location
    film.timeBase = Fraction(stream.time_base)
    film.averageFrameRate = Fraction(stream.avg_frame_rate)
    film.realFrameRate = Fraction(stream.r_frame_rate)
    film.startTimestamp = stream.start_time == CFFMPEG_NO_TIMESTAMP ? nil : stream.start_time
    film.streamDuration = stream.duration == CFFMPEG_NO_TIMESTAMP ? nil : stream.duration
    film.streamHeader = Array(
      UnsafeBufferPointer(start: parameters.extradata, count: Int(parameters.extradata_size)))
    guard let format else { return film }
    film.durationMicroseconds = format.pointee.duration
    var entry = av_dict_get(format.pointee.metadata, "", nil, AV_DICT_IGNORE_SUFFIX)
    while let tag = entry {
      film.metadata[String(cString: tag.pointee.key).lowercased()] = String(cString: tag.pointee.value)
      entry = av_dict_get(format.pointee.metadata, "", tag, AV_DICT_IGNORE_SUFFIX)
    }
    return film
  }

  private func receiveFrames(into film: inout DecodedFilm) throws(Failure) {
    while true {
      let code = avcodec_receive_frame(decoder, frame)
      if code == CFFMPEG_ERROR_AGAIN || code == CFFMPEG_ERROR_EOF { return }
      try Self.check(code, "receive frame")
      guard let frame else { return }
      // Of ProRes, FFmpeg 7.1 tells the range only with the frames.
      if film.range == AVCOL_RANGE_UNSPECIFIED { film.range = frame.pointee.color_range }
      film.frames.append(Self.copy(frame.pointee))
    }
  }

  private static func copy(_ frame: AVFrame) -> DecodedFilm.Frame {
    guard let description = av_pix_fmt_desc_get(AVPixelFormat(frame.format))?.pointee else {
      return DecodedFilm.Frame(timestamp: 0, isKeyframe: false, planes: [])
    }
    let width = Int(frame.width)
    let height = Int(frame.height)
    // The components' distance is their size in planes, and the pixel's where they share one.
    let isPlanar = description.flags & UInt64(AV_PIX_FMT_FLAG_PLANAR) != 0
    let step = Int(description.comp.0.step)
    let chromaWidth = (width >> Int(description.log2_chroma_w)) * step
    let chromaHeight = height >> Int(description.log2_chroma_h)
    let planes = [
      (frame.data.0, frame.linesize.0, width * step, height),
      (frame.data.1, frame.linesize.1, chromaWidth, chromaHeight),
      (frame.data.2, frame.linesize.2, chromaWidth, chromaHeight),
    ]
    let samples = planes.prefix(isPlanar ? 3 : 1).map { base, rowStride, rowBytes, rows in
      (0..<rows).flatMap { y in
        Array(UnsafeBufferPointer(start: base.map { $0 + y * Int(rowStride) }, count: rowBytes))
      }
    }
    return DecodedFilm.Frame(
      timestamp: frame.best_effort_timestamp, isKeyframe: frame.pict_type == AV_PICTURE_TYPE_I, planes: samples)
  }

  deinit {
    var (format, decoder, packet, frame) = (format, decoder, packet, frame)
    av_frame_free(&frame)
    av_packet_free(&packet)
    avcodec_free_context(&decoder)
    avformat_close_input(&format)
  }
}
