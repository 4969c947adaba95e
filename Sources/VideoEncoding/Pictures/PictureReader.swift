import CFFmpeg
import FractalMath

/// Reads picture files: their first picture, as pixels of red, green, blue and opacity.
///
/// The bytes go to the decoder that their beginning selects; no container is searched for. Decoder and conversion are
/// variants with the same results on every processor.
package enum PictureReader {
  /// The most pixels of a picture.
  package static let largestPixelCount = 1 << 26

  /// A picture: rows from the top, pixels from the left, four bytes each.
  package struct Pixels: Sendable {
    /// Pixels of a row.
    package let width: Int
    /// Rows.
    package let height: Int
    /// Red, green, blue and opacity of each pixel.
    package let rgba: [UInt8]
  }

  /// The picture in `bytes`.
  ///
  /// - Throws: if the file is damaged, too large, or of a kind that this FFmpeg cannot decode.
  /// - Complexity: O(bytes + pixels), and holds the decoded picture twice.
  package static func pixels(of bytes: [UInt8], format: PictureFormat) throws(LibAVError) -> Pixels {
    _ = LibAVLog.silence
    let frame = try decodedFrame(bytes, format)
    let (width, height) = (Int(frame.pointer.pointee.width), Int(frame.pointer.pointee.height))
    guard width > 0, height > 0, width <= largestPixelCount / height else {
      throw .refused(operation(format), because: "\(width)×\(height) pixels; the most are \(largestPixelCount)")
    }
    var rgba = [UInt8](repeating: 0, count: 4 * width * height)
    let scaler = try ScalerOwner(converting: frame)
    let rowCount = rgba.withUnsafeMutableBytes { buffer in
      scaler.convert(frame, to: buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), rowBytes: Int32(4 * width))
    }
    guard rowCount == Int32(height) else {
      throw .refused(operation(format), because: "its pixels cannot be brought to red, green and blue")
    }
    return Pixels(width: width, height: height, rgba: rgba)
  }

  private static func operation(_ format: PictureFormat) -> String { "read the \(format.rawValue) picture" }

  private static func decodedFrame(_ bytes: [UInt8], _ format: PictureFormat) throws(LibAVError) -> FrameOwner {
    let operation = operation(format)
    guard let codec = avcodec_find_decoder(format.codec) else {
      throw .refused(operation, because: "this FFmpeg has no decoder for it")
    }
    guard let size = Int32(exactly: bytes.count) else { throw .refused(operation, because: "the file is too large") }
    let context = try CodecContextOwner(for: codec)
    context.pointer.pointee.thread_count = 1
    context.pointer.pointee.max_pixels = Int64(largestPixelCount)
    context.pointer.pointee.flags |= AV_CODEC_FLAG_BITEXACT
    context.pointer.pointee.idct_algo = FF_IDCT_SIMPLE
    try check(avcodec_open2(context.pointer, codec, nil), to: operation)
    let packet = try PacketOwner()
    try check(av_new_packet(packet.pointer, size), to: operation)
    bytes.withUnsafeBytes { source in
      UnsafeMutableRawBufferPointer(start: packet.pointer.pointee.data, count: source.count).copyMemory(from: source)
    }
    try check(avcodec_send_packet(context.pointer, packet.pointer), to: operation)
    // At the end of input, a decoder returns what it holds.
    try check(avcodec_send_packet(context.pointer, nil), to: operation)
    let frame = try FrameOwner()
    let code = avcodec_receive_frame(context.pointer, frame.pointer)
    guard code != CFFMPEG_ERROR_EOF && code != CFFMPEG_ERROR_AGAIN else {
      throw .refused(operation, because: "there is no whole picture in it")
    }
    try check(code, to: operation)
    return frame
  }
}

/// Owns a scaler that converts one frame to pixels of red, green, blue and opacity.
private struct ScalerOwner: ~Copyable {
  private let pointer: cffmpeg_scaler

  init(converting frame: borrowing FrameOwner) throws(LibAVError) {
    let source = frame.pointer.pointee
    let format = AVPixelFormat(source.format)
    pointer = try allocated(
      sws_getContext(
        source.width, source.height, format, source.width, source.height, AV_PIX_FMT_RGBA, CFFMPEG_EXACT_SCALING, nil,
        nil, nil), "a converter of pixels")
    // JPEG's own formats say that they use all codes; others tell it beside the frame. BT.601 where nothing is said.
    if source.color_range == AVCOL_RANGE_JPEG {
      let matrix = source.colorspace == AVCOL_SPC_BT709 ? SWS_CS_ITU709 : SWS_CS_ITU601
      let coefficients = sws_getCoefficients(matrix)
      sws_setColorspaceDetails(pointer, coefficients, 1, sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, 1 << 16, 1 << 16)
    }
  }

  /// Converts `frame` and returns how many rows there are now.
  func convert(
    _ frame: borrowing FrameOwner, to destination: UnsafeMutablePointer<UInt8>?, rowBytes: Int32
  ) -> Int32 {
    let source = frame.pointer.pointee
    let planes: [UnsafePointer<UInt8>?] = [
      UnsafePointer(source.data.0), UnsafePointer(source.data.1), UnsafePointer(source.data.2),
      UnsafePointer(source.data.3),
    ]
    let strides = [source.linesize.0, source.linesize.1, source.linesize.2, source.linesize.3]
    return sws_scale(pointer, planes, strides, 0, source.height, [destination, nil, nil, nil], [rowBytes, 0, 0, 0])
  }

  deinit { sws_freeContext(pointer) }
}
