import Animation
import FilmFormat
import FractalMath
import Production

/// A preset's text, and the result of checking it.
struct PresetVerdict: Sendable {
  /// A diagnostic with its place.
  struct Finding: Sendable {
    let severity: String
    let message: String
    var path = ""
    var position: TextPosition?
  }

  let text: String
  /// The text's identity: its SHA-256.
  let revision: String
  let findings: [Finding]
  /// The film; `nil` if the text is not valid.
  let film: ShapedFilm?
  /// The song that the text names; `nil` if it names none by itself, and is not valid either.
  let song: WatchedSong?
  /// How often that has changed since the studio began.
  private let songChanges: Int

  var isValid: Bool { film != nil }

  /// Reads `text`.
  ///
  /// - Parameters:
  ///   - songChanges: how often its song has changed since the studio began.
  ///   - earlier: a film whose measurements pictures may use until there are new ones.
  init(_ text: String, document: StudioDocument, songChanges: Int, like earlier: ShapedFilm?) {
    (self.text, self.songChanges) = (text, songChanges)
    let bytes = Array(text.utf8)
    revision = ContentHash(of: bytes).hexadecimal
    // Before it is heard: what changes meanwhile has changed afterwards.
    let named = Self.song(in: bytes).map { WatchedSong(path: document.folder + "/" + $0) }
    do throws(PresetError) {
      let located = try document.locate(bytes)
      let problems = PresetProbe(located).formatDiagnostics
      findings = problems.map { Finding($0) }
      film =
        problems.contains { $0.severity == .error }
        ? nil : ShapedFilm(located, revision: revision, text: text, songChanges: songChanges, like: earlier)
    } catch {
      film = nil
      switch error {
      case .syntax(let error, let name):
        let place = document.isOwn(name) ? "" : "\(name):\(error.position): "
        findings = [
          Finding(
            severity: "error", message: place + error.message, position: place.isEmpty ? error.position : nil)
        ]
      case .invalid(let diagnostics, _): findings = diagnostics.map { Finding($0) }
      }
    }
    let path = film?.sound?.path
    song = path == nil || path == named?.path ? named : path.map { WatchedSong(path: $0) }
  }

  /// The song that the text in `bytes` names itself, which may be what is wrong with it.
  private static func song(in bytes: [UInt8]) -> String? {
    guard let root = try? JSONParser.parse(utf8: bytes),
      case .string(let file) = root["audio"]?["file"]?.value
    else { return nil }
    return file
  }

  /// The state as sent in answers.
  ///
  /// - Parameter shown: the film on the screen: this text's, or the last valid one's.
  func state(shown: ShapedFilm?) -> JSONFragment {
    .object([
      ("revision", .string(revision)), ("isValid", .bool(isValid)), ("diagnostics", .array(findings.map(\.json))),
      ("filmRevision", .optional(shown?.revision)), ("songChanges", .integer(songChanges)),
      ("film", shown?.facts ?? .null),
    ])
  }
}

extension PresetVerdict.Finding {
  fileprivate init(_ diagnostic: Diagnostic) {
    let path = diagnostic.path.description
    var message = diagnostic.message
    var position: TextPosition?
    switch diagnostic.origin {
    case .text(let place): position = place
    case .inherited(let place, let base, _): message = "\(base):\(place): \(message)"
    case .override(let name): message = "\(name): \(message)"
    }
    self.init(severity: diagnostic.severity.rawValue, message: message, path: path, position: position)
  }

  fileprivate var json: JSONFragment {
    .object([
      ("severity", .string(severity)), ("message", .string(message)), ("path", .string(path)),
      ("line", position.map { .integer($0.line) } ?? .null), ("column", position.map { .integer($0.column) } ?? .null),
    ])
  }
}

extension ShapedFilm {
  /// The facts about the film that a page needs.
  fileprivate var facts: JSONFragment {
    .object(
      preset.facts + [
        ("hasSound", .bool(sound != nil)), ("scenes", .array(scenes)), ("preset", inherited ?? .null),
      ])
  }

  /// Where each scene is in the film, transitions included, and what there is of it.
  private var scenes: [JSONFragment] {
    zip(preset.scenes, written.sceneFrames).map { scene, frames in
      .object([
        ("name", .string(scene.name)), ("title", .string(scene.preset.title)),
        ("frames", .array([.integer(frames.lowerBound), .integer(frames.upperBound)])),
        ("start", .number(scene.startSeconds)), ("ownDuration", .number(scene.preset.durationSeconds)),
        ("isLoop", .bool(scene.preset.loop != .none)), ("transition", scene.transition.map(\.facts) ?? .null),
        ("film", .object(scene.preset.facts + [("hasSound", .bool(sound != nil)), ("scenes", .array([]))])),
      ])
    }
  }
}

extension Preset {
  /// The facts about its film, that of a scene, too.
  fileprivate var facts: [(key: String, value: JSONFragment)] {
    let (rate, size) = (output.frameRate, output.size)
    return [
      ("title", .string(title)), ("duration", .number(durationSeconds)),
      ("frameRate", .array([.integer(rate.numerator), .integer(rate.denominator)])),
      ("frameCount", .integer(frameCount)), ("width", .integer(size.width)), ("height", .integer(size.height)),
      ("isLoop", .bool(isRepeatable)), ("loop", .string(loop.rawValue)), ("codec", .string(output.codec.rawValue)),
      ("container", .optional(output.codec.facts.containers.first?.fileExtension)),
      ("isTranslucent", .bool(isTranslucent)), ("isMeasured", .bool(isMeasured)),
    ]
  }

  /// Whether something of it is measured before its pictures are exact.
  private var isMeasured: Bool {
    guard scenes.isEmpty else { return scenes.contains { $0.preset.isMeasured } }
    return timing == .visual || shading.algorithm == .histogram
  }
}

extension SceneTransition {
  fileprivate var facts: JSONFragment {
    .object([
      ("kind", .string(kind.rawValue)), ("duration", .number(durationSeconds)), ("color", .string(color.description)),
    ])
  }
}
