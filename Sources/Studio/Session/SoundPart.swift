import Animation
import FilmFormat
import FractalMath
import Production

/// What is heard with a film on the screen: the sound of the whole film, from where that film is in it.
///
/// The film on the screen is the whole one, or one of its scenes alone, which the song does not know of.
struct SoundPart: Sendable {
  let song: SongReference
  /// The song's file, as the system finds it.
  let path: String
  /// The whole film, which says how the song is mixed.
  let film: Preset
  private let timeline: FilmTimeline
  /// Frames of the film on the screen, all of them in order, each with the number of frames by which the whole film shows them later.
  private let pieces: [(frames: Range<Int>, delay: Int)]

  /// The sound of a whole film; `nil` if it has none.
  init?(of film: Preset, song: SongReference?, timeline: FilmTimeline) {
    guard film.audio != nil, let song else { return nil }
    (self.song, self.film, self.timeline) = (song, film, timeline)
    path = FilmSound(song).path
    pieces = [(0..<timeline.frameCount, 0)]
  }

  /// What of `whole`, the sound of a whole film, is heard with its scene `index` alone: at each moment of the scene's own film, what is
  /// heard when the film shows that. Moments that it does not show have what is heard as long before or after its part.
  init(_ whole: SoundPart, ofScene index: Int) {
    (song, path, film, timeline) = (whole.song, whole.path, whole.film, whole.timeline)
    let (scene, shown) = (film.scenes[index], timeline.sceneFrames[index])
    let first = timeline.frameRate.frameCount(inSeconds: scene.startSeconds)
    let count = scene.preset.frameCount
    // A loop comes to its own beginning after its own end.
    let isShownLater = scene.preset.loop != .none
    let turn = isShownLater ? min(first, max(0, first + shown.count - count)) : 0
    pieces = [(0..<turn, shown.lowerBound - first + count), (turn..<count, shown.lowerBound - first)]
      .filter { !$0.frames.isEmpty }
  }

  /// The moment of the whole film, in seconds, that is heard at `seconds` of the film on the screen; `nil` before the whole film begins,
  /// and after its end.
  func moment(at seconds: Double) -> Double? {
    let rate = timeline.frameRate
    let piece = pieces.last { rate.seconds(ofFrames: $0.frames.lowerBound) <= seconds }
    let moment = seconds + rate.seconds(ofFrames: piece?.delay ?? 0)
    return (0...film.durationSeconds).contains(moment) ? moment : nil
  }

  /// The moments of the film on the screen, in seconds and order, at which `moments` of the whole film are heard.
  func places(of moments: [Double]) -> [Double] {
    let rate = timeline.frameRate
    let heard = moments.filter { (0...film.durationSeconds).contains($0) }
    return pieces.flatMap { piece in
      let bounds = [piece.frames.lowerBound, piece.frames.upperBound].map(rate.seconds(ofFrames:))
      return heard.map { $0 - rate.seconds(ofFrames: piece.delay) }.filter { (bounds[0]...bounds[1]).contains($0) }
    }
  }

  /// `range` of the samples of the film on the screen, both channels by turns; silence where the whole film has nothing.
  ///
  /// - Throws: if the song cannot be read, or ends before the film begins.
  func samples(_ range: Range<Int>, from excerpts: SoundExcerpts) throws -> [Int16] {
    let whole = 0..<Self.sampleCount(ofFrames: timeline.frameCount, at: timeline.frameRate)
    var samples: [Int16] = []
    samples.reserveCapacity(2 * range.count)
    func addSilence(_ count: Int) { samples += repeatElement(0, count: 2 * count) }
    for piece in pieces {
      let bounds = [piece.frames.lowerBound, piece.frames.upperBound].map(sampleCount(ofFrames:))
      let part = range.clamped(to: bounds[0]..<bounds[1])
      guard !part.isEmpty else { continue }
      let delay = sampleCount(ofFrames: piece.delay)
      let wanted = part.lowerBound + delay..<part.upperBound + delay
      let heard = wanted.clamped(to: whole)
      guard !heard.isEmpty else {
        addSilence(part.count)
        continue
      }
      addSilence(heard.lowerBound - wanted.lowerBound)
      samples +=
        try excerpts.samples(of: song, in: film, timeline: timeline, from: heard.lowerBound, count: heard.count) ?? []
      addSilence(wanted.upperBound - heard.upperBound)
    }
    return samples
  }

  private func sampleCount(ofFrames frames: Int) -> Int { Self.sampleCount(ofFrames: frames, at: timeline.frameRate) }

  /// Samples of each channel that are as long as `frames`, the nearest number; negative for frames before.
  static func sampleCount(ofFrames frames: Int, at rate: FrameRate) -> Int {
    let count = 2 * abs(frames) * rate.denominator * SoundCodec.sampleRate + rate.numerator
    return frames.signum() * (count / (2 * rate.numerator))
  }
}
