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

  /// The codecs that it holds, those first for which it is the usual one.
  public var codecs: [VideoCodec] {
    let places = VideoCodec.allCases.compactMap { codec in
      codec.facts.containers.firstIndex(of: self).map { (codec: codec, place: $0) }
    }
    let deepest = places.map(\.place).max() ?? 0
    return (0...deepest).flatMap { place in places.filter { $0.place == place }.map(\.codec) }
  }

  /// Why films in `codec` cannot be in this container, with what can; `nil` where they can.
  public func problem(with codec: VideoCodec) -> String? {
    guard !codecs.contains(codec) else { return nil }
    let names = codecs.map(\.rawValue)
    let others = Self.allCases.filter { $0.codecs.contains(codec) }.map { "." + $0.fileExtension }
    return "a .\(fileExtension) file holds \(names.dropLast().joined(separator: ", ")) or \(names.last ?? ""), not "
      + "\(codec.rawValue), which goes into \(others.joined(separator: " or "))"
  }
}
