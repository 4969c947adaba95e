import Animation
import VideoEncoding

/// Where a film goes, as told by the name of its output.
public enum FilmOutput: Hashable, Sendable {
  /// A video file.
  case video(path: String, container: Container)
  /// One PNG per frame.
  case images(FrameNamePattern)
  /// Uncompressed Y4M on the standard output, for any other program to take.
  case standardOutput
  /// Rendered and thrown away, to measure rendering.
  case discarded

  /// What `name` asks for: `.mp4`, `.mkv`, `.png` by its extension, `-` for Y4M on the standard output, `null` for nothing.
  public init(name: String) throws(ProductionError) {
    switch name {
    case "-": self = .standardOutput
    case "null": self = .discarded
    default: self = try Self.file(name)
    }
  }

  /// The layout in which this output takes its pictures.
  public var pixelLayout: PixelLayout {
    switch self {
    case .video, .standardOutput, .discarded: .yuv420
    case .images: .rgb24
    }
  }

  /// The file that frame number `frame` goes to; `nil` where there is none.
  public func path(ofFrame frame: Int) -> String? {
    switch self {
    case .video(let path, _): path
    case .images(let pattern): pattern.name(ofFrame: frame)
    case .standardOutput, .discarded: nil
    }
  }

  private static func file(_ name: String) throws(ProductionError) -> FilmOutput {
    let lowercased = name.lowercased()
    if lowercased.hasSuffix(".mp4") { return .video(path: name, container: .mp4) }
    if lowercased.hasSuffix(".mkv") { return .video(path: name, container: .matroska) }
    guard lowercased.hasSuffix(".png") else {
      throw .unusableOutput(
        "\(name.oneLine): the output is known by its extension: .mp4, .mkv or .png (with a number such as %05d); "
          + "- is Y4M on the standard output, null renders and discards")
    }
    guard let pattern = FrameNamePattern(name) else {
      throw .unusableOutput(
        "\(name.oneLine): the number in a name is written once, as %d or %05d, and a percent sign as %%")
    }
    return .images(pattern)
  }
}
