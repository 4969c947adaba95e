import Animation
import Production
import Synchronization

/// What is being shaped: the preset's text, the films that it has made, and what was saved.
///
/// The text is the state. Whoever changes it says which text the change was made from, so that nothing is lost where two do.
final class StudioSession: Sendable {
  private struct State {
    var document: StudioDocument
    var verdict: PresetVerdict
    /// What is on the disk, as far as the studio knows; `nil` before the first time.
    var savedRevision: String?
    /// What was on the disk when it was last read or written, to be shown while a key is held.
    var savedFilm: ShapedFilm?
    /// The last valid films, the newest last: pictures of a text that was just replaced are still wanted.
    var films: [ShapedFilm]
  }

  private let state: Mutex<State>

  private static let mostFilms = 4

  /// A session that begins with `text`.
  ///
  /// - Parameter isSaved: whether that is what the document's file holds.
  init(_ document: StudioDocument, text: String, isSaved: Bool) {
    let verdict = PresetVerdict(text, document: document, like: nil)
    state = Mutex(
      State(
        document: document, verdict: verdict, savedRevision: isSaved ? verdict.revision : nil,
        savedFilm: isSaved ? verdict.film : nil, films: [verdict.film].compactMap { $0 }))
  }

  var document: StudioDocument { state.withLock { $0.document } }
  var text: String { state.withLock { $0.verdict.text } }
  var revision: String { state.withLock { $0.verdict.revision } }
  var savedRevision: String? { state.withLock { $0.savedRevision } }

  /// The text with its revision, what is said of it, and what is saved.
  var summary: [(key: String, value: JSONFragment)] {
    state.withLock { state in
      let file: JSONFragment =
        if let name = state.document.name {
          .object([("name", .string(name)), ("folder", .string(state.document.folder))])
        } else {
          .null
        }
      return [
        ("file", file), ("folder", .string(state.document.folder)), ("text", .string(state.verdict.text)),
        ("revision", .string(state.verdict.revision)), ("savedRevision", .optional(state.savedRevision)),
        ("state", state.verdict.state(shown: state.films.last)),
      ]
    }
  }

  /// Puts `text` in the place of the text whose revision is `base`.
  ///
  /// - Returns: what there is to say of it.
  func replace(base: String, with text: String) throws(HTTPFault) -> JSONFragment {
    let (document, earlier) = state.withLock { ($0.document, $0.films.last) }
    let verdict = PresetVerdict(text, document: document, like: earlier)
    let outcome: Result<JSONFragment, HTTPFault> = state.withLock { state in
      guard state.verdict.revision == base else { return .failure(Self.outdated(state.verdict)) }
      Self.install(verdict, in: &state)
      return .success(verdict.state(shown: state.films.last))
    }
    return try outcome.get()
  }

  /// The text whose revision is `base`; refused where it is another one by now.
  func text(of base: String) throws(HTTPFault) -> String {
    let outcome: Result<String, HTTPFault> = state.withLock { state in
      state.verdict.revision == base ? .success(state.verdict.text) : .failure(Self.outdated(state.verdict))
    }
    return try outcome.get()
  }

  /// The film of the text that has, or had, `revision`.
  func film(_ revision: String) throws(HTTPFault) -> ShapedFilm {
    let film = state.withLock { state in
      (state.films + [state.savedFilm].compactMap { $0 }).last { $0.revision == revision }
    }
    guard let film else { throw HTTPFault(.preconditionFailed, "there is no film of this revision, or no more") }
    return film
  }

  /// The last film that a text made.
  var shownFilm: ShapedFilm? { state.withLock { $0.films.last } }

  /// Notes that the file `name` holds `text`.
  func noteSaved(_ text: String, as name: String) {
    var document = self.document
    document.name = name
    let verdict = PresetVerdict(text, document: document, like: shownFilm)
    state.withLock { state in
      state.document = document
      state.savedRevision = verdict.revision
      state.savedFilm = state.films.last { $0.revision == verdict.revision } ?? verdict.film
    }
  }

  private static func install(_ verdict: PresetVerdict, in state: inout State) {
    state.verdict = verdict
    guard let film = verdict.film else { return }
    // A text that comes back, by undo say, finds what was measured of it.
    if let index = state.films.firstIndex(where: { $0.revision == film.revision }) {
      state.films.append(state.films.remove(at: index))
    } else if let saved = state.savedFilm, saved.revision == film.revision {
      state.films.append(saved)
    } else {
      state.films.append(film)
    }
    if state.films.count > mostFilms { state.films.removeFirst() }
  }

  private static func outdated(_ verdict: PresetVerdict) -> HTTPFault {
    HTTPFault(
      .preconditionFailed, "the preset has changed meanwhile",
      members: [("text", .string(verdict.text)), ("revision", .string(verdict.revision))])
  }
}
