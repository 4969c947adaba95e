/// The file format that holds a film's packets.
public enum Container: String, Hashable, Sendable, CaseIterable {
  /// MP4 (ISO 14496-14) with its index in front, so that playing can begin before all of it has arrived.
  case mp4
  /// Matroska; its timestamps are whole milliseconds.
  case matroska
  /// WebM: Matroska for what browsers play.
  case webm
  /// QuickTime, with its index in front.
  case mov

  /// The container of files whose names end in `fileExtension`, in either case; `nil` where there is none.
  public init?(fileExtension: some StringProtocol) {
    let lowercased = fileExtension.lowercased()
    guard let container = Self.allCases.first(where: { $0.fileExtension == lowercased }) else { return nil }
    self = container
  }

  /// How names of its files end, after the dot.
  public var fileExtension: String {
    switch self {
    case .mp4, .webm, .mov: rawValue
    case .matroska: "mkv"
    }
  }

  /// The codecs that it holds.
  public var codecs: [VideoCodec] {
    switch self {
    case .mp4: [.h264, .hevc, .av1]
    case .matroska: VideoCodec.allCases
    case .webm: [.vp9, .av1]
    case .mov: [.prores, .h264, .hevc]
    }
  }

  /// Why films in `codec` cannot be in this container, with what can; `nil` where they can.
  public func problem(with codec: VideoCodec) -> String? {
    guard !codecs.contains(codec) else { return nil }
    let names = codecs.map(\.rawValue)
    let others = Self.allCases.filter { $0.codecs.contains(codec) }.map { "." + $0.fileExtension }
    return "a .\(fileExtension) file holds \(names.dropLast().joined(separator: ", ")) or \(names.last ?? ""), not "
      + "\(codec.rawValue), which goes into \(others.joined(separator: " or "))"
  }

  /// The muxer's name within libavformat.
  var muxerName: String { rawValue }

  /// What the muxer is told besides its defaults.
  var muxerOptions: KeyValuePairs<String, String> {
    switch self {
    case .mp4, .mov: ["movflags": "+faststart"]
    case .matroska, .webm: [:]
    }
  }

  /// The four characters by which the container calls streams of `format`; 0 for its own choice.
  ///
  /// Apple's players want HEVC called `hvc1`: all headers are in the container's, none among the frames.
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
