/// The song that is a film's sound, and how it is mixed.
public struct SoundSettings: Hashable, Sendable {
  /// The song's file, relative to the folder of the preset that names it.
  public internal(set) var file: String
  /// The moment of the song at which the film begins, in seconds.
  public internal(set) var start = 0.0
  /// How much louder the song becomes, in decibels.
  public internal(set) var gain = 0.0
  /// Seconds from the film's beginning over which the sound comes.
  public internal(set) var fadeIn = 0.0
  /// Seconds to the film's end over which it goes.
  public internal(set) var fadeOut = 0.0
  /// Thousands of bits per second, where the sound's codec has loss.
  public internal(set) var bitrate = 192
}

extension Preset {
  /// The same film with the song in `file`; how it is mixed is kept.
  public func withSong(_ file: String) -> Preset {
    var preset = self
    preset.audio = preset.audio ?? SoundSettings(file: file)
    preset.audio?.file = file
    return preset
  }

  /// The same film without what its segments do not have: sound and repeats.
  package var pictures: Preset {
    var preset = self
    preset.audio = nil
    preset.output.repeatCount = nil
    return preset
  }
}
