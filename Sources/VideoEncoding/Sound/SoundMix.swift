import FilmFormat

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which part of a song a film has, and how loud.
package struct SoundMix: Hashable, Sendable {
  /// The moment of the song at which the film begins, in seconds.
  package var start = 0.0
  /// How much louder the song becomes, in decibels.
  package var gain = 0.0
  /// Seconds from the film's beginning over which the sound comes.
  package var fadeIn = 0.0
  /// Seconds to the film's end over which it goes.
  package var fadeOut = 0.0
  /// The film's length in seconds.
  package var filmSeconds = 0.0
  /// The moment of the film at which what is written begins.
  package var firstSecond = 0.0
  /// Bits per second, where the codec has loss.
  package var bitrate = 192_000

  /// The whole song as it is.
  package init() {}

  /// `samples` of both channels by turns, of which the first is sample `first` of what is written, as loud as the film has them.
  package func applied(to samples: [Float], first: Int) -> [Float] {
    let level = Float(pow(10, gain / 20))
    let rate = Double(SoundCodec.sampleRate)
    var mixed = samples
    for index in mixed.indices {
      let time = Double(first + index / SoundCodec.channelCount) / rate + firstSecond
      var share = 1.0
      if time < fadeIn { share *= time / fadeIn }
      if fadeOut > 0, filmSeconds - time < fadeOut { share *= max(filmSeconds - time, 0) / fadeOut }
      mixed[index] = min(max(mixed[index] * level * Float(share), -1), 1)
    }
    return mixed
  }

  /// Samples of each channel in so many seconds, the nearest number.
  static func samples(_ seconds: Double) -> Int { Int((seconds * Double(SoundCodec.sampleRate)).rounded()) }
}
