/// How a number follows a song: what is added to it over time.
public struct SongFollower: Hashable, Sendable {
  /// What it follows.
  public internal(set) var feature = SongFeature(.level)
  /// Seconds in which a rise is about two thirds over.
  public internal(set) var attackSeconds = 0.01
  /// Seconds in which a fall is about two thirds over.
  public internal(set) var releaseSeconds = 0.25
  /// What is added where the song has nothing of the feature.
  public internal(set) var least = 0.0
  /// What is added where it has all of it.
  public internal(set) var most = 1.0
  /// Whether that is a speed, so that what it comes to over time is added.
  public internal(set) var isIntegrated = false
  /// What was heard in the song; `nil` where nothing was.
  var heard: HeardFeature?

  init() {}
}

/// Something of a song that is known at each moment.
public struct SongFeature: Hashable, Sendable {
  /// What it is.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// How loud the song is.
    case level
    /// How loud a band of its frequencies is.
    case band
    /// How much begins.
    case onset
    /// The beats.
    case beat
  }

  /// What it is.
  public internal(set) var kind: Kind
  /// The frequencies of a band in hertz; `nil` of everything else.
  public internal(set) var band: ClosedRange<Double>?

  /// The feature of a kind; a band has frequencies.
  public init(_ kind: Kind, band: ClosedRange<Double>? = nil) { (self.kind, self.band) = (kind, band) }
}

extension SongFeature: Comparable {
  /// By kind, then by the band's frequencies.
  public static func < (one: SongFeature, other: SongFeature) -> Bool {
    (one.kind.rawValue, one.band?.lowerBound ?? 0, one.band?.upperBound ?? 0)
      < (other.kind.rawValue, other.band?.lowerBound ?? 0, other.band?.upperBound ?? 0)
  }
}

/// What was heard of a feature while a film lasts.
struct HeardFeature: Hashable, Sendable {
  /// Which one it is.
  var feature = SongFeature(.level)
  /// Its values, as a measurement has them.
  var values: [UInt16] = []
  /// Seconds from the first value to the start of the film.
  var offset = 0.0
  /// Seconds of the film.
  var seconds = 0.0

  static var rate: Double { SongMeasurement.rate }
  static var one: Double { SongMeasurement.one }
}

/// All that a film's values follow of a song, heard before.
///
/// A preset carries it in films and plans, so that frames can be made without the song, and are the same wherever they are made.
struct HeardSong: Hashable, Sendable {
  /// The moment of the song at which the film begins, as the preset had it.
  var start = 0.0
  /// Seconds from the first values to the start of the film.
  var offset = 0.0
  /// Seconds of the film for which the values suffice.
  var seconds = 0.0
  /// The features, each once.
  var features: [HeardFeature] = []

  /// What was heard of `feature`.
  func heard(_ feature: SongFeature) -> HeardFeature? {
    guard var found = features.first(where: { $0.feature == feature }) else { return nil }
    (found.offset, found.seconds) = (offset, seconds)
    return found
  }

  /// Only what was heard of `features`.
  func of(_ features: [SongFeature]) -> HeardSong {
    var song = self
    song.features = features.compactMap { feature in self.features.first { $0.feature == feature } }
    return song
  }

  /// The same for a film that begins so many seconds before this one, or after it if they are negative. There is silence before the
  /// song; what comes before the film is forgotten, unless `keepsBeginning`: an envelope goes on from it.
  func delayed(by seconds: Double, keepsBeginning: Bool) -> HeardSong {
    var song = self
    let first = (offset - seconds) * HeardFeature.rate
    if keepsBeginning, first >= 0 {
      song.offset = offset - seconds
      return song
    }
    let skipped = Int(min(max(first.rounded(.down), -0x1p40), 0x1p40))
    song.offset = (first - Double(skipped)) / HeardFeature.rate
    song.features = features.map { feature in
      var part = feature
      part.values =
        skipped > 0
        ? Array(feature.values.dropFirst(skipped)) : [UInt16](repeating: 0, count: -skipped) + feature.values
      return part
    }
    return song
  }

  /// The same for a film of so many seconds, no longer than this one's.
  func cut(toSeconds seconds: Double) -> HeardSong {
    var song = self
    song.seconds = seconds
    let count = Int(min((seconds + offset) * HeardFeature.rate, 0x1p40).rounded(.up)) + 1
    song.features = features.map { feature in
      var cut = feature
      cut.values = Array(feature.values.prefix(count))
      return cut
    }
    return song
  }
}
