import Animation
import FilmFormat
import VideoEncoding

/// The destination of a film, derived from the name of its output.
package enum FilmOutput: Hashable, Sendable {
  /// A video file.
  case video(path: String, container: Container)
  /// A GIF or a WebP that loops forever.
  case animatedImage(path: String, format: AnimatedImageFormat)
  /// One PNG per frame.
  case images(FrameNamePattern, bitDepth: ImageBitDepth)
  /// Uncompressed Y4M on the standard output, for other programs.
  case standardOutput
  /// Rendered and discarded, to measure rendering.
  case discarded

  /// The output for `name`: `.mp4`, `.mkv`, `.webm`, `.mov`, `.gif`, `.webp`, `.png` by its extension, `-` for Y4M on
  /// the standard output, `null` for nothing.
  package init(name: String) throws(ProductionError) {
    switch name {
    case "-": self = .standardOutput
    case "null": self = .discarded
    default: self = try Self.file(name)
    }
  }

  /// Whether it is a video file, which consists of segments.
  package var isVideo: Bool {
    if case .video = self { true } else { false }
  }

  /// Whether its pictures are Y′CbCr, in which chroma may be subsampled.
  package var isSampled: Bool {
    switch self {
    case .video, .standardOutput, .discarded: true
    case .animatedImage, .images: false
    }
  }

  /// The layout of this output's pictures for films encoded with `settings`, with opacity if they are translucent and it has some.
  package func pixelLayout(_ settings: EncoderSettings, isTranslucent: Bool) -> PixelLayout {
    switch self {
    case .video, .standardOutput, .discarded: settings.layout
    case .images(_, let bitDepth): PixelLayout(bitDepth, isTranslucent: isTranslucent)
    case .animatedImage(_, let format): PixelLayout(.eight, isTranslucent: isTranslucent && format == .webp)
    }
  }

  /// The file for frame number `frame`; `nil` if there is none.
  package func path(ofFrame frame: Int) -> String? {
    switch self {
    case .video(let path, _), .animatedImage(let path, _): path
    case .images(let pattern, _): pattern.name(ofFrame: frame)
    case .standardOutput, .discarded: nil
    }
  }

  private static func file(_ name: String) throws(ProductionError) -> FilmOutput {
    let lowercased = name.lowercased()
    for container in Container.allCases where lowercased.hasSuffix("." + container.fileExtension) {
      return .video(path: name, container: container)
    }
    for format in AnimatedImageFormat.allCases where lowercased.hasSuffix("." + format.rawValue) {
      return .animatedImage(path: name, format: format)
    }
    guard lowercased.hasSuffix(".png") else {
      throw .unusableOutput(
        "\(name.oneLine): the output is chosen by its extension: .mp4, .mkv, .webm, .mov, .gif, .webp or .png (with a number such as %05d); "
          + "- writes Y4M to the standard output, null renders and discards")
    }
    guard let pattern = FrameNamePattern(name) else {
      throw .unusableOutput(
        "\(name.oneLine): the number in a name is written once, as %d or %05d, and a percent sign as %%")
    }
    return .images(pattern, bitDepth: .eight)
  }
}

/// The file name of each frame of an image sequence, such as `frames/%05d.png`.
package struct FrameNamePattern: Hashable, Sendable {
  private let prefix: String
  private let suffix: String
  /// The minimum number of digits; `nil` if the name has no number.
  private let minimumDigits: Int?

  /// Reads a name with one `%d` or `%0Nd`, or with none, which can then name only one frame; `%%` is a percent sign.
  ///
  /// - Returns: `nil` if another use of `%`, or a second number, makes the name ambiguous.
  package init?(_ name: String) {
    // By scalars: a combining mark after a percent sign or a letter changes neither.
    var parts = [String.UnicodeScalarView()]
    var digits: Int?
    var rest = name.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar != "%" {
        parts[parts.count - 1].append(scalar)
      } else if rest.first == "%" {
        rest.removeFirst()
        parts[parts.count - 1].append("%")
      } else {
        let width = rest.prefix { ("0"..."9").contains($0) }
        rest = rest.dropFirst(width.count)
        guard rest.popFirst() == "d", parts.count == 1 else { return nil }
        guard width.isEmpty || (width.first == "0" && width.count <= 3) else { return nil }
        digits = Int(String(width)) ?? 1
        parts.append(String.UnicodeScalarView())
      }
    }
    prefix = String(parts[0])
    suffix = parts.count == 2 ? String(parts[1]) : ""
    minimumDigits = digits
  }

  /// Whether different frames get different names.
  package var hasNumber: Bool { minimumDigits != nil }

  /// The name of frame number `frame`, 0 or more.
  package func name(ofFrame frame: Int) -> String {
    guard let minimumDigits else { return prefix }
    let number = String(frame)
    return prefix + String(repeating: "0", count: max(0, minimumDigits - number.count)) + number + suffix
  }
}
