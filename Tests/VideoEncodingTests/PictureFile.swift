import CFFmpeg
import VideoEncoding

/// A small picture file of four upright stripes, made by FFmpeg's own encoders.
enum PictureFile {
  static let stripes: [[UInt8]] = [[0, 0, 128], [0, 160, 255], [255, 255, 255], [255, 170, 0]]
  static let (width, height) = (64, 32)

  private static let encoders: [PictureFormat: (AVCodecID, AVPixelFormat)] = [
    .jpeg: (AV_CODEC_ID_MJPEG, AV_PIX_FMT_YUVJ444P), .png: (AV_CODEC_ID_PNG, AV_PIX_FMT_RGB24),
    .webp: (AV_CODEC_ID_WEBP, AV_PIX_FMT_BGRA), .bmp: (AV_CODEC_ID_BMP, AV_PIX_FMT_BGR24),
    .tiff: (AV_CODEC_ID_TIFF, AV_PIX_FMT_RGB24),
  ]

  /// The stripes as rows of red, green and blue.
  private static var pixels: [UInt8] {
    (0..<height).flatMap { _ in (0..<width).flatMap { stripes[$0 / 16] } }
  }

  /// A file in `format`; `nil` where this FFmpeg cannot write one.
  static func bytes(_ format: PictureFormat) -> [UInt8]? {
    if format == .gif { return gif }
    guard let (id, pixelFormat) = encoders[format], let codec = avcodec_find_encoder(id),
      let context = avcodec_alloc_context3(codec), let frame = av_frame_alloc(), let packet = av_packet_alloc()
    else { return nil }
    defer { free(context, frame, packet) }
    (context.pointee.width, context.pointee.height) = (Int32(width), Int32(height))
    (context.pointee.pix_fmt, context.pointee.time_base) = (pixelFormat, AVRational(num: 1, den: 1))
    context.pointee.flags |= AV_CODEC_FLAG_QSCALE
    context.pointee.global_quality = 118
    guard avcodec_open2(context, codec, nil) == 0 else { return nil }
    (frame.pointee.width, frame.pointee.height) = (Int32(width), Int32(height))
    (frame.pointee.format, frame.pointee.quality) = (pixelFormat.rawValue, 118)
    guard av_frame_get_buffer(frame, 0) == 0, fill(frame, pixelFormat) else { return nil }
    guard avcodec_send_frame(context, frame) == 0, avcodec_send_frame(context, nil) == 0,
      avcodec_receive_packet(context, packet) == 0
    else { return nil }
    return Array(UnsafeBufferPointer(start: packet.pointee.data, count: Int(packet.pointee.size)))
  }

  /// A GIF by hand: four colours, and codes of three bits, of which each third is the one that forgets what was seen before, so that
  /// they stay as short as they are.
  private static var gif: [UInt8] {
    let (clear, end) = (4, 5)
    let indices = (0..<width * height).map { $0 % width / 16 }
    let codes = indices.indices.flatMap { $0 % 2 == 0 ? [clear, indices[$0]] : [indices[$0]] } + [end]
    var bits = 0
    var count = 0
    var data: [UInt8] = []
    for code in codes + [0, 0, 0] {
      bits |= code << count
      count += 3
      if count >= 8 {
        data.append(UInt8(bits & 0xFF))
        (bits, count) = (bits >> 8, count - 8)
      }
    }
    let blocks = stride(from: 0, to: data.count, by: 255).flatMap { start in
      let block = data[start..<min(start + 255, data.count)]
      return [UInt8(block.count)] + block
    }
    let size: [UInt8] = [UInt8(width), 0, UInt8(height), 0]
    return Array("GIF89a".utf8) + size + [0x81, 0, 0] + stripes.flatMap { $0 } + [0x2C, 0, 0, 0, 0] + size
      + [0, 2] + blocks + [0, 0x3B]
  }

  private static func fill(_ frame: UnsafeMutablePointer<AVFrame>, _ format: AVPixelFormat) -> Bool {
    guard
      let scaler = sws_getContext(
        Int32(width), Int32(height), AV_PIX_FMT_RGB24, Int32(width), Int32(height), format, CFFMPEG_EXACT_SCALING, nil,
        nil, nil)
    else { return false }
    defer { sws_freeContext(scaler) }
    let planes: [UnsafeMutablePointer<UInt8>?] = [
      frame.pointee.data.0, frame.pointee.data.1, frame.pointee.data.2, frame.pointee.data.3,
    ]
    let strides = [
      frame.pointee.linesize.0, frame.pointee.linesize.1, frame.pointee.linesize.2, frame.pointee.linesize.3,
    ]
    return pixels.withUnsafeBufferPointer { source in
      sws_scale(scaler, [source.baseAddress], [Int32(3 * width)], 0, Int32(height), planes, strides) == Int32(height)
    }
  }

  private static func free(
    _ context: UnsafeMutablePointer<AVCodecContext>?, _ frame: UnsafeMutablePointer<AVFrame>?,
    _ packet: UnsafeMutablePointer<AVPacket>?
  ) {
    var (context, frame, packet) = (context, frame, packet)
    avcodec_free_context(&context)
    av_frame_free(&frame)
    av_packet_free(&packet)
  }
}
