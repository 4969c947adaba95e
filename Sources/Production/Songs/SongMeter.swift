import Animation
import FilmFormat
import SongAnalysis
import Synchronization
import VideoEncoding

/// Finds out about songs what films need of them, and remembers the last ones, so that a song is decoded once however often a preset is
/// read.
package final class SongMeter: Sendable {
  /// The last studies, the latest last.
  private let studies = Mutex<[SongStudy]>([])

  /// How many are remembered.
  private static let mostStudies = 4

  /// Remembers nothing yet.
  package init() {}

  /// What `request` asks of the song that a preset names.
  package func measure(_ song: SongReference, _ request: SongRequest) throws(MissingDocument) -> SongMeasurement {
    try measure(FilmSound(song), request)
  }

  /// What `request` asks of `sound`'s song.
  ///
  /// - Complexity: decodes all of it, unless it has not changed since; less than a second of processor time for four minutes.
  package func measure(_ sound: FilmSound, _ request: SongRequest) throws(MissingDocument) -> SongMeasurement {
    try studies.withLock { studies throws(MissingDocument) in
      var study = try Self.study(sound, request, among: &studies)
      if request.needsBeats || request.features.contains(where: { $0.kind == .beat }), study.beats == nil {
        study.beats = study.features.map { BeatTracker($0).beats }
      }
      studies.append(study)
      if studies.count > Self.mostStudies { studies.removeFirst() }
      return study.measurement(request, isMixed: sound.isOfFilm)
    }
  }

  /// Takes the study of a file from `studies`, or makes one.
  private static func study(
    _ sound: FilmSound, _ request: SongRequest, among studies: inout [SongStudy]
  ) throws(MissingDocument) -> SongStudy {
    let status = try? SystemCalls.status(at: sound.path)
    var bands = request.bands
    if let index = studies.lastIndex(where: { $0.path == sound.path && status != nil && $0.status == status }) {
      let known = studies.remove(at: index)
      if known.answers(request) { return known }
      bands += known.bands.filter { !bands.contains($0) }
    }
    do throws(LibAVError) {
      let isHeard = request != .length || !bands.isEmpty
      let found = try SongFeatures.study(
        songAt: sound.path, displayName: sound.name, bands: isHeard ? bands : nil)
      return SongStudy(
        path: sound.path, status: status, seconds: found.seconds, bands: bands, features: found.features)
    } catch {
      throw MissingDocument(reason: "\(error)")
    }
  }
}

extension SongRequest {
  /// The bands that are asked for.
  fileprivate var bands: [ClosedRange<Double>] { features.compactMap(\.band) }
}

/// What decoding a file has shown.
private struct SongStudy {
  let path: String
  /// `nil` where the system does not tell it.
  let status: FileStatus?
  let seconds: Double
  /// Bands that were measured.
  let bands: [ClosedRange<Double>]
  /// `nil` where only the length was asked for.
  let features: SongFeatures?
  var beats: SongBeats?

  /// Whether it answers a question about the file.
  func answers(_ request: SongRequest) -> Bool {
    features != nil ? request.bands.allSatisfy(bands.contains) : request == .length
  }

  /// The answer to `request`.
  func measurement(_ request: SongRequest, isMixed: Bool) -> SongMeasurement {
    var answer = SongMeasurement(seconds: seconds)
    answer.isMixed = isMixed
    if request.needsBeats { answer.beats = beats?.beats.map(\.seconds) ?? [] }
    for feature in request.features { answer.values[feature] = values(of: feature) }
    return answer
  }

  func values(of feature: SongFeature) -> [UInt16] {
    guard let features else { return [] }
    switch feature.kind {
    case .level: return features.levelCurve
    case .onset: return features.onsetCurve
    case .beat: return beats.map(features.beatCurve) ?? []
    case .band: return feature.band.flatMap(bands.firstIndex).map(features.bandCurve) ?? []
    }
  }
}
