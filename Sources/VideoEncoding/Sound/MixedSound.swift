import CFFmpeg
import FilmFormat

/// A song decoded, mixed and encoded as far as a film's frames have come, with silence after its end.
struct MixedSound: ~Copyable, Sendable {
  private var song: SongDecoder
  private var encoder: SoundEncoder
  private let mix: SoundMix
  private let displayName: String
  private let packet: PacketOwner
  /// Samples of the song that come next.
  private var waiting: ArraySlice<Float> = []
  private var hasEnded: Bool
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
    var song = try SongDecoder(
      contentsOf: path, displayName: displayName, sampleRate: SoundCodec.sampleRate,
      channels: SoundCodec.channelCount)
    var waiting: ArraySlice<Float> = []
    let hasStart = try Self.skip(mix.skipped.song, of: &song, waiting: &waiting)
    if !hasStart {
      let seconds = Double(song.sampleCount) / Double(SoundCodec.sampleRate)
      throw .refused(
        SongDecoder.operation, path: displayName,
        because: "it is \((seconds * 100).rounded() / 100) s long, and the film is to begin at its second \(mix.start)")
    }
    let hasFilm = try Self.skip(mix.skipped.film, of: &song, waiting: &waiting)
    let encoder = try SoundEncoder(codec, bitrate: mix.bitrate)
    let packet = try PacketOwner()
    hasEnded = !hasFilm
    self.encoder = encoder
    self.packet = packet
    self.song = song
    self.waiting = waiting
    self.mix = mix
    self.displayName = displayName
  }

  /// Drops the next samples, and returns whether there were so many and one more.
  private static func skip(
    _ count: Int, of song: inout SongDecoder, waiting: inout ArraySlice<Float>
  ) throws(LibAVError) -> Bool {
    var left = count * SoundCodec.channelCount
    while true {
      let dropped = min(left, waiting.count)
      waiting = waiting.dropFirst(dropped)
      left -= dropped
      if !waiting.isEmpty { return true }
      guard let block = try song.next() else { return false }
      waiting = block[...]
    }
  }

  /// Writes the description of the packets to the empty `parameters`.
  func describe(into parameters: UnsafeMutablePointer<AVCodecParameters>) throws(LibAVError) {
    try encoder.describe(into: parameters)
  }

  /// Writes the sound up to sample `end` into `mux`.
  mutating func write(to end: Int, into mux: inout OpenMux) throws(LibAVError) {
    guard end > sampleCount else { return }
    let samples = mix.applied(to: try take(end - sampleCount), first: sampleCount)
    sampleCount = end
    try encoder.append(samples, to: packet) { () throws(LibAVError) in try mux.writeSound(packet) }
  }

  /// Writes what is left of the sound, which ends at sample `end`.
  mutating func finish(at end: Int, into mux: inout OpenMux) throws(LibAVError) {
    try write(to: end, into: &mux)
    try encoder.finish(to: packet) { () throws(LibAVError) in try mux.writeSound(packet) }
  }

  /// The next samples of the song, and silence where it is over.
  private mutating func take(_ count: Int) throws(LibAVError) -> [Float] {
    let needed = count * SoundCodec.channelCount
    while waiting.count < needed && !hasEnded {
      if let block = try song.next() { waiting += block } else { hasEnded = true }
    }
    let taken = Array(waiting.prefix(needed))
    waiting = waiting.dropFirst(needed)
    return taken + [Float](repeating: 0, count: needed - taken.count)
  }
}
