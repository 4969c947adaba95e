import Animation

/// A song that films of tests follow, and how often it was asked for.
final class FollowedSong {
  private(set) var requests: [SongRequest] = []
  private let seconds: Double
  private let isMixed: Bool
  /// 200 a second, in 4095ths.
  private let values: [UInt16]
  private let beats: [Double]

  init(seconds: Double = 60, values: [UInt16] = [], beats: [Double] = [], isMixed: Bool = false) {
    (self.seconds, self.values, self.beats, self.isMixed) = (seconds, values, beats, isMixed)
  }

  /// Values that go up and down by no rule that one could see.
  static let restless: [UInt16] = (0..<8000).map { (index: Int) -> UInt16 in
    let (one, other) = (index * index % 1999, index * 7919 % 2000)
    return UInt16(one + other)
  }

  func measure(_ song: SongReference, _ request: SongRequest) -> SongMeasurement {
    requests.append(request)
    var found = SongMeasurement(seconds: seconds)
    for feature in request.features { found.values[feature] = values }
    if request.needsBeats { found.beats = beats }
    found.isMixed = isMixed
    return found
  }

  /// The preset in `document`, which follows this song.
  func load(_ document: String, overrides: [Override] = []) throws(PresetError) -> Preset {
    try LocatedPreset(
      PresetDocument(bytes: Array(document.utf8), name: FilmFixture.name), overrides: overrides,
      find: { _, _ throws(MissingDocument) in throw MissingDocument(reason: "none") }, measure: measure
    ).preset
  }

  /// A film of ten seconds at 50 frames a second whose phase is `phase`.
  static func document(
    _ phase: String, audio: String = #""audio":{"file":"song.wav"},"#, loop: String = "none", more: String = ""
  ) -> String {
    """
    {"version":1,"title":"Test","duration":10,"loop":"\(loop)",\(audio)\(more)"output":{"frameRate":50},"c":[0,1],\
    "shading":{"phase":\(phase)}}
    """
  }

  /// What follows a feature, as JSON.
  static func follower(
    _ feature: String = #""level""#, base: String = "2", to: String = "[0,1]", more: String = ""
  ) -> String {
    #"{"base":\#(base),"audio":{"feature":\#(feature),"attack":0,"release":0,"to":\#(to)\#(more)}}"#
  }
}
