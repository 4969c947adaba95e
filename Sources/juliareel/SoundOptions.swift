import Animation
import ArgumentParser
import Foundation
import HostSystem
import Production

/// A film's sound, and how often it is shown.
struct SoundOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A song as the film's sound: WAV, AIFF, FLAC, Ogg, MP3, AAC, or the sound of a film. The preset's \"audio\" says how it is mixed.",
      valueName: "file"), completion: .file())
  var audio: String?

  @Flag(help: "No sound, whatever the preset says.")
  var noAudio = false

  @Option(
    name: .customLong("repeat"),
    help: ArgumentHelp(
      "Shows the film so often, one time after another, without rendering or encoding it again; sound goes on over all.",
      valueName: "n"))
  var times: String?

  func validate() throws {
    if audio != nil && noAudio { throw ValidationError("--audio and --no-audio exclude each other.") }
  }

  /// The overrides of the preset that these options give.
  func overrides() throws -> [Override] {
    let name = try audio.map {
      String(decoding: try ProgramJSON.line(URL(fileURLWithPath: $0).lastPathComponent), as: UTF8.self)
    }
    return [
      .given(noAudio ? "null" : nil, at: "audio", by: "--no-audio"), .given(name, at: "audio.file", by: "--audio"),
      .given(times, at: "output.repeat", by: "--repeat"),
    ].compactMap { $0 }
  }
}

extension PresetOptions {
  /// The preset with all overrides, those of `more` last, and its sound. Where nobody has asked for a codec, it is one that `output`
  /// holds.
  func loadFilm(
    more: [Override], sound options: SoundOptions, output: FilmOutput
  ) throws -> (preset: Preset, sound: FilmSound?) {
    var all = try overrides.all + more + options.overrides()
    var located = try PresetSource.load(preset, overrides: all, audio: options.audio, bounds: trust.bounds)
    if case .video(let path, let container) = output, !located.has("output", "codec"),
      container.problem(with: located.preset.output.codec) != nil, let codec = container.codecs.first
    {
      all.append(Override(path: "output.codec", value: codec.rawValue, origin: path.oneLine))
      located = try PresetSource.load(preset, overrides: all, audio: options.audio, bounds: trust.bounds)
    }
    try trust.bounds?.check(located)
    if let file = options.audio {
      return (try chosenScene(of: located.preset), FilmSound(path: file, name: file.oneLine))
    }
    guard let song = located.song, located.preset.audio != nil else {
      return (try chosenScene(of: located.preset), nil)
    }
    guard trust.bounds == nil else {
      throw Failure(
        .badPreset,
        "\(located.name): the decoder of songs is not confined, so --untrusted allows none; allowed: --no-audio, or --audio with a song of your own"
      )
    }
    let sound = FilmSound(song)
    if sound.isOfFilm, let setting = all.first(where: { $0.path == "audio" || $0.path.hasPrefix("audio.") }) {
      throw Failure(
        .usage,
        "\(setting.origin): the sound of \(sound.name) is mixed already; allowed: --audio with the song that it was made from"
      )
    }
    return (try chosenScene(of: located.preset), sound)
  }
}

extension FarmPlan.Song {
  /// What a plan at `plan` says of `sound`.
  init(_ sound: FilmSound, ofPlan plan: String) throws {
    let folder = URL(fileURLWithPath: FilePlace(plan).path).deletingLastPathComponent().path
    let path = FilePlace(sound.path).path
    let holder = folder.hasSuffix("/") ? folder : folder + "/"
    guard path.utf8.starts(with: holder.utf8) else {
      throw Failure(
        .usage, "\(sound.name): the song of a planned film is in the plan's folder or below it, \(folder.oneLine)")
    }
    self.init(
      file: String(decoding: path.utf8.dropFirst(holder.utf8.count), as: UTF8.self),
      hash: try FilmSound.hash(ofSong: sound.path, name: sound.name), isOfFilm: sound.isOfFilm)
  }
}
