import CFFmpeg
import FilmFormat
import FractalMath

/// A film's sound: a song decoded, mixed and encoded as far as the film's frames have come; or the sound that another film of the same length
/// has already.
///
/// It is encoded once for the whole film, in one piece: the delay that encoders put before it is not in the middle of a film then, and
/// the containers say how long it is.
package struct SoundTrack: ~Copyable, Sendable {
  // One of both.
  private var mixed: MixedSound?
  private var copied: CopiedSound?
  /// Called at the end if there was silence in the place of so many packets.
  private let noteDamage: @Sendable (Int) -> Void

  /// The sound of the song at `path`, mixed by `mix`, in `codec`.
  ///
  /// - Parameters:
  ///   - displayName: the song's name in error messages.
  ///   - noteDamage: called at the end with the number of packets that could not be decoded, if there were any.
  /// - Throws: if the song cannot be read, or ends before the mix begins.
  package init(
    song path: String, displayName: String, mix: SoundMix, codec: SoundCodec,
    noteDamage: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(LibAVError) {
    mixed = try MixedSound(song: path, displayName: displayName, mix: mix, codec: codec)
    copied = nil
    self.noteDamage = noteDamage
  }

  /// The sound of the film at `path` as it is; `nil` where it would have to be encoded: it is not in `codec`, which has to have loss, or is
  /// not just as long as `frameCount` frames.
  ///
  /// - Parameter bitrate: bits per second at which it was encoded.
  /// - Throws: without memory, or if the file cannot be read.
  package init?(
    copying path: String, displayName: String, codec: SoundCodec, bitrate: Int, frames frameCount: Int,
    at frameRate: FrameRate
  ) throws(LibAVError) {
    copied = try CopiedSound.open(
      path, displayName: displayName, codec: codec, bitrate: bitrate,
      sampleCount: Self.samples(ofFrames: frameCount, at: frameRate))
    mixed = nil
    noteDamage = { _ in }
    if copied == nil { return nil }
  }

  /// Writes the description of the packets to the empty `parameters`.
  func describe(into parameters: UnsafeMutablePointer<AVCodecParameters>) throws(LibAVError) {
    try mixed?.describe(into: parameters)
    try copied?.describe(into: parameters)
  }

  /// Writes the sound up to the end of `frameCount` frames into `mux`.
  mutating func write(
    frames frameCount: Int, at frameRate: FrameRate, into mux: inout OpenMux
  ) throws(LibAVError) {
    let end = Self.samples(ofFrames: frameCount, at: frameRate)
    try mixed?.write(to: end, into: &mux)
    try copied?.write(to: end, into: &mux)
  }

  /// Writes the rest of the sound of a film of `frameCount` frames.
  consuming func finish(
    frames frameCount: Int, at frameRate: FrameRate, into mux: inout OpenMux
  ) throws(LibAVError) {
    try mixed?.finish(at: Self.samples(ofFrames: frameCount, at: frameRate), into: &mux)
    try copied?.finish(into: &mux)
    if let count = mixed?.damagedPacketCount, count > 0 { noteDamage(count) }
  }

  /// The samples of so many frames, the nearest number.
  private static func samples(ofFrames count: Int, at rate: FrameRate) -> Int {
    (2 * count * rate.denominator * SoundCodec.sampleRate + rate.numerator) / (2 * rate.numerator)
  }
}
