import Animation
import FilmFormat
import Synchronization
import VideoEncoding

/// Parts of a film's sound while the film is being edited: the samples that the sound's encoder would get.
///
/// The song is decoded from part to part: who asks for one part after another, as in playing, has it decoded once, however it is mixed.
package final class SoundExcerpts: Sendable {
  /// A song that is being decoded.
  private struct Reading: ~Copyable {
    let path: String
    /// `nil` where the system does not tell it.
    let status: FileStatus?
    let start: Double
    var samples: SongSamples

    /// Whether it can go on to sample `first` of a film that begins at `start`.
    func leads(to first: Int, of sound: FilmSound, status: FileStatus?, start: Double) -> Bool {
      path == sound.path && self.status == status && status != nil && self.start == start && samples.position <= first
    }
  }

  private let reading = Mutex<Reading?>(nil)

  /// Reads nothing yet.
  package init() {}

  /// `count` samples of each channel of the sound of `preset`, from sample `first` of the film on, at `SoundCodec.sampleRate`, both
  /// channels by turns. A film that is to be repeated is heard as the first time.
  ///
  /// - Parameter song: what `preset` names.
  /// - Returns: `nil` if the film has no sound.
  /// - Throws: if the song cannot be read, or ends before the film begins.
  /// - Complexity: decodes the song as far as the part reaches, or from the end of the last part to there.
  package func samples(
    of song: SongReference, in preset: Preset, timeline: FilmTimeline, from first: Int, count: Int
  ) throws(LibAVError) -> [Int16]? {
    guard let audio = preset.audio else { return nil }
    let sound = FilmSound(song)
    let mix = sound.mix(
      audio, repeats: preset.output.repeatCount ?? 1, timeline: timeline, frames: 0..<timeline.frameCount)
    let status = try? SystemCalls.status(at: sound.path)
    let samples = try reading.withLock { reading throws(LibAVError) in
      var present: Reading
      if let known = reading.take(), known.leads(to: first, of: sound, status: status, start: mix.start) {
        present = known
      } else {
        present = Reading(
          path: sound.path, status: status, start: mix.start,
          samples: try SongSamples.open(songAt: sound.path, displayName: sound.name, start: mix.start))
      }
      try present.samples.skip(first - present.samples.position)
      let samples = try present.samples.take(count)
      reading = consume present
      return samples
    }
    return mix.applied(to: samples, first: first).map { Int16(($0 * 32767).rounded()) }
  }
}
