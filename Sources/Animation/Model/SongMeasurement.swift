/// A song as a preset names it.
public struct SongReference: Hashable, Sendable {
  /// The name, relative to the document's folder.
  public let file: String
  /// The document that names it; for a name in an override, the preset itself.
  public let document: PresetDocument
}

/// What is to be found out about a song besides its length.
public struct SongRequest: Hashable, Sendable {
  /// The features whose values are needed, each once.
  public internal(set) var features: [SongFeature]
  /// Whether its beats are needed.
  public internal(set) var needsBeats: Bool

  /// The request for these.
  public init(features: [SongFeature], needsBeats: Bool) {
    (self.features, self.needsBeats) = (features, needsBeats)
  }

  /// Only the length.
  public static let length = SongRequest(features: [], needsBeats: false)
}

/// What was found out about a song.
public struct SongMeasurement: Hashable, Sendable {
  /// How long it is.
  public var seconds: Double
  /// The values of each requested feature in parts of `one`, `rate` a second from the song's beginning.
  public var values: [SongFeature: [UInt16]] = [:]
  /// Its beats in seconds, if they were asked for.
  public var beats: [Double] = []
  /// Whether it begins where the film does, whatever the preset's `start`: the sound of a film that is made again from itself.
  public var isMixed = false

  /// Values per second.
  public static let rate = 200.0
  /// The value that stands for 1.
  public static let one = 4095.0

  /// The measurement of a song of so many seconds.
  public init(seconds: Double) { self.seconds = seconds }
}

/// Finds out about a song.
public typealias SongMeasuring = (SongReference, SongRequest) throws(MissingDocument) -> SongMeasurement
