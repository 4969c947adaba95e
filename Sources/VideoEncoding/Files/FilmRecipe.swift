import CFFmpeg
import FractalMath

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A film file's description of itself, and its recipe if it carries one.
package struct FilmRecipe: Hashable, Sendable {
  /// The film's name; empty if it has none.
  package let title: String
  /// The file's comment, in which our films carry their recipe; empty if there is none.
  package let comment: String
  /// Width and height in pixels.
  package let size: FrameSize
  /// Frames per second; `nil` if the file does not say, or has a rate that we do not support.
  package let frameRate: FrameRate?
  /// Number of frames; for files that do not store it (Matroska), computed from length and rate.
  package let frameCount: Int
  /// Length in seconds.
  package let durationSeconds: Double
  /// libavcodec's name of the video codec, such as `h264`.
  package let codec: String
  /// libavcodec's name of the codec of the sound; empty without sound.
  package let sound: String

  /// The values given.
  package init(
    title: String, comment: String, size: FrameSize, frameRate: FrameRate?, frameCount: Int, durationSeconds: Double,
    codec: String, sound: String
  ) {
    self.title = title
    self.comment = comment
    self.size = size
    self.frameRate = frameRate
    self.frameCount = frameCount
    self.durationSeconds = durationSeconds
    self.codec = codec
    self.sound = sound
  }

  /// Reads the file at `path` as `read(_:displayName:)` does.
  package static func read(_ path: String, displayName: String) throws(LibAVError) -> FilmRecipe {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw LibAVError(operation: operation, path: displayName, code: cffmpeg_error_from_errno(errno))
    }
    defer { close(descriptor) }
    return try read(descriptor, displayName: displayName)
  }

  /// Reads the header of the film behind `descriptor`: no packet is read and no decoder opened, nor any other file.
  ///
  /// - Parameters:
  ///   - descriptor: open for a regular file, and stays open.
  ///   - displayName: the file's name in error messages.
  /// - Throws: if it cannot be read or is not a film.
  package static func read(_ descriptor: Int32, displayName: String) throws(LibAVError) -> FilmRecipe {
    LibAVLog.silence
    let input = try DescriptorInput.open(
      descriptor, demuxer: demuxer(of: descriptor, displayName: displayName), displayName: displayName,
      operation: operation)
    let context = input.pointer
    let index = try check(
      av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nil, 0), to: operation, path: displayName)
    guard let stream = context.pointee.streams[Int(index)]?.pointee, let parameters = stream.codecpar?.pointee,
      parameters.width > 0 && parameters.height > 0
    else { throw .refused(operation, path: displayName, because: "its pictures have no size") }
    let rate = stream.avg_frame_rate
    let frameRate = FrameRate(numerator: Int(rate.num), denominator: Int(rate.den))
    let seconds = seconds(of: context.pointee, stream)
    let counted = Int(stream.nb_frames)
    return FilmRecipe(
      title: text("title", in: context), comment: text("comment", in: context),
      size: FrameSize(width: Int(parameters.width), height: Int(parameters.height)), frameRate: frameRate,
      frameCount: counted > 0 ? counted : Int((seconds * (frameRate?.framesPerSecond ?? 0)).rounded()),
      durationSeconds: seconds, codec: String(cString: avcodec_get_name(parameters.codec_id)),
      sound: sound(in: context.pointee))
  }

  /// libavcodec's name of the first sound's codec.
  private static func sound(in file: AVFormatContext) -> String {
    for index in 0..<Int(file.nb_streams) {
      guard let parameters = file.streams[index]?.pointee.codecpar.pointee else { continue }
      if parameters.codec_type == AVMEDIA_TYPE_AUDIO { return String(cString: avcodec_get_name(parameters.codec_id)) }
    }
    return ""
  }

  /// The film's length as its header tells it: the file's or, as libavformat 61 has none of MP4 and MOV then, the stream's.
  private static func seconds(of file: AVFormatContext, _ stream: AVStream) -> Double {
    if file.duration > 0 { return Double(file.duration) / Double(AV_TIME_BASE) }
    guard stream.duration > 0, stream.time_base.den > 0 else { return 0 }
    return Double(stream.duration) * Double(stream.time_base.num) / Double(stream.time_base.den)
  }

  /// Whether a file that begins with `bytes`, at least 12 if it has that many, has a container format for films: MP4
  /// and MOV (a box `ftyp` first, ISO 14496-12), Matroska and WebM (EBML's mark, RFC 8794).
  package static func isFilm(beginning bytes: some Collection<UInt8>) -> Bool {
    demuxer(beginning: bytes) != nil
  }

  private static func demuxer(beginning bytes: some Collection<UInt8>) -> String? {
    if bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return "matroska" }
    return bytes.dropFirst(4).starts(with: Array("ftyp".utf8)) ? "mov" : nil
  }

  /// The one demuxer that reads the file: demuxers of playlists and other formats never see it.
  private static func demuxer(of descriptor: Int32, displayName: String) throws(LibAVError) -> String {
    let beginning = [UInt8](unsafeUninitializedCapacity: 12) { room, count in
      count = max(pread(descriptor, room.baseAddress, 12, 0), 0)
    }
    guard let demuxer = demuxer(beginning: beginning) else {
      throw .refused(operation, path: displayName, because: "it is not an MP4, MOV, Matroska or WebM file")
    }
    return demuxer
  }

  private static let operation = "read the film"

  /// The file's tag `key`, in any letter case.
  private static func text(_ key: String, in context: UnsafeMutablePointer<AVFormatContext>) -> String {
    guard let entry = av_dict_get(context.pointee.metadata, key, nil, 0) else { return "" }
    return String(cString: entry.pointee.value)
  }
}

/// A film's description of itself. Empty texts are omitted from the file.
package struct FilmMetadata: Hashable, Sendable {
  /// The film's name.
  package var title: String
  /// Who made it.
  package var artist: String
  /// What it shows.
  package var description: String
  /// Free text of any length, which holds the recipe.
  package var comment: String

  /// Metadata with the texts given.
  package init(title: String = "", artist: String = "", description: String = "", comment: String = "") {
    self.title = title
    self.artist = artist
    self.description = description
    self.comment = comment
  }

  /// The tags under libavformat's names, which each container translates into its own.
  var tags: KeyValuePairs<String, String> {
    ["title": title, "artist": artist, "description": description, "comment": comment]
  }
}
