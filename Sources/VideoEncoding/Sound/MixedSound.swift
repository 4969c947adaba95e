import CFFmpeg
import FilmFormat

/// A song decoded, mixed and encoded as far as a film's frames have come, with silence after its end.
struct MixedSound: ~Copyable, Sendable {
  private var song: SongSamples
  private var encoder: SoundEncoder
  private let mix: SoundMix
  private let packet: PacketOwner
  /// Samples of each channel that the encoder was given.
  private var sampleCount = 0

  /// Packets of the song so far in whose place there is silence.
  var damagedPacketCount: Int { song.damagedPacketCount }

  /// The sound of the song at `path`, mixed by `mix`, in `codec`.
  ///
  /// - Parameter displayName: the song's name in error messages.
  /// - Throws: if the song cannot be read, or ends before the mix begins.
  init(
    song path: String, displayName: String, mix: SoundMix, codec: SoundCodec
  ) throws(LibAVError) {
    var song = try SongSamples.open(songAt: path, displayName: displayName, start: mix.start)
    try song.skip(SoundMix.samples(mix.firstSecond))
    let encoder = try SoundEncoder(codec, bitrate: mix.bitrate)
    let packet = try PacketOwner()
    self.encoder = encoder
    self.packet = packet
    self.song = song
    self.mix = mix
  }

  /// Writes the description of the packets to the empty `parameters`.
  func describe(into parameters: UnsafeMutablePointer<AVCodecParameters>) throws(LibAVError) {
    try encoder.describe(into: parameters)
  }

  /// Writes the sound up to sample `end` into `mux`.
  mutating func write(to end: Int, into mux: inout OpenMux) throws(LibAVError) {
    guard end > sampleCount else { return }
    let samples = mix.applied(to: try song.take(end - sampleCount), first: sampleCount)
    sampleCount = end
    try encoder.append(samples, to: packet) { () throws(LibAVError) in try mux.writeSound(packet) }
  }

  /// Writes what is left of the sound, which ends at sample `end`.
  mutating func finish(at end: Int, into mux: inout OpenMux) throws(LibAVError) {
    try write(to: end, into: &mux)
    try encoder.finish(to: packet) { () throws(LibAVError) in try mux.writeSound(packet) }
  }
}
