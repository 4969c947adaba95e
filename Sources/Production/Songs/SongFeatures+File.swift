import SongAnalysis
import VideoEncoding

extension SongFeatures {
  /// How much of a song is analysed, in seconds: four hours.
  private static let longest = 4 * 3600

  /// The features of the song in the file at `path`, up to four hours of it.
  ///
  /// - Parameters:
  ///   - displayName: its name in errors.
  ///   - bands: bands whose levels are measured, in hertz.
  /// - Throws: if it cannot be read or decoded.
  /// - Complexity: less than a second of processor time for four minutes; memory for a few thousand samples, and some bytes for each
  ///   feature.
  package init(
    ofSongAt path: String, displayName: String, bands: [ClosedRange<Double>] = []
  ) throws(LibAVError) {
    var decoder = try SongDecoder(
      contentsOf: path, displayName: displayName, sampleRate: Self.sampleRate, channels: 1)
    var analyzer = SongAnalyzer(bands: bands)
    while decoder.sampleCount < Self.longest * Self.sampleRate, let block = try decoder.next() { analyzer.add(block) }
    self = analyzer.finish()
  }
}
