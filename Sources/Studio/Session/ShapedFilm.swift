import Animation
import Production
import Synchronization

/// The film of a valid text, or of one of its scenes, with the measurements for its pictures so far.
final class ShapedFilm: Sendable {
  let preset: Preset
  /// The text's revision, followed by a dot and a number if its song has changed since the studio began, and for a scene by a colon
  /// and the scene's number, from 0.
  let revision: String
  /// The text's revision alone.
  var textRevision: String { RevisionName(revision).text }
  /// The whole text, of a scene, too.
  let text: String
  /// Its sound, that of a scene, too; `nil` if there is none.
  let sound: SoundPart?
  /// The resolved preset as JSON, if the text extends another one or has scenes, which may; otherwise `nil`, and the text itself is complete.
  let inherited: JSONFragment?
  /// The film in time; with a visual timing, as written.
  let written: FilmTimeline

  private struct Previews {
    /// Available at once, perhaps with an earlier film's measurements.
    var draft: FilmPreview?
    var exact: FilmPreview?
  }

  private let previews: Mutex<Previews>
  /// Held while measuring; drafts remain available.
  private let measuring = Mutex(())
  /// Films of scenes that were asked for, and an earlier film's previews of them.
  private let scenes = Mutex<[Int: ShapedFilm]>([:])
  private let earlierScenes: [Int: FilmPreview]

  /// The film of a text.
  ///
  /// - Parameter songChanges: how often its song has changed since the studio began.
  convenience init(
    _ located: LocatedPreset, revision: String, text: String, songChanges: Int, like earlier: ShapedFilm?
  ) {
    let preset = located.preset
    let isWhole = !text.contains("\"extends\"") && preset.scenes.isEmpty
    self.init(
      preset, revision: RevisionName(revision, songChanges: preset.audio == nil ? 0 : songChanges).full, text: text,
      sound: { SoundPart(of: preset, song: located.song, timeline: $0) },
      inherited: isWhole ? nil : JSONFragment(json: IndentedJSON.text(located.root)), like: earlier?.best,
      scenes: earlier?.scenes.withLock { $0.compactMapValues(\.best) } ?? [:])
  }

  private init(
    _ preset: Preset, revision: String, text: String, sound: (FilmTimeline) -> SoundPart?,
    inherited: JSONFragment? = nil, like earlier: FilmPreview?, scenes earlierScenes: [Int: FilmPreview] = [:]
  ) {
    self.preset = preset
    self.revision = revision
    self.text = text
    self.inherited = inherited
    self.earlierScenes = earlierScenes
    let draft = FilmPreview(preset, like: earlier)
    // Two timelines of a film are only needed where one is measured.
    written = if let draft, draft.isExact { draft.timeline } else { FilmTimeline(preset) }
    self.sound = sound(written)
    previews = Mutex(Previews(draft: draft, exact: draft?.isExact == true ? draft : nil))
  }

  /// The whole film of scene `index` alone, of which this film may show a part; `nil` if there is no such scene.
  func scene(_ index: Int) -> ShapedFilm? {
    guard preset.scenes.indices.contains(index) else { return nil }
    return scenes.withLock { scenes in
      if let known = scenes[index] { return known }
      let scene = ShapedFilm(
        preset.scenes[index].preset, revision: "\(revision):\(index)", text: text,
        sound: { _ in sound.map { SoundPart($0, ofScene: index) } }, like: earlierScenes[index])
      scenes[index] = scene
      return scene
    }
  }

  /// The best preview available without measuring.
  private var best: FilmPreview? { previews.withLock { $0.exact ?? $0.draft } }

  /// The film's preview.
  ///
  /// - Parameter isExact: whether a preview based on an earlier film's measurements is not enough.
  /// - Complexity: seconds if something must be measured; others wait for the same measurement.
  func preview(isExact: Bool, workerCount: Int) throws -> FilmPreview {
    if let best, best.isExact || !isExact { return best }
    return try measuring.withLock { _ in
      if let exact = previews.withLock({ $0.exact }) { return exact }
      let exact = try FilmPreview.measured(preset, workerCount: workerCount)
      previews.withLock { $0 = Previews(draft: exact, exact: exact) }
      return exact
    }
  }
}
