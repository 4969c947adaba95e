import Animation
import Production
import Synchronization

/// The film that a valid text makes, with what was measured for its pictures so far.
final class ShapedFilm: Sendable {
  let preset: Preset
  let revision: String
  let text: String
  /// What holds, as JSON, where the text extends another preset; otherwise `nil`, and the text says it.
  let inherited: JSONFragment?
  /// The film in time; where its timing is visual, as written.
  let written: Timeline

  private struct Previews {
    /// At once, perhaps with an earlier film's measurements.
    var draft: FilmPreview?
    var exact: FilmPreview?
  }

  private let previews: Mutex<Previews>
  /// Held while something is measured; drafts go on meanwhile.
  private let measuring = Mutex(())

  init(_ located: LocatedPreset, revision: String, text: String, like earlier: ShapedFilm?) {
    let preset = located.preset
    self.preset = preset
    inherited = text.contains("\"extends\"") ? JSONFragment(json: IndentedJSON.text(located.root)) : nil
    self.revision = revision
    self.text = text
    written = Timeline(preset)
    let draft = FilmPreview(preset, like: earlier?.best)
    previews = Mutex(Previews(draft: draft, exact: draft?.isExact == true ? draft : nil))
  }

  /// The best preview that there is without measuring.
  private var best: FilmPreview? { previews.withLock { $0.exact ?? $0.draft } }

  /// The film's preview.
  ///
  /// - Parameter isExact: whether one will not do that stands on an earlier film's measurements.
  /// - Complexity: where something has to be measured, seconds; others wait for the same then.
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
