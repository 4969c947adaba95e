import Animation
import FilmFormat
import FractalMath
import Rendering
import VideoEncoding

/// Identifies the film to which segments belong: segments of another film are not reused.
package struct FilmIdentity: Hashable, Sendable, Codable {
  /// The version of the segment files' format.
  package let form: Int
  /// The program's version.
  package let program: String
  /// SHA-256 of the preset in its canonical form, in hexadecimal.
  package let preset: String
  /// The frames, such as `0..<600`.
  package let frames: String
  /// Frames of a segment.
  package let segmentLength: Int
  /// The vector instructions.
  package let instructionSet: String
  /// The encoder's settings.
  package let encoder: String
  /// The encoder's libraries.
  package let libraries: String

  /// The film of `preset`, cut by `cut`.
  package init(preset: Preset, cut: FilmCut, instructionSet: InstructionSet, encoder: EncoderIdentity) {
    form = SegmentFile.form
    program = ProgramVersion.current
    self.preset = ContentHash(of: Array(preset.canonicalJSON.utf8)).hexadecimal
    frames = "\(cut.frames)"
    segmentLength = cut.segmentLength
    self.instructionSet = instructionSet.rawValue
    self.encoder = encoder.settings
    libraries = encoder.libraries
  }

  /// The difference from `other`, in words; `nil` if it is the same film.
  package func difference(from other: FilmIdentity) -> String? {
    if other.form != form || other.program != program { return "another version of the program" }
    if other.preset != preset { return "another preset, or other values of its keys" }
    if other.frames != frames { return "the frames \(other.frames)" }
    if other.instructionSet != instructionSet { return "the instruction set \(other.instructionSet)" }
    if other.encoder != encoder { return "other settings of the encoder" }
    if other.libraries != libraries { return "other versions of the encoder's libraries" }
    return other == self ? nil : "segments of another length"
  }
}

/// The encoder of a film: equal identities make equal packets from equal pictures.
package struct EncoderIdentity: Hashable, Sendable {
  /// The settings, in words.
  package let settings: String
  /// The libraries' versions, and a hash of a small picture that they have encoded.
  ///
  /// libavcodec does not report the version of the encoder behind it; the encoded picture differs with it, and usually
  /// names it.
  package let libraries: String

  /// Rows and columns of the picture, which every encoder accepts.
  private static let extent = 64

  /// The encoder of `settings` for pictures in `layout`.
  ///
  /// - Complexity: opens an encoder for one small picture: milliseconds.
  package init(_ settings: EncoderSettings, layout: PixelLayout, frameRate: FrameRate) throws {
    let size = FrameSize(width: Self.extent, height: Self.extent)
    let picture = try PicturePool(size: size, layout: layout).take()
    let renderer = FrameRenderer(
      size: size, settings: FieldSettings(limits: EscapeLimits(maximumIterations: 1)),
      coloring: Coloring(
        palette: Palette(
          stops: [Palette.Stop(position: 0, color: SRGBColor(red: 255, green: 255, blue: 255))], isCyclic: false),
        interior: SRGBColor(red: 0, green: 0, blue: 0)),
      format: PixelTarget.Format(layout), isTranslucent: layout.hasOpacity)
    let job = renderer.job(FrameParameters(juliaConstant: .zero), into: PixelTarget(lending: picture))
    for item in 0..<job.itemCount { job.perform(item: item, worker: 0) }
    var encoder = try SegmentEncoder(size: size, frameRate: frameRate, settings: settings)
    try encoder.append(picture)
    let encoded = SegmentFile(key: ContentHash(of: [UInt8]()), segment: try encoder.finish())
    self.settings = "\(settings), \(layout)"
    libraries =
      "FFmpeg \(LibraryVersions.ffmpeg), libavcodec \(LibraryVersions.libavcodec), \(encoded.hash.hexadecimal.prefix(16))"
  }
}
