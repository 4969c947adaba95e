import FilmFormat

/// The samples of a film's song, one after another from the moment on at which the film begins, with silence after its end.
///
/// Used by one thread at a time, not always the same.
package struct SongSamples: ~Copyable, Sendable {
  /// Samples of each channel that were given out or skipped.
  package private(set) var position = 0
  /// Packets of the song so far in whose place there is silence.
  package var damagedPacketCount: Int { song.damagedPacketCount }

  private var song: SongDecoder
  /// Samples that come next.
  private var waiting: ArraySlice<Float> = []
  private var hasEnded = false

  /// The samples of the song at `path` from its second `start` on, at the rate and with the channels of every `SoundCodec`.
  ///
  /// - Parameter displayName: the song's name in error messages.
  /// - Throws: if the song cannot be read, or ends before `start`.
  /// - Complexity: decodes what comes before `start`.
  package static func open(
    songAt path: String, displayName: String, start: Double
  ) throws(LibAVError) -> SongSamples {
    var samples = SongSamples(
      try SongDecoder(
        contentsOf: path, displayName: displayName, sampleRate: SoundCodec.sampleRate,
        channels: SoundCodec.channelCount))
    try samples.skip(SoundMix.samples(start))
    samples.position = 0
    guard samples.hasEnded else { return samples }
    let seconds = Double(samples.song.sampleCount) / Double(SoundCodec.sampleRate)
    throw .refused(
      SongDecoder.operation, path: displayName,
      because: "it is \((seconds * 100).rounded() / 100) s long, and the film is to begin at its second \(start)")
  }

  private init(_ song: consuming SongDecoder) { self.song = song }

  /// Drops the next `count` samples of each channel.
  package mutating func skip(_ count: Int) throws(LibAVError) {
    position += count
    var left = count * SoundCodec.channelCount
    while !hasEnded {
      let dropped = min(left, waiting.count)
      waiting = waiting.dropFirst(dropped)
      left -= dropped
      if !waiting.isEmpty { return }
      if let block = try song.next() { waiting = block[...] } else { hasEnded = true }
    }
  }

  /// The next `count` samples of each channel, both channels by turns.
  package mutating func take(_ count: Int) throws(LibAVError) -> [Float] {
    let needed = count * SoundCodec.channelCount
    while waiting.count < needed && !hasEnded {
      if let block = try song.next() { waiting += block } else { hasEnded = true }
    }
    let taken = Array(waiting.prefix(needed))
    waiting = waiting.dropFirst(needed)
    position += count
    return taken + [Float](repeating: 0, count: needed - taken.count)
  }
}
