import CFFmpeg
import FractalMath

/// What a film file says about itself, and the recipe it was made from where it carries one.
public struct FilmRecipe: Hashable, Sendable {
  /// The film's name; empty where it has none.
  public let title: String
  /// The file's comment, in which a film of ours carries its recipe; empty where there is none.
  public let comment: String
  /// Width and height in pixels.
  public let size: FrameSize
  /// Frames per second; `nil` where the file does not say or it is none of ours.
  public let frameRate: FrameRate?
  /// Number of frames; of files that do not count them (Matroska) what length and rate make.
  public let frameCount: Int
  /// Length in seconds.
  public let durationSeconds: Double
  /// libavcodec's name of the video codec, such as `h264`.
  public let codec: String

  /// Reads the file at `path`; nothing is decoded, and of a long film only its ends are read.
  ///
  /// - Parameter displayName: what error messages call the file.
  /// - Throws: where there is no file, it cannot be read, or it is no film.
  public static func read(_ path: String, displayName: String) throws(LibAVError) -> FilmRecipe {
    LibAVLog.silence
    let operation = "read the film"
    let input = try InputContextOwner(path: path, displayName: displayName, operation: operation)
    let context = input.pointer
    try check(avformat_find_stream_info(context, nil), to: operation, path: displayName)
    let index = try check(
      av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nil, 0), to: operation, path: displayName)
    guard let stream = context.pointee.streams[Int(index)]?.pointee, let parameters = stream.codecpar?.pointee,
      parameters.width > 0 && parameters.height > 0
    else { throw .refused(operation, path: displayName, because: "its pictures have no size") }
    let rate = stream.avg_frame_rate
    let frameRate = FrameRate(numerator: Int(rate.num), denominator: Int(rate.den))
    let seconds = context.pointee.duration > 0 ? Double(context.pointee.duration) / Double(AV_TIME_BASE) : 0
    let counted = Int(stream.nb_frames)
    return FilmRecipe(
      title: text("title", in: context), comment: text("comment", in: context),
      size: FrameSize(width: Int(parameters.width), height: Int(parameters.height)), frameRate: frameRate,
      frameCount: counted > 0 ? counted : Int((seconds * (frameRate?.framesPerSecond ?? 0)).rounded()),
      durationSeconds: seconds, codec: String(cString: avcodec_get_name(parameters.codec_id)))
  }

  /// Whether a file that begins with `bytes`, 12 of them if it has as many, is of a kind that films are kept in: MP4 and MOV (a box `ftyp` first,
  /// ISO 14496-12), Matroska and WebM (EBML's mark, RFC 8794).
  public static func isFilm(beginning bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) || bytes.dropFirst(4).starts(with: Array("ftyp".utf8))
  }

  /// The file's own tag `key`, whatever the case it is written in.
  private static func text(_ key: String, in context: UnsafeMutablePointer<AVFormatContext>) -> String {
    guard let entry = av_dict_get(context.pointee.metadata, key, nil, 0) else { return "" }
    return String(cString: entry.pointee.value)
  }
}

/// Owns one `AVFormatContext` for reading, and the file it reads from.
private struct InputContextOwner: ~Copyable {
  /// Lent to C calls while the owner lives.
  let pointer: UnsafeMutablePointer<AVFormatContext>

  init(path: String, displayName: String, operation: String) throws(LibAVError) {
    var context: UnsafeMutablePointer<AVFormatContext>?
    // Without the protocol's name libav would take "a:b.mp4" for a protocol called "a".
    try check(avformat_open_input(&context, "file:" + path, nil, nil), to: operation, path: displayName)
    pointer = try allocated(context, "a container")
  }

  deinit {
    var context: UnsafeMutablePointer<AVFormatContext>? = pointer
    avformat_close_input(&context)
  }
}
