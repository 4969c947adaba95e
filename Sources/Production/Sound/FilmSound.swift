import Animation
import FilmFormat
import HostSystem
import VideoEncoding

/// The sound of a film: where its song is, and how it is mixed.
package struct FilmSound: Hashable, Sendable {
  /// The song's file, as the system finds it.
  package let path: String
  /// Its name in messages.
  package let name: String
  /// Whether the file is a film that is made again from its own recipe: its sound is mixed already.
  package let isOfFilm: Bool

  /// The song at `path`.
  package init(path: String, name: String, isOfFilm: Bool = false) {
    (self.path, self.name, self.isOfFilm) = (path, name, isOfFilm)
  }

  /// The song that a preset names: beside it; or, if the preset is the recipe of a film, the film's own sound.
  package init(_ song: SongReference) {
    let document = song.document
    if document.isFile, Self.isFilm(document.identity) {
      self.init(path: document.identity, name: document.name, isOfFilm: true)
    } else {
      let folder = document.isFile ? PresetDocument.folder(of: document.identity) : ""
      let shownFolder = document.isFile ? PresetDocument.folder(of: document.name) : ""
      self.init(path: folder + song.file, name: (shownFolder + song.file).oneLine)
    }
  }

  private static func isFilm(_ path: String) -> Bool {
    do throws(FileContents.Failure) {
      let file = try RegularFile.open(path)
      return FilmRecipe.isFilm(beginning: file.beginning(SongDecoder.byteCountOfMark))
    } catch {
      return false
    }
  }

  /// The SHA-256 of the song at `path`, in hexadecimal; `name` is its name in messages.
  package static func hash(ofSong path: String, name: String) throws -> String {
    do throws(FileContents.Failure) {
      let file = try RegularFile.open(path)
      var digest = SHA256Digest()
      try file.forEachPart { digest.add($0) }
      return ContentHash(bytes: digest.finish())?.hexadecimal ?? ""
    } catch {
      throw ProductionError.unusableSong("cannot read the song \(name): \(error)")
    }
  }

  /// The sound of `frames` of the film of `preset`, for a file in `container`; a film that is made again from itself keeps what it has.
  ///
  /// - Parameter notice: receives a sentence if the song is damaged.
  func track(
    for preset: Preset, timeline: FilmTimeline, frames: Range<Int>, in container: Container,
    notice: @escaping @Sendable (String) -> Void
  ) throws -> SoundTrack? {
    guard let audio = preset.audio else { return nil }
    let codec = SoundCodec(in: container, beside: preset.output.codec)
    if isOfFilm, frames == 0..<timeline.frameCount,
      let track = try SoundTrack(
        copying: path, displayName: name, codec: codec, bitrate: audio.bitrate * 1000,
        frames: frames.count * (preset.output.repeatCount ?? 1),
        at: timeline.frameRate)
    {
      return track
    }
    let mix = mix(audio, repeats: preset.output.repeatCount ?? 1, timeline: timeline, frames: frames)
    return try SoundTrack(song: path, displayName: name, mix: mix, codec: codec) { [name] count in
      let packets = count == 1 ? "a packet of it is damaged" : "\(count) packets of it are damaged"
      notice("the song \(name): \(packets) and became silence")
    }
  }

  /// How the song becomes the sound of `frames` of a film that is shown `repeats` times.
  func mix(_ audio: SoundSettings, repeats: Int, timeline: FilmTimeline, frames: Range<Int>) -> SoundMix {
    let rate = timeline.frameRate.framesPerSecond
    var mix = SoundMix()
    mix.firstSecond = Double(frames.lowerBound) / rate
    mix.filmSeconds = mix.firstSecond + Double(frames.count) / rate * Double(repeats)
    if frames.upperBound < timeline.frameCount {
      mix.filmSeconds = Double(timeline.frameCount) / rate * Double(repeats)
    }
    if !isOfFilm {
      (mix.start, mix.gain) = (audio.start, audio.gain)
      (mix.fadeIn, mix.fadeOut) = (audio.fadeIn, audio.fadeOut)
    }
    mix.bitrate = audio.bitrate * 1000
    return mix
  }
}

extension FilmOutput {
  /// Refuses what only video files have: sound and repeats. What is only discarded has nothing.
  func requireNoMore(of preset: Preset) throws(ProductionError) {
    guard !isVideo, self != .discarded else { return }
    let files = "only .mp4, .mkv, .webm and .mov files have"
    if preset.audio != nil {
      throw .unusableFormat(
        "\(name): \(files) sound; --no-audio makes the film without", keys: ["audio", "audio.file"])
    }
    if let times = preset.output.repeatCount, times > 1 {
      throw .unusableFormat("\(name): \(files) repeats, here \(times); a GIF or WebP plays forever", keys: ["repeat"])
    }
  }

  /// The output's name in messages.
  private var name: String { path(ofFrame: 0)?.oneLine ?? "the standard output" }
}
