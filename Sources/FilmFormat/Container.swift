import FractalMath

/// The file format that holds a film's packets.
public enum Container: String, Hashable, Sendable, CaseIterable {
  /// MP4 (ISO 14496-14) with its index in front, so that playback can begin before the whole file has arrived.
  case mp4
  /// Matroska; its timestamps are whole milliseconds.
  case matroska
  /// WebM: Matroska for codecs that browsers play.
  case webm
  /// QuickTime, with its index in front.
  case mov

  /// The container of files whose names end in `fileExtension`, in either case; `nil` if there is none.
  public init?(fileExtension: some StringProtocol) {
    let lowercased = fileExtension.lowercased()
    guard let container = Self.allCases.first(where: { $0.fileExtension == lowercased }) else { return nil }
    self = container
  }

  /// The extension of its files, without the dot.
  public var fileExtension: String {
    switch self {
    case .mp4, .webm, .mov: rawValue
    case .matroska: "mkv"
    }
  }

  /// Whether its files can have a cover: QuickTime's texts have no place for one, and WebM has no attachments.
  public var holdsCover: Bool { self == .mp4 || self == .matroska }

  /// The codecs that it holds, starting with those for which it is the default.
  public var codecs: [VideoCodec] {
    let places = VideoCodec.allCases.compactMap { codec in
      codec.facts.containers.firstIndex(of: self).map { (codec: codec, place: $0) }
    }
    let deepest = places.map(\.place).max() ?? 0
    return (0...deepest).flatMap { place in places.filter { $0.place == place }.map(\.codec) }
  }

  /// The reason why films in `codec` cannot be in this container, with the alternatives; `nil` if they can.
  public func problem(with codec: VideoCodec) -> String? {
    guard !codecs.contains(codec) else { return nil }
    let names = codecs.map(\.rawValue)
    let others = Self.allCases.filter { $0.codecs.contains(codec) }.map { "." + $0.fileExtension }
    return "a .\(fileExtension) file holds \(names.dropLast().joined(separator: ", ")) or \(names.last ?? ""), not "
      + "\(codec.rawValue), which goes into \(others.joined(separator: " or "))"
  }
}

/// An animated picture file that repeats forever.
public enum AnimatedImageFormat: String, Hashable, Sendable, CaseIterable {
  /// GIF: 256 colours for the whole film, pictures of whole hundredths of a second.
  case gif
  /// Animated WebP, with loss.
  case webp

  /// The layout of the pictures that its encoder takes.
  public var layout: PixelLayout {
    switch self {
    case .gif: .palette8
    case .webp: .bgra32
    }
  }

  /// The reason why a loop cannot have `frameRate`, with the nearest possible rate; `nil` if it can.
  ///
  /// GIF's unit is the hundredth of a second, and players treat a duration of one as an error and show the picture for
  /// ten. WebP's unit is the thousandth, to which times are rounded.
  public func problem(with frameRate: FrameRate) -> String? {
    guard self == .gif else { return nil }
    let hundredths = 100 * frameRate.denominator
    if hundredths.isMultiple(of: frameRate.numerator), hundredths / frameRate.numerator >= 2 { return nil }
    let nearest = max(2, Int((100 / frameRate.framesPerSecond).rounded()))
    let rate = FrameRate(numerator: 100, denominator: nearest).map { "\($0)" } ?? "1"
    return
      "a GIF shows each picture for a whole number of hundredths of a second, at least 2, so \(frameRate) frames per second "
      + "cannot be; the nearest rate is \(rate), and others are 50, 100/3, 25 and 20"
  }
}
