import Animation

/// Which film segments belong to: segments of another film are not reused.
package struct FilmIdentity: Hashable, Sendable, Codable {
  /// The version of the form of segment files.
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

  /// What is different in `other`, in words; `nil` where it is the same film.
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
