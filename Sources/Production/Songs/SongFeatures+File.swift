import SongAnalysis
import VideoEncoding

extension SongFeatures {
  /// How much of a song is analysed, in seconds: four hours.
  private static let longest = 4 * 3600

  /// The features of the song in the file at `path`, up to four hours of it.
  ///
  /// - Parameter displayName: its name in errors.
  /// - Throws: if it cannot be read or decoded.
  /// - Complexity: less than a second of processor time for four minutes; memory for a few thousand samples, and some bytes for each
  ///   feature.
  package init(ofSongAt path: String, displayName: String) throws(LibAVError) {
    self = try Self.study(songAt: path, displayName: displayName, bands: []).features ?? SongFeatures()
  }

  /// The length of the same song, and unless `bands` is `nil` its features, with the levels of these bands, in hertz.
  static func study(
    songAt path: String, displayName: String, bands: [ClosedRange<Double>]?
  ) throws(LibAVError) -> (seconds: Double, features: SongFeatures?) {
    var decoder = try SongDecoder(
      contentsOf: path, displayName: displayName, sampleRate: Self.sampleRate, channels: 1)
    var analyzer = bands.map { SongAnalyzer(bands: $0) }
    while true {
      let isHeard = decoder.sampleCount < Self.longest * Self.sampleRate
      guard let block = try decoder.next() else { break }
      if isHeard { analyzer?.add(block) }
    }
    return (Double(decoder.sampleCount) / Double(Self.sampleRate), analyzer?.finish())
  }
}
