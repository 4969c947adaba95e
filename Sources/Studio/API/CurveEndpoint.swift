import Animation
import FractalMath
import Production

/// `POST /api/curves`: the film's changing values over time, and the keys that control them.
struct CurveEndpoint: Sendable {
  let session: StudioSession
  let workerCount: Int

  private static let mostMoments = 4000

  func respond(_ body: RequestBody) throws -> HTTPResponse {
    let film = try session.film(body.required("revision").string)
    let isExact = body["isExact"]?.node.value == .boolean(true)
    let preview = try film.preview(isExact: isExact, workerCount: workerCount)
    let times = try Self.times(body, durationSeconds: film.preset.durationSeconds)
    let moments = times.map { preview.timeline.frame(atSeconds: $0).parameters }
    func track(_ value: (FrameParameters) -> Double) -> JSONFragment { .numbers(moments.map(value)) }
    let keys = try KeyframeLists(film.text)
    let song = body["song"]?.node.value == .boolean(true) ? self.song(of: film, at: times) : nil
    return .json(
      .object([
        ("song", song ?? .null),
        ("revision", .string(film.revision)), ("times", .numbers(times)),
        ("c", .array(moments.map { .numbers([$0.juliaConstant.real, $0.juliaConstant.imaginary]) })),
        (
          "tracks",
          .object([
            ("camera.center", .array(moments.map { .numbers([$0.camera.center.real, $0.camera.center.imaginary]) })),
            ("camera.width", track { $0.camera.width }), ("camera.rotation", track { $0.camera.rotationDegrees }),
            ("shading.phase", track { $0.palettePhase }), ("shading.density", track { $0.paletteDensity }),
            ("shading.light.direction", track { $0.light.directionDegrees }),
            ("shading.light.height", track { $0.light.heightDegrees }),
          ])
        ), ("keys", keys.json), ("isExact", .bool(preview.isExact)),
      ]))
  }

  /// How loud the song that is heard with `film` is from each of `times` to the next, 0…1, and its beats; `nil` if there is none that
  /// can be read.
  private func song(of film: ShapedFilm, at times: [Double]) -> JSONFragment? {
    let level = SongFeature(.level)
    guard let sound = film.sound, let audio = sound.film.audio,
      let heard = try? session.document.songs.measure(sound.song, SongRequest(features: [level], needsBeats: true)),
      let values = heard.values[level]
    else { return nil }
    let start = heard.isMixed ? 0 : audio.start
    func place(_ seconds: Double) -> Int { min(Int((start + seconds) * SongMeasurement.rate), values.count) }
    let levels = times.indices.map { index in
      guard let moment = sound.moment(at: times[index]) else { return 0.0 }
      let length = index + 1 < times.count ? max(0, times[index + 1] - times[index]) : 0
      let (first, last) = (place(moment), max(place(moment + length), place(moment) + 1))
      return Double(values[first..<min(last, values.count)].max() ?? 0) / SongMeasurement.one
    }
    let beats = sound.places(of: heard.beats.map { $0 - start })
    return .object([("levels", .numbers(levels)), ("beats", .numbers(beats))])
  }

  /// The requested moments in seconds: `times`, or `count` of them at equal distances.
  private static func times(_ body: RequestBody, durationSeconds: Double) throws -> [Double] {
    guard let times = body["times"] else {
      let count = try body["count"]?.integer(in: 1...mostMoments) ?? 400
      return (0..<count).map { durationSeconds * Double($0) / Double(count) }
    }
    return try times.elements(1...mostMoments).map { moment in
      let seconds = try moment.number
      // Who divides the film into parts may come past its end by the last bit.
      guard (0...durationSeconds * (1 + 0x1p-40)).contains(seconds) else {
        throw HTTPFault(.unprocessable, "times: the film lasts \(durationSeconds) s from 0")
      }
      return min(seconds, durationSeconds)
    }
  }
}

/// The keys in a preset's own text, by the path of what they control.
private struct KeyframeLists {
  private var lists: [(key: String, value: JSONFragment)] = []

  init(_ text: String) throws {
    add(try JSONParser.parse(utf8: Array(text.utf8)), at: [])
  }

  var json: JSONFragment { .object(lists) }

  private mutating func add(_ node: JSONNode, at path: [String]) {
    guard case .object(let members) = node.value else { return }
    for member in members {
      let isList = member.key == "keyframes" || member.key == "zoomTo"
      if isList, case .array(let elements) = member.node.value {
        let track = member.key == "keyframes" ? path : path + [member.key]
        let steps = path + [member.key]
        lists.append(
          (track.joined(separator: "."), .array(elements.enumerated().map { Self.key($1, index: $0, in: steps) })))
      } else {
        add(member.node, at: path + [member.key])
      }
    }
  }

  private static func key(_ node: JSONNode, index: Int, in path: [String]) -> JSONFragment {
    var parts: [(key: String, value: JSONFragment)] = [
      ("index", .integer(index)), ("path", .array(path.map(JSONFragment.string) + [.integer(index)])),
    ]
    if case .object(let members) = node.value {
      for member in members where member.key != "index" && member.key != "path" {
        parts.append((member.key, member.node.fragment))
      }
    }
    return .object(parts)
  }
}
