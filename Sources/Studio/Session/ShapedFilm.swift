import Animation
import Production
import Synchronization

/// The film of a valid text, with the measurements for its pictures so far.
final class ShapedFilm: Sendable {
  let preset: Preset
  let revision: String
  let text: String
  /// The song that is its sound.
  let song: SongReference?
  /// The resolved preset as JSON, if the text extends another one; otherwise `nil`, and the text itself is complete.
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

  init(_ located: LocatedPreset, revision: String, text: String, like earlier: ShapedFilm?) {
    let preset = located.preset
    self.preset = preset
    inherited = text.contains("\"extends\"") ? JSONFragment(json: IndentedJSON.text(located.root)) : nil
    self.revision = revision
    self.text = text
    song = preset.audio == nil ? nil : located.song
    let draft = FilmPreview(preset, like: earlier?.best)
    // Two timelines of a film are only needed where one is measured.
    written = if let draft, draft.isExact { draft.timeline } else { FilmTimeline(preset) }
    previews = Mutex(Previews(draft: draft, exact: draft?.isExact == true ? draft : nil))
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
